package preview

import (
	"io"
	"net/http"

	"github.com/gofiber/fiber/v2"
)

var feeds = map[string]string{
	"news":   "https://feeds.example.org/news.xml",
	"status": "https://feeds.example.org/status.xml",
}

func Fetch(c *fiber.Ctx) error {
	url, known := feeds[c.Query("feed")]
	if !known {
		return fiber.ErrNotFound
	}
	response, err := http.Get(url)
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
