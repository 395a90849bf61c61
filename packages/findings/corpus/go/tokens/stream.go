package tokens

import (
	"crypto/aes"
	"crypto/cipher"
)

// EncryptStream seals a stream of records with one key.
func EncryptStream(key, plain []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	iv := make([]byte, aes.BlockSize)
	out := make([]byte, len(plain))
	cipher.NewCTR(block, iv).XORKeyStream(out, plain)
	return out, nil
}
