#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    char *key;
    char *value;
};

static char *copy(const char *text)
{
    char *made = malloc(strlen(text) + 1);
    return made == NULL ? NULL : strcpy(made, text);
}

struct entry *entry_new(const char *key, const char *value)
{
    struct entry *entry = calloc(1, sizeof *entry);
    if (entry == NULL) return NULL;
    entry->key = copy(key);
    entry->value = copy(value);
    if (entry->value == NULL) goto failed;
    return entry;

failed:
    free(entry->key);
    free(entry);
    return NULL;
}
