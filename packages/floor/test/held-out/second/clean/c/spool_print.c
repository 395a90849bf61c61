#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int print_job(int client)
{
    char name[128];
    ssize_t length = recv(client, name, sizeof(name) - 1, 0);
    int status;
    pid_t child;

    if (length <= 0)
        return -1;
    name[length] = '\0';
    child = fork();
    if (child == 0) {
        execl("/usr/bin/lpr", "lpr", "--", name, (char *)NULL);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) < 0)
        return -1;
    return status;
}
