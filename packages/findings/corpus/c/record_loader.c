#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct record {
    char *key;
    char *value;
};

static char *copy(const char *text)
{
    char *made = malloc(strlen(text) + 1);
    return made == NULL ? NULL : strcpy(made, text);
}

struct record *record_new(const char *key, const char *value)
{
    struct record *record = calloc(1, sizeof *record);
    if (record == NULL) return NULL;
    record->key = copy(key);
    record->value = copy(value);
    if (record->value == NULL) {
        free(record->key);
        goto failed;
    }
    return record;

failed:
    free(record->key);
    free(record);
    return NULL;
}
