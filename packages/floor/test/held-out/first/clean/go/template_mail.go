package mail

import (
	"net/http"
	"html/template"
)

var preview = template.Must(template.ParseFiles("templates/preview.html"))

func Preview(w http.ResponseWriter, r *http.Request) {
	preview.Execute(w, map[string]string{"Subject": r.FormValue("subject")})
}
