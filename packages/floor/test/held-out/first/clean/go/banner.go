package pages

import (
	"fmt"
	"html"
	"net/http"
)

func Banner(w http.ResponseWriter, r *http.Request) {
	campaign := r.URL.Query().Get("campaign")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, "<div class=\"banner\">Thank you for coming from %s</div>", html.EscapeString(campaign))
}
