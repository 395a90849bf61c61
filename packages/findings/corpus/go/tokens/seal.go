package tokens

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"os"
)

var secret = []byte(os.Getenv("LINK_SECRET"))

// Seal signs the path of a download.
func Seal(path string) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(path))
	return hex.EncodeToString(mac.Sum(nil))
}

// Valid tells whether a link was signed here.
func Valid(path, signature string) bool {
	return hmac.Equal([]byte(Seal(path)), []byte(signature))
}
