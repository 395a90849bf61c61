#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

void reset_token(char out[33])
{
    srand((unsigned)time(NULL));
    for (int at = 0; at < 32; at++) out[at] = "0123456789abcdef"[rand() % 16];
    out[32] = '\0';
}
