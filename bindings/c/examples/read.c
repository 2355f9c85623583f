/* Reads the forward active energy of a meter over TCP: read HOST PORT ADDRESS. No heap of its own. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "dlt645.h"

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000u + (uint64_t)t.tv_nsec / 1000u;
}

int main(int argc, char **argv) {
    static _Alignas(8) unsigned char memory[8192];
    dlt645_master *master = (dlt645_master *)memory;
    struct sockaddr_in to = {.sin_family = AF_INET};
    if (argc != 4 || inet_pton(AF_INET, argv[1], &to.sin_addr) != 1) return 2;
    to.sin_port = htons((uint16_t)atoi(argv[2]));
    int line = socket(AF_INET, SOCK_STREAM, 0);
    if (line < 0 || connect(line, (struct sockaddr *)&to, sizeof to) != 0) return 2;

    if (dlt645_master_init(memory, sizeof memory, DLT645_LINE_TUNNEL, 0) != 0) return 2;
    if (dlt645_master_read(master, now(), (const uint8_t *)argv[3], strlen(argv[3]), 0x00010000, 2007) != 0) return 2;
    for (;;) {
        uint8_t bytes[512];
        uint64_t due = 0;
        int32_t len = dlt645_master_transmit(master, now(), bytes, sizeof bytes);
        if (len < 0 || (len > 0 && write(line, bytes, (size_t)len) != len)) return 2;
        dlt645_end end;
        if (dlt645_master_end(master, &end) == 1) {
            if (end.kind != DLT645_REPLY) {
                printf("%s\n", end.text);
                return 1;
            }
            dlt645_value value;
            for (size_t i = 0; dlt645_master_value(master, i, &value) == 0; i++)
                printf("%s %s %s\n", end.address, value.text, value.unit);
            return 0;
        }
        int timed = dlt645_master_timeout(master, now(), &due);
        int64_t wait = timed == 1 ? (int64_t)(due - now()) / 1000 : 1000;
        struct pollfd port = {.fd = line, .events = POLLIN};
        if (poll(&port, 1, wait < 1 ? 1 : (int)wait) > 0) {
            ssize_t got = read(line, bytes, sizeof bytes);
            if (got <= 0) return 2;
            dlt645_master_input(master, now(), bytes, (size_t)got);
        }
    }
}
