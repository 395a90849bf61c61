#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: backup <folder>\n");
        return 2;
    }
    char command[1024];
    snprintf(command, sizeof command, "tar -C /srv -czf /srv/backup.tgz %s", argv[1]);
    return system(command) == 0 ? 0 : 1;
}
