package org.example.security;

import io.jsonwebtoken.Jwts;
import java.time.Instant;
import java.util.Date;
import javax.crypto.SecretKey;

public class TokenService {
    private final SecretKey key;

    public TokenService(SecretKey key) {
        this.key = key;
    }

    public String issue(String user) {
        return Jwts.builder().subject(user).expiration(Date.from(Instant.now().plusSeconds(900))).signWith(key).compact();
    }
}
