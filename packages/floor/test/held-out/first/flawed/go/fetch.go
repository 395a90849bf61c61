package preview

import (
	"io"
	"net/http"

	"github.com/gofiber/fiber/v2"
)

func Fetch(c *fiber.Ctx) error {
	response, err := http.Get(c.Query("url"))
	if err != nil {
		return fiber.ErrBadGateway
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil {
		return fiber.ErrBadGateway
	}
	return c.Send(body)
}
