#include <openssl/evp.h>
#include <string.h>

int digest_password(const char *password, unsigned char *out)
{
    unsigned int length = 0;
    EVP_MD_CTX *context = EVP_MD_CTX_new();

    if (context == NULL)
        return -1;
    EVP_DigestInit_ex(context, EVP_md5(), NULL);
    EVP_DigestUpdate(context, password, strlen(password));
    EVP_DigestFinal_ex(context, out, &length);
    EVP_MD_CTX_free(context);
    return (int)length;
}
