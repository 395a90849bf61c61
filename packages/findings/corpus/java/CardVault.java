package com.example.shop;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

public class CardVault {
    private final byte[] key;

    public CardVault(byte[] key) {
        this.key = key;
    }

    public String seal(String card) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        return Base64.getEncoder().encodeToString(cipher.doFinal(card.getBytes()));
    }

    public String confirmationCode() {
        Random random = new Random();
        String code = String.format("%06d", random.nextInt(1_000_000));
        return code;
    }
}
