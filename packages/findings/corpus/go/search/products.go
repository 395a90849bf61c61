package search

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
)

type Product struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Products answers a search in the catalogue.
func Products(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		term := r.URL.Query().Get("q")
		query := fmt.Sprintf("SELECT id, name FROM products WHERE name LIKE '%%%s%%' LIMIT 50", term)
		rows, err := db.QueryContext(r.Context(), query)
		if err != nil {
			http.Error(w, "search failed", http.StatusInternalServerError)
			return
		}
		defer rows.Close()
		found := []Product{}
		for rows.Next() {
			var p Product
			if rows.Scan(&p.ID, &p.Name) == nil {
				found = append(found, p)
			}
		}
		json.NewEncoder(w).Encode(found)
	}
}
