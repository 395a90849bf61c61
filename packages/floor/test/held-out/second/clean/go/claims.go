package auth

import (
	"crypto/rsa"
	"errors"

	"github.com/golang-jwt/jwt/v5"
)

func Subject(raw string, key *rsa.PublicKey) (string, error) {
	token, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return key, nil }, jwt.WithValidMethods([]string{"RS256"}))
	if err != nil {
		return "", err
	}
	subject, err := token.Claims.GetSubject()
	if err != nil {
		return "", errors.New("no subject")
	}
	return subject, nil
}
