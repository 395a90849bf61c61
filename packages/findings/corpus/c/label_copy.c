#include <stddef.h>
#include <string.h>

#define NAME_MAX_LENGTH 32

struct entry {
    char label[NAME_MAX_LENGTH];
    unsigned flags;
};

void entry_set_label(struct entry *entry, const char *label)
{
    size_t length = strlen(label);
    if (length >= NAME_MAX_LENGTH) length = NAME_MAX_LENGTH - 1;
    memcpy(entry->label, label, length);
    entry->label[length] = '\0';
}
