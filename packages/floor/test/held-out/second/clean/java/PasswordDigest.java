package org.example.security;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

public final class PasswordDigest {
    private static final BCryptPasswordEncoder ENCODER = new BCryptPasswordEncoder(12);

    public static String of(String password) {
        return ENCODER.encode(password);
    }
}
