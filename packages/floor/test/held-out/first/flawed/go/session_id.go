package session

import (
	"fmt"
	"math/rand"
)

func NewSessionID() string {
	return fmt.Sprintf("%016x%016x", rand.Uint64(), rand.Uint64())
}
