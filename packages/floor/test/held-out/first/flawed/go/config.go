package config

import "os"

type Config struct {
	DatabaseURL string
	APIKey      string
	Port        string
}

func Load() Config {
	return Config{
		DatabaseURL: os.Getenv("DATABASE_URL"),
		APIKey:      "sk_live_51Hx9QeKd83LmPzVtRwYcUb7N",
		Port:        "8080",
	}
}
