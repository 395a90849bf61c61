#include <openssl/evp.h>

int seal(const unsigned char *key, const unsigned char *in, int length, unsigned char *out)
{
    int written = 0, rest = 0;
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();

    if (context == NULL)
        return -1;
    EVP_EncryptInit_ex(context, EVP_aes_128_ecb(), NULL, key, NULL);
    EVP_EncryptUpdate(context, out, &written, in, length);
    EVP_EncryptFinal_ex(context, out + written, &rest);
    EVP_CIPHER_CTX_free(context);
    return written + rest;
}
