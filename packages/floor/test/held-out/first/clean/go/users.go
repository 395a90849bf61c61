package shop

import (
	"database/sql"
	"net/http"

	"github.com/gin-gonic/gin"
)

func FindUser(db *sql.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		name := c.Query("name")
		var id int
		if err := db.QueryRow("SELECT id FROM users WHERE name = $1", name).Scan(&id); err != nil {
			c.Status(http.StatusNotFound)
			return
		}
		c.JSON(http.StatusOK, gin.H{"id": id})
	}
}
