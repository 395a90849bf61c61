package diagnose

import (
	"net/http"
	"net/netip"
	"os/exec"
)

func Traceroute(w http.ResponseWriter, r *http.Request) {
	host, err := netip.ParseAddr(r.FormValue("host"))
	if err != nil {
		http.Error(w, "not an address", http.StatusBadRequest)
		return
	}
	out, err := exec.Command("traceroute", "-m", "5", host.String()).CombinedOutput()
	if err != nil {
		http.Error(w, "traceroute failed", http.StatusBadGateway)
		return
	}
	w.Header().Set("Content-Type", "text/plain")
	w.Write(out)
}
