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
		APIKey:      os.Getenv("PAYMENT_API_KEY"),
		Port:        "8080",
	}
}
