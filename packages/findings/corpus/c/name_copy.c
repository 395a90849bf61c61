#include <stddef.h>
#include <string.h>

#define NAME_MAX_LENGTH 32

struct entry {
    char name[NAME_MAX_LENGTH];
    unsigned flags;
};

void entry_set_name(struct entry *entry, const char *name)
{
    size_t length = strlen(name);
    if (length > NAME_MAX_LENGTH) length = NAME_MAX_LENGTH;
    memcpy(entry->name, name, length);
    entry->name[length] = '\0';
}
