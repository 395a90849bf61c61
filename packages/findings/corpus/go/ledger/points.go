package ledger

import (
	"errors"
	"sync"
)

var errFunds = errors.New("not enough points")

// Account keeps the points of one customer.
type Account struct {
	mutex   sync.Mutex
	points int64
}

// Withdraw takes an amount out.
func (a *Account) Withdraw(amount int64) error {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if amount <= 0 || a.points < amount {
		return errFunds
	}
	a.points -= amount
	return nil
}
