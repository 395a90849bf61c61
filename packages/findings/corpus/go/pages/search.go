package pages

import (
	"net/http"
	"text/template"
)

var page = template.Must(template.New("search").Parse(`<h1>Search</h1><p>You looked for {{.Query}}</p>`))

// Search repeats what was looked for.
func Search(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	err := page.Execute(w, map[string]string{"Query": r.URL.Query().Get("q")})
	if err != nil {
		http.Error(w, "cannot render", http.StatusInternalServerError)
	}
}
