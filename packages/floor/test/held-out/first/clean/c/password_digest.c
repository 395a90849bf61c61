#include <openssl/evp.h>
#include <string.h>

int digest_password(const char *password, const unsigned char *salt, int salt_length, unsigned char *out)
{
    if (PKCS5_PBKDF2_HMAC(password, (int)strlen(password), salt, salt_length, 600000, EVP_sha256(), 32, out) != 1)
        return -1;
    return 32;
}
