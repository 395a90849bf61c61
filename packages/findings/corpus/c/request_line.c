#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#define LINE 512
#define FIELD 64

struct request {
    char method[FIELD];
    char path[FIELD];
};

static int read_line(int socket, char *line)
{
    ssize_t length = recv(socket, line, LINE - 1, 0);
    if (length <= 0) return -1;
    line[length] = '\0';
    return (int)length;
}

int parse_request(int socket, struct request *request)
{
    char line[LINE];
    char *space;

    if (read_line(socket, line) < 0) return -1;
    space = strchr(line, ' ');
    if (space == NULL) return -1;
    *space = '\0';
    strcpy(request->method, line);
    strcpy(request->path, space + 1);
    return 0;
}
