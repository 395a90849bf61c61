#include <stdlib.h>
#include <string.h>

struct session {
    struct session *next;
    char id[33];
    int expired;
};

static struct session *head;

void session_add(struct session *session)
{
    session->next = head;
    head = session;
}

void session_sweep(void)
{
    struct session *session;

    for (session = head; session != NULL; session = session->next) {
        if (session->expired) free(session);
    }
}
