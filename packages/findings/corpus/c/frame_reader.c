#include <arpa/inet.h>
#include <stdint.h>
#include <string.h>

#define PAYLOAD 1024

struct frame {
    uint16_t kind;
    int length;
    char payload[PAYLOAD];
};

int frame_read(const unsigned char *wire, size_t size, struct frame *frame)
{
    uint32_t stated;

    if (size < 6) return -1;
    frame->kind = (uint16_t)(wire[0] << 8 | wire[1]);
    memcpy(&stated, wire + 2, sizeof stated);
    uint32_t length = ntohl(stated);
    if (length > PAYLOAD || length > size - 6) return -1;
    frame->length = (int)length;
    memcpy(frame->payload, wire + 6, length);
    return 0;
}
