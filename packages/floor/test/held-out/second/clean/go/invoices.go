package billing

import (
	"net/http"

	"github.com/labstack/echo/v4"
	"gorm.io/gorm"
)

type Invoice struct {
	ID     uint
	Status string
}

func List(db *gorm.DB) echo.HandlerFunc {
	return func(c echo.Context) error {
		var invoices []Invoice
		status := c.QueryParam("status")
		if err := db.Where("status = ?", status).Find(&invoices).Error; err != nil {
			return err
		}
		return c.JSON(http.StatusOK, invoices)
	}
}
