package directory

import (
	"fmt"
	"net/http"

	"github.com/go-ldap/ldap/v3"
)

func Search(conn *ldap.Conn, r *http.Request) (*ldap.SearchResult, error) {
	uid := r.URL.Query().Get("uid")
	request := ldap.NewSearchRequest(
		"ou=people,dc=example,dc=org", ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false,
		fmt.Sprintf("(&(objectClass=person)(uid=%s))", uid), []string{"cn", "mail"}, nil)
	return conn.Search(request)
}
