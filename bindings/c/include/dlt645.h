/* DL/T 645-2007 and -1997: frames, values and a master engine. No heap, no threads, no unwinding.
 *
 * Every function looks at its pointers and lengths and answers a code: 0 or more is what it found or
 * wrote, below 0 is one of DLT645_E_…. Times are microseconds of the caller's clock, which never goes
 * back. Addresses are 1 to 12 digits with their length. */
#ifndef DLT645_H
#define DLT645_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    DLT645_E_POINTER = -1,  /* null, misaligned, or not what it should be */
    DLT645_E_NO_FRAME = -2, /* the bytes are no frame */
    DLT645_E_NONE = -3,     /* no identifier, no value with this index, no name */
    DLT645_E_ROOM = -4,     /* the room given is too small */
    DLT645_E_ARGUMENT = -5, /* an argument has no meaning here */
    DLT645_E_BUSY = -6      /* a request is under way */
};

/* A frame that was found. */
typedef struct {
    size_t offset; /* of its start byte */
    size_t length; /* from start byte to end byte */
    char address[13];
    uint8_t control;
    uint8_t data_length;
} dlt645_frame;

/* Why bytes are no frame. */
typedef struct {
    int32_t kind; /* 1 cut, 2 start, 3 second start, 4 end, 5 checksum */
    uint8_t expected;
    uint8_t found;
    uint16_t missing; /* bytes, where it is cut */
} dlt645_fault;

/* An identifier with its edition, 2007 or 1997. */
typedef struct {
    uint32_t di;
    uint16_t edition;
} dlt645_id;

enum {
    DLT645_DECIMAL = 0,
    DLT645_CODE = 1,
    DLT645_DATE = 2,
    DLT645_TIME = 3,
    DLT645_DATE_TIME = 4,
    DLT645_PATTERN = 5,
    DLT645_NEVER = 6,
    DLT645_ABSENT = 7,
    DLT645_TEXT = 8,
    DLT645_BITS = 9,
    DLT645_ID = 10,
    DLT645_RAW = 11,
    DLT645_FAULT = 12 /* no value; the text says why */
};

/* A value. A decimal is mantissa / 10^scale; every value has its text, cut where the room ends. */
typedef struct {
    dlt645_id id;
    int32_t kind;
    int64_t mantissa;
    uint8_t scale;
    char unit[15];
    char part[48];
    char text[96];
} dlt645_value;

/* The next good frame in `bytes`: 1, or 0 if there is none. */
int32_t dlt645_find(const uint8_t *bytes, size_t len, dlt645_frame *out);
/* Whether `bytes` are one frame: 0, or DLT645_E_NO_FRAME with the reason. */
int32_t dlt645_check(const uint8_t *bytes, size_t len, dlt645_fault *fault);

/* Of a frame, which begins with its start byte: */
/* its data without the 33H; how many */
int32_t dlt645_data(const uint8_t *frame, size_t len, uint8_t *out, size_t room);
/* the identifier of the reply to a read */
int32_t dlt645_id_of(const uint8_t *frame, size_t len, dlt645_id *out);
/* value `index` of the reply to a read, DLT645_E_NONE behind the last one */
int32_t dlt645_value_at(const uint8_t *frame, size_t len, size_t index, dlt645_value *out);

/* The name of an identifier, UTF-8, with a zero byte; the length of the whole name. */
int32_t dlt645_name(dlt645_id id, int32_t chinese, uint8_t *out, size_t room);
/* A frame over `data` without the 33H, with `preamble` FE bytes in front; its length. */
int32_t dlt645_encode(const uint8_t *address, size_t address_len, uint8_t control, const uint8_t *data,
                      size_t data_len, size_t preamble, uint8_t *out, size_t room);

/* A master: one request at a time, repeated as needed, and an answer that is surely its answer. */
typedef struct dlt645_master dlt645_master;

enum {
    DLT645_LINE_TTL = 0,
    DLT645_LINE_RS485 = 1,
    DLT645_LINE_TUNNEL = 2
};

enum {
    DLT645_REPLY = 0,
    DLT645_SENT = 1,    /* it needs no answer */
    DLT645_REFUSED = 2, /* by the meter, with `errors` */
    DLT645_FAILED = 3   /* no usable answer; the text says what was heard */
};

/* How a request ended. */
typedef struct {
    int32_t kind;
    char address[13];
    uint16_t errors;
    uint8_t tries;
    uint16_t data_length;
    char text[96];
} dlt645_end;

/* Bytes of memory that a master needs; aligned to 8. */
size_t dlt645_master_size(void);
/* Makes a master in `memory`, which is a dlt645_master from then on. */
int32_t dlt645_master_init(void *memory, size_t len, int32_t line, uint32_t baud);
/* Asks for an item. */
int32_t dlt645_master_read(dlt645_master *master, uint64_t now, const uint8_t *address, size_t address_len,
                           uint32_t di, uint16_t edition);
/* Asks anything. */
int32_t dlt645_master_request(dlt645_master *master, uint64_t now, const uint8_t *address, size_t address_len,
                              uint8_t control, const uint8_t *data, size_t data_len);
/* The frame to be sent now, into at least 260 bytes of room; its length, 0 for none. */
int32_t dlt645_master_transmit(dlt645_master *master, uint64_t now, uint8_t *out, size_t room);
/* Bytes came; the last of them ended at `now`. */
int32_t dlt645_master_input(dlt645_master *master, uint64_t now, const uint8_t *bytes, size_t len);
/* Time has passed; 1 with `due` if the master wants to be called at a time. */
int32_t dlt645_master_timeout(dlt645_master *master, uint64_t now, uint64_t *due);
/* How the request ended: 1, or 0 if it has not. */
int32_t dlt645_master_end(dlt645_master *master, dlt645_end *end);
/* Value `index` of what the last read brought, until the next request. */
int32_t dlt645_master_value(dlt645_master *master, size_t index, dlt645_value *out);

#ifdef __cplusplus
}
#endif
#endif
