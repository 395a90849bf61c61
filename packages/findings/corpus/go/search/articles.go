package search

import (
	"database/sql"
	"encoding/json"
	"net/http"
)

type Article struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Articles answers a search in the catalogue.
func Articles(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		term := r.URL.Query().Get("q")
		query := "SELECT id, name FROM articles WHERE name LIKE $1 LIMIT 50"
		rows, err := db.QueryContext(r.Context(), query, "%"+term+"%")
		if err != nil {
			http.Error(w, "search failed", http.StatusInternalServerError)
			return
		}
		defer rows.Close()
		found := []Article{}
		for rows.Next() {
			var p Article
			if rows.Scan(&p.ID, &p.Name) == nil {
				found = append(found, p)
			}
		}
		json.NewEncoder(w).Encode(found)
	}
}
