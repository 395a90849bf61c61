package files

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
)

const root = "/srv/invoices"

// Invoices sends a finished export.
func Invoices(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	file, err := os.Open(filepath.Join(root, filepath.Base(name)))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer file.Close()
	io.Copy(w, file)
}
