package mail

import (
	"net/http"
	"text/template"
)

func Preview(w http.ResponseWriter, r *http.Request) {
	source := r.FormValue("template")
	tmpl, err := template.New("preview").Parse(source)
	if err != nil {
		http.Error(w, "bad template", http.StatusBadRequest)
		return
	}
	tmpl.Execute(w, currentAccount(r))
}
