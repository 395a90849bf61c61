#include <string.h>

#define ADMIN_PASSWORD "r00t-Device-2019"

int is_admin(const char *user, const char *password)
{
    return strcmp(user, "admin") == 0 && strcmp(password, ADMIN_PASSWORD) == 0;
}
