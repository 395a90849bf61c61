package org.example.directory;

import jakarta.servlet.http.HttpServletRequest;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;

public class StaffLookup {
    private final DirContext context;

    public StaffLookup(DirContext context) {
        this.context = context;
    }

    public boolean exists(HttpServletRequest request) throws NamingException {
        String uid = request.getHeader("X-Staff");
        String filter = "(&(objectclass=person)(uid={0}))";
        NamingEnumeration<SearchResult> found =
            context.search("ou=users,ou=system", filter, new Object[] {uid}, new SearchControls());
        return found.hasMore();
    }
}
