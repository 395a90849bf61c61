package files

import (
	"net/http"
	"path/filepath"
	"strings"
)

const snapshotRoot = "/srv/snapshot"

// Snapshot sends a file of the snapshot.
func Snapshot(w http.ResponseWriter, r *http.Request) {
	path := filepath.Clean(filepath.Join(snapshotRoot, r.PathValue("file")))
	if !strings.HasPrefix(path, snapshotRoot+"/") {
		http.NotFound(w, r)
		return
	}
	http.ServeFile(w, r, path)
}
