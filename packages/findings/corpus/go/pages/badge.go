package pages

import (
	"fmt"
	"html"
	"net/http"
)

// Badge shows the public page of a member.
func Badge(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, "<h1>%s</h1><p>Member since 2021</p>", html.EscapeString(name))
}
