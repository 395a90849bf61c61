#include <openssl/evp.h>
#include <openssl/rand.h>

int seal(const unsigned char *key, const unsigned char *in, int length, unsigned char *out)
{
    unsigned char nonce[12];
    int written = 0, rest = 0;
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();

    if (context == NULL || RAND_bytes(nonce, sizeof(nonce)) != 1)
        return -1;
    EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), NULL, key, nonce);
    EVP_EncryptUpdate(context, out, &written, in, length);
    EVP_EncryptFinal_ex(context, out + written, &rest);
    EVP_CIPHER_CTX_free(context);
    return written + rest;
}
