package com.example.shop;

import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.servlet.http.HttpServletRequest;

public class StaffDirectory {
    private final DirContext context;

    public StaffDirectory(DirContext context) {
        this.context = context;
    }

    public String mailOf(HttpServletRequest request) throws NamingException {
        String uid = request.getParameter("uid");
        String filter = "(&(objectClass=staff)(uid=" + uid + "))";
        NamingEnumeration<SearchResult> found = context.search("ou=people", filter, new SearchControls());
        return found.hasMore() ? String.valueOf(found.next().getAttributes().get("mail").get()) : null;
    }
}
