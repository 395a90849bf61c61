#include <arpa/inet.h>
#include <stdint.h>
#include <string.h>

#define PAYLOAD 1024

struct packet {
    uint16_t kind;
    int length;
    char payload[PAYLOAD];
};

int packet_read(const unsigned char *wire, size_t size, struct packet *packet)
{
    uint32_t stated;

    if (size < 6) return -1;
    packet->kind = (uint16_t)(wire[0] << 8 | wire[1]);
    memcpy(&stated, wire + 2, sizeof stated);
    packet->length = (int)ntohl(stated);
    if (packet->length > PAYLOAD) return -1;
    memcpy(packet->payload, wire + 6, packet->length);
    return 0;
}
