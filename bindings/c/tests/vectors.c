/* Reads captures in hexadecimal, a line each, and prints each frame and its values as the check wants them:
 * `frame OFFSET ADDRESS CONTROL`, then `value DI|UNIT|TEXT`. On the way every frame is cut and given too little
 * room at every length, and every pointer is null once: a code, never anything else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dlt645.h"

/* The sizes that src/lib.rs asserts of the library. */
#if UINTPTR_MAX > UINT32_MAX
_Static_assert(sizeof(dlt645_frame) == 32, "dlt645_frame");
_Static_assert(sizeof(dlt645_fault) == 8, "dlt645_fault");
_Static_assert(sizeof(dlt645_id) == 8, "dlt645_id");
_Static_assert(sizeof(dlt645_value) == 184, "dlt645_value");
_Static_assert(sizeof(dlt645_end) == 120, "dlt645_end");
#endif

#define MUST(what)                                             \
    do {                                                       \
        if (!(what)) {                                         \
            fprintf(stderr, "line %d: %s\n", __LINE__, #what); \
            exit(1);                                           \
        }                                                      \
    } while (0)

/* Every function with null, short and garbage arguments. */
static void misuse(void) {
    dlt645_frame frame;
    dlt645_fault fault;
    dlt645_id id = {0x00010000, 2007}, odd = {1, 7};
    dlt645_value value;
    dlt645_end end;
    uint8_t byte = 0x68;
    uint64_t due;
    MUST(dlt645_find(NULL, 5, &frame) == DLT645_E_POINTER);
    MUST(dlt645_find(NULL, 0, &frame) == 0);
    MUST(dlt645_check(&byte, 1, NULL) == DLT645_E_POINTER);
    MUST(dlt645_check(&byte, 1, &fault) == DLT645_E_NO_FRAME && fault.kind == 1);
    MUST(dlt645_data(&byte, 1, NULL, 0) == DLT645_E_NO_FRAME);
    MUST(dlt645_id_of(NULL, 1, &id) == DLT645_E_POINTER);
    MUST(dlt645_value_at(NULL, 9, 0, &value) == DLT645_E_POINTER);
    MUST(dlt645_name(id, 0, NULL, 0) > 0);
    MUST(dlt645_name(id, 0, NULL, 3) == DLT645_E_POINTER);
    MUST(dlt645_name(odd, 0, &byte, 1) == DLT645_E_ARGUMENT);
    MUST(dlt645_encode(NULL, 12, 0x11, NULL, 0, 0, &byte, 1) == DLT645_E_POINTER);
    MUST(dlt645_encode((const uint8_t *)"12x", 3, 0x11, NULL, 0, 0, &byte, 1) == DLT645_E_ARGUMENT);
    MUST(dlt645_encode((const uint8_t *)"12", 2, 0x11, NULL, 0, 0, &byte, 1) == DLT645_E_ROOM);
    MUST(dlt645_encode((const uint8_t *)"12", 2, 0x11, NULL, 0, SIZE_MAX, &byte, 1) == DLT645_E_ROOM);
    uint64_t memory[4] = {0};
    dlt645_master *master = (dlt645_master *)memory;
    MUST(dlt645_master_init(NULL, 1 << 20, 0, 2400) == DLT645_E_POINTER);
    MUST(dlt645_master_init(memory, sizeof memory, 0, 2400) == DLT645_E_ROOM);
    MUST(dlt645_master_init(memory, sizeof memory, 9, 2400) == DLT645_E_ARGUMENT);
    for (int n = 0; n < 2; n++) {
        /* Null, then memory without a master in it. */
        dlt645_master *bad = n ? master : NULL;
        MUST(dlt645_master_read(bad, 0, (const uint8_t *)"1", 1, 0, 2007) == DLT645_E_POINTER);
        MUST(dlt645_master_request(bad, 0, (const uint8_t *)"1", 1, 0x11, NULL, 0) == DLT645_E_POINTER);
        MUST(dlt645_master_transmit(bad, 0, &byte, 1) == DLT645_E_POINTER);
        MUST(dlt645_master_input(bad, 0, &byte, 1) == DLT645_E_POINTER);
        MUST(dlt645_master_timeout(bad, 0, &due) == DLT645_E_POINTER);
        MUST(dlt645_master_end(bad, &end) == DLT645_E_POINTER);
        MUST(dlt645_master_value(bad, 0, &value) == DLT645_E_POINTER);
    }
}

/* A frame that is cut, in memory of exactly its length, so that a byte read too many is seen. */
static void cut(const uint8_t *frame, size_t len) {
    dlt645_frame found;
    dlt645_fault fault;
    dlt645_value value;
    dlt645_id id;
    uint8_t out[256];
    for (size_t n = 0; n < len; n++) {
        uint8_t *part = malloc(n ? n : 1);
        MUST(part);
        memcpy(part, frame, n);
        MUST(dlt645_find(part, n, &found) >= 0);
        MUST(dlt645_check(part, n, &fault) == DLT645_E_NO_FRAME);
        MUST(dlt645_value_at(part, n, 0, &value) == DLT645_E_NO_FRAME);
        MUST(dlt645_id_of(part, n, &id) == DLT645_E_NO_FRAME);
        MUST(dlt645_data(part, n, out, sizeof out) == DLT645_E_NO_FRAME);
        free(part);
    }
    int32_t all = dlt645_data(frame, len, out, sizeof out);
    MUST(all >= 0);
    if (all > 0) {
        uint8_t *room = malloc((size_t)all);
        MUST(room && dlt645_data(frame, len, room, (size_t)all - 1) == DLT645_E_ROOM);
        MUST(dlt645_data(frame, len, room, (size_t)all) == all);
        free(room);
    }
}

/* What was decoded is encoded again: the same bytes. */
static void again(const uint8_t *bytes, const dlt645_frame *frame) {
    uint8_t data[256], out[300];
    int32_t len = dlt645_data(bytes, frame->length, data, sizeof data);
    if (len > 200) return;
    int32_t wire = dlt645_encode((const uint8_t *)frame->address, strlen(frame->address), frame->control, data,
                                 (size_t)len, 0, out, sizeof out);
    MUST(wire == (int32_t)frame->length && memcmp(out, bytes, frame->length) == 0);
}

/* The master asks, and the frame is its answer. */
static void served(const uint8_t *bytes, const dlt645_frame *frame) {
    static uint64_t memory[2048];
    dlt645_master *master = (dlt645_master *)memory;
    dlt645_id id;
    dlt645_end end;
    dlt645_value one, other;
    uint8_t out[300];
    uint64_t due = 0, now = 0;
    if ((frame->control != 0x91 && frame->control != 0x81) || dlt645_id_of(bytes, frame->length, &id) != 0) return;
    MUST(dlt645_master_size() <= sizeof memory);
    MUST(dlt645_master_init(memory, sizeof memory, DLT645_LINE_RS485, 2400) == 0);
    if (dlt645_master_read(master, now, (const uint8_t *)frame->address, strlen(frame->address), id.di, id.edition) != 0) return;
    while (dlt645_master_transmit(master, now, out, sizeof out) == 0) {
        MUST(dlt645_master_timeout(master, now, &due) == 1 && due > now);
        now = due;
    }
    MUST(dlt645_master_end(master, &end) == 0);
    now += 300000;
    MUST(dlt645_master_timeout(master, now, &due) >= 0);
    now += 100000;
    MUST(dlt645_master_input(master, now, bytes, frame->length) == 0);
    if (dlt645_master_end(master, &end) == 1 && end.kind == DLT645_REPLY) {
        printf("served\n");
        for (size_t i = 0;; i++) {
            int32_t a = dlt645_master_value(master, i, &one), b = dlt645_value_at(bytes, frame->length, i, &other);
            MUST(a == b);
            if (a != 0) break;
            MUST(strcmp(one.text, other.text) == 0 && strcmp(one.unit, other.unit) == 0);
        }
    }
}

int main(void) {
    static char line[70000];
    static uint8_t bytes[35000];
    misuse();
    while (fgets(line, sizeof line, stdin)) {
        size_t len = 0;
        for (char *at = line; sscanf(at, "%2hhx", &bytes[len]) == 1; at += 2) len++;
        printf("capture\n");
        dlt645_frame frame;
        for (size_t at = 0; dlt645_find(bytes + at, len - at, &frame) == 1; at += frame.offset + frame.length) {
            const uint8_t *begin = bytes + at + frame.offset;
            printf("frame %zu %s %02x\n", at + frame.offset, frame.address, frame.control);
            dlt645_value value;
            for (size_t i = 0; dlt645_value_at(begin, frame.length, i, &value) == 0; i++)
                printf("value %0*X|%s|%s\n", value.id.edition == 2007 ? 8 : 4, value.id.di,
                       value.unit, value.kind == DLT645_DECIMAL ? value.text : "");
            cut(begin, frame.length);
            again(begin, &frame);
            served(begin, &frame);
        }
    }
    return 0;
}
