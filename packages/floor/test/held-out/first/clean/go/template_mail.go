package mail

import (
	"net/http"
	"text/template"
)

var preview = template.Must(template.ParseFiles("templates/preview.txt"))

func Preview(w http.ResponseWriter, r *http.Request) {
	preview.Execute(w, map[string]string{"Subject": r.FormValue("subject")})
}
