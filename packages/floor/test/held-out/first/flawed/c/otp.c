#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void make_one_time_password(char *otp, size_t size)
{
    srand((unsigned int)time(NULL));
    snprintf(otp, size, "%06d", rand() % 1000000);
}
