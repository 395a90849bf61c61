package files

import (
	"net/http"
	"path/filepath"
	"strings"
)

const archiveRoot = "/srv/archive"

// Archive sends a file of the archive.
func Archive(w http.ResponseWriter, r *http.Request) {
	path := archiveRoot + "/" + r.PathValue("file")
	if !strings.HasPrefix(path, archiveRoot) {
		http.NotFound(w, r)
		return
	}
	http.ServeFile(w, r, filepath.Clean(path))
}
