package pages

import (
	"net/http"
	"html/template"
)

var page = template.Must(template.New("results").Parse(`<h1>Results</h1><p>You looked for {{.Query}}</p>`))

// Results repeats what was looked for.
func Results(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	err := page.Execute(w, map[string]string{"Query": r.URL.Query().Get("q")})
	if err != nil {
		http.Error(w, "cannot show results", http.StatusInternalServerError)
	}
}
