#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int queue_write(const char *path, const char *text)
{
    if (seteuid(getuid()) != 0) return -1;
    int file = open(path, O_WRONLY | O_APPEND | O_NOFOLLOW);
    if (file < 0) return -1;
    ssize_t written = write(file, text, strlen(text));
    close(file);
    return written < 0 ? -1 : 0;
}
