package ledger

import (
	"errors"
	"sync"
)

var errFunds = errors.New("not enough balance")

// Account keeps the balance of one customer.
type Account struct {
	mutex   sync.Mutex
	balance int64
}

// Withdraw takes an amount out.
func (a *Account) Withdraw(amount int64) error {
	a.mutex.Lock()
	enough := a.balance >= amount
	a.mutex.Unlock()
	if !enough {
		return errFunds
	}
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.balance -= amount
	return nil
}
