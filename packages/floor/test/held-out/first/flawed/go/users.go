package shop

import (
	"database/sql"
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
)

func FindUser(db *sql.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		name := c.Query("name")
		query := fmt.Sprintf("SELECT id FROM users WHERE name = '%s'", name)
		var id int
		if err := db.QueryRow(query).Scan(&id); err != nil {
			c.Status(http.StatusNotFound)
			return
		}
		c.JSON(http.StatusOK, gin.H{"id": id})
	}
}
