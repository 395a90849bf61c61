#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

int print_job(int client)
{
    char name[128];
    char command[256] = "lpr ";
    ssize_t length = recv(client, name, sizeof(name) - 1, 0);
    FILE *pipe;

    if (length <= 0)
        return -1;
    name[length] = '\0';
    strncat(command, name, sizeof(command) - strlen(command) - 1);
    pipe = popen(command, "r");
    if (pipe == NULL)
        return -1;
    return pclose(pipe);
}
