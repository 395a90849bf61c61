#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct pixels {
    uint32_t width;
    uint32_t height;
    uint32_t *data;
};

static int read_u32(FILE *file, uint32_t *value)
{
    return fread(value, sizeof *value, 1, file) == 1 ? 0 : -1;
}

int pixels_load(FILE *file, struct pixels *pixels)
{
    if (read_u32(file, &pixels->width) != 0 || read_u32(file, &pixels->height) != 0) return -1;
    uint32_t bytes = pixels->width * pixels->height * sizeof(uint32_t);
    pixels->data = malloc(bytes);
    if (pixels->data == NULL) return -1;
    for (uint32_t y = 0; y < pixels->height; y++) {
        if (fread(pixels->data + (size_t)y * pixels->width, sizeof(uint32_t), pixels->width, file) != pixels->width) return -1;
    }
    return 0;
}
