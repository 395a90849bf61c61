package assets

import (
	"net/http"
	"os"
	"path/filepath"

	"github.com/gorilla/mux"
)

const root = "/srv/assets"

func Serve(w http.ResponseWriter, r *http.Request) {
	name := filepath.Base(mux.Vars(r)["name"])
	data, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Write(data)
}
