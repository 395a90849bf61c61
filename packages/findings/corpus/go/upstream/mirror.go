package upstream

import (
	"crypto/rand"
	"crypto/tls"
	"encoding/hex"
	mrand "math/rand"
	"net/http"
	"os"
	"time"
)

var mirrorKey = os.Getenv("UPSTREAM_KEY")

func authorize(request *http.Request) {
	request.Header.Set("Authorization", "Bearer "+mirrorKey)
}

// Client calls the upstream with a short timeout.
func Client() *http.Client {
	transport := &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12}}
	return &http.Client{Transport: transport, Timeout: 5 * time.Second}
}

func newSessionID() string {
	sessionID := make([]byte, 16)
	rand.Read(sessionID)
	return hex.EncodeToString(sessionID)
}

func jitter(limit time.Duration) time.Duration {
	return time.Duration(mrand.Int63n(int64(limit)))
}
