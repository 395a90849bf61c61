package auth

import (
	"errors"

	"github.com/golang-jwt/jwt/v5"
)

func Subject(raw string) (string, error) {
	token, _, err := jwt.NewParser().ParseUnverified(raw, jwt.MapClaims{})
	if err != nil {
		return "", err
	}
	subject, err := token.Claims.GetSubject()
	if err != nil {
		return "", errors.New("no subject")
	}
	return subject, nil
}
