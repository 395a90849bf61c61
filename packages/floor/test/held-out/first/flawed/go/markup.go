package pages

import (
	"html/template"
	"net/http"
)

var page = template.Must(template.New("note").Parse(`<main>{{ .Body }}</main>`))

func Note(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, "bad form", http.StatusBadRequest)
		return
	}
	page.Execute(w, map[string]any{"Body": template.HTML(r.PostForm.Get("body"))})
}
