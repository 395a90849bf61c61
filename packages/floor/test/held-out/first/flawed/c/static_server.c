#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int open_request(int client)
{
    char line[512];
    char path[1024];
    char method[8], target[256];
    ssize_t length = read(client, line, sizeof(line) - 1);

    if (length <= 0)
        return -1;
    line[length] = '\0';
    if (sscanf(line, "%7s %255s", method, target) != 2)
        return -1;
    snprintf(path, sizeof(path), "/srv/www%s", target);
    return open(path, O_RDONLY);
}
