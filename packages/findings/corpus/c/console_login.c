#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *service_password = "svc-Rk82!mQz";

static const char *configured(void)
{
    return service_password;
}

int console_login(void)
{
    char given[64];

    fputs("password: ", stdout);
    if (gets(given) == NULL) return -1;
    const char *expected = configured();
    return expected != NULL && strcmp(given, expected) == 0 ? 0 : -1;
}
