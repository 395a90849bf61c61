#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct samples {
    uint32_t width;
    uint32_t height;
    uint32_t *data;
};

static int read_u32(FILE *file, uint32_t *value)
{
    return fread(value, sizeof *value, 1, file) == 1 ? 0 : -1;
}

int samples_load(FILE *file, struct samples *samples)
{
    if (read_u32(file, &samples->width) != 0 || read_u32(file, &samples->height) != 0) return -1;
    if (samples->width == 0 || samples->height > UINT32_MAX / sizeof(uint32_t) / samples->width) return -1;
    samples->data = calloc((size_t)samples->width * samples->height, sizeof(uint32_t));
    if (samples->data == NULL) return -1;
    for (uint32_t y = 0; y < samples->height; y++) {
        if (fread(samples->data + (size_t)y * samples->width, sizeof(uint32_t), samples->width, file) != samples->width) return -1;
    }
    return 0;
}
