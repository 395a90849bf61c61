#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *configured(void)
{
    return getenv("CONSOLE_PASSWORD");
}

int panel_login(void)
{
    char given[64];

    fputs("password: ", stdout);
    if (fgets(given, sizeof given, stdin) == NULL) return -1;
    given[strcspn(given, "\n")] = '\0';
    const char *expected = configured();
    return expected != NULL && strcmp(given, expected) == 0 ? 0 : -1;
}
