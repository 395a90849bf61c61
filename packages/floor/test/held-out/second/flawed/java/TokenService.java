package org.example.security;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import javax.crypto.SecretKey;

public class TokenService {
    private static final String JWT_SECRET = "c2VjcmV0LWtleS1mb3ItdGhlLXNob3AtYXBpLTIwMjQ";

    public String issue(String user) {
        SecretKey key = Keys.hmacShaKeyFor(JWT_SECRET.getBytes(StandardCharsets.UTF_8));
        return Jwts.builder().subject(user).expiration(Date.from(Instant.now().plusSeconds(900))).signWith(key).compact();
    }
}
