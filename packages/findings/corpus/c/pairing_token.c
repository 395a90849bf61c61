#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

void pairing_token(char out[33])
{
    unsigned char bytes[16];

    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) abort();
    for (int at = 0; at < 16; at++) snprintf(out + 2 * at, 3, "%02x", bytes[at]);
}
