package org.example.web;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.Base64;

public class CartCookie {
    public Cart read(Cookie cookie) throws IOException, ClassNotFoundException {
        byte[] bytes = Base64.getDecoder().decode(cookie.getValue());
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (Cart) in.readObject();
        }
    }
}
