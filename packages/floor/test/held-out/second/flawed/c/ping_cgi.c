#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    char command[256];
    const char *query = getenv("QUERY_STRING");

    if (query == NULL || strncmp(query, "host=", 5) != 0)
        return 1;
    snprintf(command, sizeof(command), "ping -c 1 %s", query + 5);
    printf("Content-Type: text/plain\r\n\r\n");
    fflush(stdout);
    return system(command);
}
