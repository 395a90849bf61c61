package probe

import (
	"net/http"
	"os/exec"
)

// Ping reports whether a host of the operator answers.
func Ping(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("host")
	out, err := exec.CommandContext(r.Context(), "sh", "-c", "ping -c 1 "+host).CombinedOutput()
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
	w.Header().Set("Content-Type", "text/plain")
	w.Write(out)
}
