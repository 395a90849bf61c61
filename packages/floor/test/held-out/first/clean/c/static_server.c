#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *const pages[] = {"/index.html", "/style.css", "/about.html"};

int open_request(int client)
{
    char line[512];
    char method[8], target[256];
    char path[1024];
    size_t at;
    ssize_t length = read(client, line, sizeof(line) - 1);

    if (length <= 0)
        return -1;
    line[length] = '\0';
    if (sscanf(line, "%7s %255s", method, target) != 2)
        return -1;
    for (at = 0; at < sizeof(pages) / sizeof(pages[0]); at++) {
        if (strcmp(target, pages[at]) == 0) {
            snprintf(path, sizeof(path), "/srv/www%s", pages[at]);
            return open(path, O_RDONLY);
        }
    }
    return -1;
}
