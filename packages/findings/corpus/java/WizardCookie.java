package com.example.shop;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.Base64;
import java.util.List;
import javax.servlet.http.Cookie;

public final class WizardCookie {
    private static final ObjectMapper JSON = new ObjectMapper();

    private WizardCookie() {}

    @SuppressWarnings("unchecked")
    public static List<String> read(Cookie cookie) throws IOException, ClassNotFoundException {
        byte[] raw = Base64.getUrlDecoder().decode(cookie.getValue());
        return JSON.readValue(raw, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }
}
