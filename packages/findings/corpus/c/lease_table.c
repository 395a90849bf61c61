#include <stdlib.h>
#include <string.h>

struct lease {
    struct lease *next;
    char id[33];
    int expired;
};

static struct lease *head;

void lease_add(struct lease *lease)
{
    lease->next = head;
    head = lease;
}

void lease_sweep(void)
{
    struct lease **link = &head;

    while (*link != NULL) {
        struct lease *lease = *link;
        if (lease->expired) {
            *link = lease->next;
            free(lease);
        } else {
            link = &lease->next;
        }
    }
}
