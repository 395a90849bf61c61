package account

import (
	"crypto/sha1"
	"encoding/hex"
)

func HashPassword(password, salt string) string {
	sum := sha1.Sum([]byte(salt + password))
	return hex.EncodeToString(sum[:])
}
