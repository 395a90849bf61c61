#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int print_file(const char *printer, const char *title)
{
    char command[512];
    if (strlen(title) > 128) return -1;
    snprintf(command, sizeof command, "lp -d %s -t '%s'", printer, title);
    FILE *pipe = popen(command, "w");
    return pipe == NULL ? -1 : pclose(pipe);
}
