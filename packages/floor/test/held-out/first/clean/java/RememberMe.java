package org.example.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;

public class RememberMe {
    public void remember(HttpServletResponse response, Sessions sessions, String user) {
        String rememberMeKey = Long.toString(new SecureRandom().nextLong(), 36);
        sessions.store(user, rememberMeKey);
        Cookie cookie = new Cookie("rememberMe", rememberMeKey);
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
        response.addCookie(cookie);
    }
}
