package diagnose

import (
	"net/http"
	"os/exec"
)

func Traceroute(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("host")
	out, err := exec.Command("bash", "-c", "traceroute -m 5 "+host).CombinedOutput()
	if err != nil {
		http.Error(w, "traceroute failed", http.StatusBadGateway)
		return
	}
	w.Header().Set("Content-Type", "text/plain")
	w.Write(out)
}
