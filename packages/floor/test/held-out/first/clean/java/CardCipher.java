package org.example.security;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

public class CardCipher {
    private final SecretKey key;

    public CardCipher(SecretKey key) {
        this.key = key;
    }

    public byte[] seal(byte[] card) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key);
        return cipher.doFinal(card);
    }
}
