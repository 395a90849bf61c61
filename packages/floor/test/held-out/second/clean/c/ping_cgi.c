#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <arpa/inet.h>

int main(void)
{
    struct in_addr address;
    const char *query = getenv("QUERY_STRING");

    if (query == NULL || strncmp(query, "host=", 5) != 0)
        return 1;
    if (inet_pton(AF_INET, query + 5, &address) != 1)
        return 1;
    printf("Content-Type: text/plain\r\n\r\n");
    fflush(stdout);
    execl("/bin/ping", "ping", "-c", "1", inet_ntoa(address), (char *)NULL);
    return 1;
}
