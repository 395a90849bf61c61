package session

import (
	"crypto/rand"
	"encoding/hex"
)

func NewSessionID() string {
	id := make([]byte, 16)
	rand.Read(id)
	return hex.EncodeToString(id)
}
