package tokens

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
)

// EncryptFrame seals a frame of records with one key.
func EncryptFrame(key, plain []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	iv := make([]byte, aes.BlockSize)
	if _, err := rand.Read(iv); err != nil {
		return nil, err
	}
	out := make([]byte, len(plain))
	cipher.NewCTR(block, iv).XORKeyFrame(out, plain)
	return append(iv, out...), nil
}
