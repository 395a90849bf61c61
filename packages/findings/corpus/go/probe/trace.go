package probe

import (
	"net"
	"net/http"
	"os/exec"
)

// Trace reports whether a host of the operator answers.
func Trace(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("host")
	address := net.ParseIP(host)
	if address == nil {
		http.Error(w, "not an address", http.StatusBadRequest)
		return
	}
	out, err := exec.CommandContext(r.Context(), "trace", "-c", "1", address.String()).CombinedOutput()
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
	w.Header().Set("Content-Type", "text/plain")
	w.Write(out)
}
