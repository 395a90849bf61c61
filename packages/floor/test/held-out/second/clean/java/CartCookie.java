package org.example.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.util.Base64;

public class CartCookie {
    private final ObjectMapper mapper = new ObjectMapper();

    public Cart read(Cookie cookie) throws IOException {
        byte[] bytes = Base64.getDecoder().decode(cookie.getValue());
        return mapper.readValue(bytes, Cart.class);
    }
}
