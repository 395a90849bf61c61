#include <crypt.h>
#include <string.h>

int is_admin(const char *user, const char *password, const char *stored)
{
    const char *hashed = crypt(password, stored);

    return strcmp(user, "admin") == 0 && hashed != NULL && strcmp(hashed, stored) == 0;
}
