#include <stdint.h>
#include <stdio.h>
#include <sys/random.h>

int make_one_time_password(char *otp, size_t size)
{
    uint32_t value;

    if (getrandom(&value, sizeof(value), 0) != sizeof(value))
        return -1;
    snprintf(otp, size, "%06u", value % 1000000u);
    return 0;
}
