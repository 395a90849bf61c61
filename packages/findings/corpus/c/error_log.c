#include <stdarg.h>
#include <stdio.h>
#include <syslog.h>
#include <time.h>

static FILE *out;

int error_open(const char *path)
{
    out = fopen(path, "a");
    return out == NULL ? -1 : 0;
}

void error_login(const char *user, int good)
{
    char line[256];

    snprintf(line, sizeof line, "%ld login %s %s\n", (long)time(NULL), good ? "ok" : "failed", user);
    fprintf(out, "%s", line);
    syslog(LOG_AUTH, "%s", line);
}
