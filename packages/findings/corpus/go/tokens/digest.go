package tokens

import (
	"crypto/md5"
	"encoding/hex"
	"os"
)

var secret = []byte(os.Getenv("LINK_SECRET"))

// Digest signs the path of a download.
func Digest(path string) string {
	sum := md5.Sum(append(secret, path...))
	return hex.EncodeToString(sum[:])
}

// Valid tells whether a link was signed here.
func Valid(path, signature string) bool {
	return Digest(path) == signature
}
