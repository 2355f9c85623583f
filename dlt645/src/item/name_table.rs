// Written by tables/generate.py from vectors/dlt645-2007-di.csv and dlt645-1997-di.csv; do not edit.

//! Names of identifiers.

use super::names::NameRow;

pub(super) static NAMES_2007: [NameRow; 952] = [
    NameRow {
        lo: [0x00, 0x00, 0x00, 0x00],
        hi: [0x00, 0x0A, 0x00, 0x0C],
        text: 0,
    },
    NameRow {
        lo: [0x00, 0x00, 0x00, 0xFF],
        hi: [0x00, 0x0A, 0x3F, 0xFF],
        text: 1,
    },
    NameRow {
        lo: [0x00, 0x00, 0x01, 0x00],
        hi: [0x00, 0x0A, 0x3F, 0x0C],
        text: 2,
    },
    NameRow {
        lo: [0x00, 0x00, 0xFF, 0x00],
        hi: [0x00, 0x0A, 0xFF, 0x0C],
        text: 3,
    },
    NameRow {
        lo: [0x00, 0x0B, 0x00, 0x00],
        hi: [0x00, 0x0B, 0x00, 0x00],
        text: 4,
    },
    NameRow {
        lo: [0x00, 0x0B, 0x00, 0x01],
        hi: [0x00, 0x0B, 0x00, 0x01],
        text: 5,
    },
    NameRow {
        lo: [0x00, 0x15, 0x00, 0x00],
        hi: [0x00, 0x15, 0x00, 0x0C],
        text: 6,
    },
    NameRow {
        lo: [0x00, 0x15, 0x00, 0xFF],
        hi: [0x00, 0x15, 0x00, 0xFF],
        text: 7,
    },
    NameRow {
        lo: [0x00, 0x16, 0x00, 0x00],
        hi: [0x00, 0x16, 0x00, 0x0C],
        text: 8,
    },
    NameRow {
        lo: [0x00, 0x16, 0x00, 0xFF],
        hi: [0x00, 0x16, 0x00, 0xFF],
        text: 9,
    },
    NameRow {
        lo: [0x00, 0x17, 0x00, 0x00],
        hi: [0x00, 0x17, 0x00, 0x0C],
        text: 10,
    },
    NameRow {
        lo: [0x00, 0x17, 0x00, 0xFF],
        hi: [0x00, 0x17, 0x00, 0xFF],
        text: 11,
    },
    NameRow {
        lo: [0x00, 0x18, 0x00, 0x00],
        hi: [0x00, 0x18, 0x00, 0x0C],
        text: 12,
    },
    NameRow {
        lo: [0x00, 0x18, 0x00, 0xFF],
        hi: [0x00, 0x18, 0x00, 0xFF],
        text: 13,
    },
    NameRow {
        lo: [0x00, 0x19, 0x00, 0x00],
        hi: [0x00, 0x19, 0x00, 0x0C],
        text: 14,
    },
    NameRow {
        lo: [0x00, 0x19, 0x00, 0xFF],
        hi: [0x00, 0x19, 0x00, 0xFF],
        text: 15,
    },
    NameRow {
        lo: [0x00, 0x1A, 0x00, 0x00],
        hi: [0x00, 0x1A, 0x00, 0x0C],
        text: 16,
    },
    NameRow {
        lo: [0x00, 0x1A, 0x00, 0xFF],
        hi: [0x00, 0x1A, 0x00, 0xFF],
        text: 17,
    },
    NameRow {
        lo: [0x00, 0x1B, 0x00, 0x00],
        hi: [0x00, 0x1B, 0x00, 0x0C],
        text: 18,
    },
    NameRow {
        lo: [0x00, 0x1B, 0x00, 0xFF],
        hi: [0x00, 0x1B, 0x00, 0xFF],
        text: 19,
    },
    NameRow {
        lo: [0x00, 0x1C, 0x00, 0x00],
        hi: [0x00, 0x1C, 0x00, 0x0C],
        text: 20,
    },
    NameRow {
        lo: [0x00, 0x1C, 0x00, 0xFF],
        hi: [0x00, 0x1C, 0x00, 0xFF],
        text: 21,
    },
    NameRow {
        lo: [0x00, 0x1D, 0x00, 0x00],
        hi: [0x00, 0x1D, 0x00, 0x0C],
        text: 22,
    },
    NameRow {
        lo: [0x00, 0x1D, 0x00, 0xFF],
        hi: [0x00, 0x1D, 0x00, 0xFF],
        text: 23,
    },
    NameRow {
        lo: [0x00, 0x1E, 0x00, 0x00],
        hi: [0x00, 0x1E, 0x00, 0x0C],
        text: 24,
    },
    NameRow {
        lo: [0x00, 0x1E, 0x00, 0xFF],
        hi: [0x00, 0x1E, 0x00, 0xFF],
        text: 25,
    },
    NameRow {
        lo: [0x00, 0x29, 0x00, 0x00],
        hi: [0x00, 0x29, 0x00, 0x0C],
        text: 26,
    },
    NameRow {
        lo: [0x00, 0x29, 0x00, 0xFF],
        hi: [0x00, 0x29, 0x00, 0xFF],
        text: 27,
    },
    NameRow {
        lo: [0x00, 0x2A, 0x00, 0x00],
        hi: [0x00, 0x2A, 0x00, 0x0C],
        text: 28,
    },
    NameRow {
        lo: [0x00, 0x2A, 0x00, 0xFF],
        hi: [0x00, 0x2A, 0x00, 0xFF],
        text: 29,
    },
    NameRow {
        lo: [0x00, 0x2B, 0x00, 0x00],
        hi: [0x00, 0x2B, 0x00, 0x0C],
        text: 30,
    },
    NameRow {
        lo: [0x00, 0x2B, 0x00, 0xFF],
        hi: [0x00, 0x2B, 0x00, 0xFF],
        text: 31,
    },
    NameRow {
        lo: [0x00, 0x2C, 0x00, 0x00],
        hi: [0x00, 0x2C, 0x00, 0x0C],
        text: 32,
    },
    NameRow {
        lo: [0x00, 0x2C, 0x00, 0xFF],
        hi: [0x00, 0x2C, 0x00, 0xFF],
        text: 33,
    },
    NameRow {
        lo: [0x00, 0x2D, 0x00, 0x00],
        hi: [0x00, 0x2D, 0x00, 0x0C],
        text: 34,
    },
    NameRow {
        lo: [0x00, 0x2D, 0x00, 0xFF],
        hi: [0x00, 0x2D, 0x00, 0xFF],
        text: 35,
    },
    NameRow {
        lo: [0x00, 0x2E, 0x00, 0x00],
        hi: [0x00, 0x2E, 0x00, 0x0C],
        text: 36,
    },
    NameRow {
        lo: [0x00, 0x2E, 0x00, 0xFF],
        hi: [0x00, 0x2E, 0x00, 0xFF],
        text: 37,
    },
    NameRow {
        lo: [0x00, 0x2F, 0x00, 0x00],
        hi: [0x00, 0x2F, 0x00, 0x0C],
        text: 38,
    },
    NameRow {
        lo: [0x00, 0x2F, 0x00, 0xFF],
        hi: [0x00, 0x2F, 0x00, 0xFF],
        text: 39,
    },
    NameRow {
        lo: [0x00, 0x30, 0x00, 0x00],
        hi: [0x00, 0x30, 0x00, 0x0C],
        text: 40,
    },
    NameRow {
        lo: [0x00, 0x30, 0x00, 0xFF],
        hi: [0x00, 0x30, 0x00, 0xFF],
        text: 41,
    },
    NameRow {
        lo: [0x00, 0x31, 0x00, 0x00],
        hi: [0x00, 0x31, 0x00, 0x0C],
        text: 42,
    },
    NameRow {
        lo: [0x00, 0x31, 0x00, 0xFF],
        hi: [0x00, 0x31, 0x00, 0xFF],
        text: 43,
    },
    NameRow {
        lo: [0x00, 0x32, 0x00, 0x00],
        hi: [0x00, 0x32, 0x00, 0x0C],
        text: 44,
    },
    NameRow {
        lo: [0x00, 0x32, 0x00, 0xFF],
        hi: [0x00, 0x32, 0x00, 0xFF],
        text: 45,
    },
    NameRow {
        lo: [0x00, 0x3D, 0x00, 0x00],
        hi: [0x00, 0x3D, 0x00, 0x0C],
        text: 46,
    },
    NameRow {
        lo: [0x00, 0x3D, 0x00, 0xFF],
        hi: [0x00, 0x3D, 0x00, 0xFF],
        text: 47,
    },
    NameRow {
        lo: [0x00, 0x3E, 0x00, 0x00],
        hi: [0x00, 0x3E, 0x00, 0x0C],
        text: 48,
    },
    NameRow {
        lo: [0x00, 0x3E, 0x00, 0xFF],
        hi: [0x00, 0x3E, 0x00, 0xFF],
        text: 49,
    },
    NameRow {
        lo: [0x00, 0x3F, 0x00, 0x00],
        hi: [0x00, 0x3F, 0x00, 0x0C],
        text: 50,
    },
    NameRow {
        lo: [0x00, 0x3F, 0x00, 0xFF],
        hi: [0x00, 0x3F, 0x00, 0xFF],
        text: 51,
    },
    NameRow {
        lo: [0x00, 0x40, 0x00, 0x00],
        hi: [0x00, 0x40, 0x00, 0x0C],
        text: 52,
    },
    NameRow {
        lo: [0x00, 0x40, 0x00, 0xFF],
        hi: [0x00, 0x40, 0x00, 0xFF],
        text: 53,
    },
    NameRow {
        lo: [0x00, 0x41, 0x00, 0x00],
        hi: [0x00, 0x41, 0x00, 0x0C],
        text: 54,
    },
    NameRow {
        lo: [0x00, 0x41, 0x00, 0xFF],
        hi: [0x00, 0x41, 0x00, 0xFF],
        text: 55,
    },
    NameRow {
        lo: [0x00, 0x42, 0x00, 0x00],
        hi: [0x00, 0x42, 0x00, 0x0C],
        text: 56,
    },
    NameRow {
        lo: [0x00, 0x42, 0x00, 0xFF],
        hi: [0x00, 0x42, 0x00, 0xFF],
        text: 57,
    },
    NameRow {
        lo: [0x00, 0x43, 0x00, 0x00],
        hi: [0x00, 0x43, 0x00, 0x0C],
        text: 58,
    },
    NameRow {
        lo: [0x00, 0x43, 0x00, 0xFF],
        hi: [0x00, 0x43, 0x00, 0xFF],
        text: 59,
    },
    NameRow {
        lo: [0x00, 0x44, 0x00, 0x00],
        hi: [0x00, 0x44, 0x00, 0x0C],
        text: 60,
    },
    NameRow {
        lo: [0x00, 0x44, 0x00, 0xFF],
        hi: [0x00, 0x44, 0x00, 0xFF],
        text: 61,
    },
    NameRow {
        lo: [0x00, 0x45, 0x00, 0x00],
        hi: [0x00, 0x45, 0x00, 0x0C],
        text: 62,
    },
    NameRow {
        lo: [0x00, 0x45, 0x00, 0xFF],
        hi: [0x00, 0x45, 0x00, 0xFF],
        text: 63,
    },
    NameRow {
        lo: [0x00, 0x46, 0x00, 0x00],
        hi: [0x00, 0x46, 0x00, 0x0C],
        text: 64,
    },
    NameRow {
        lo: [0x00, 0x46, 0x00, 0xFF],
        hi: [0x00, 0x46, 0x00, 0xFF],
        text: 65,
    },
    NameRow {
        lo: [0x00, 0x80, 0x00, 0x00],
        hi: [0x00, 0x80, 0x00, 0x0C],
        text: 66,
    },
    NameRow {
        lo: [0x00, 0x80, 0x00, 0xFF],
        hi: [0x00, 0x80, 0x00, 0xFF],
        text: 67,
    },
    NameRow {
        lo: [0x00, 0x81, 0x00, 0x00],
        hi: [0x00, 0x81, 0x00, 0x0C],
        text: 68,
    },
    NameRow {
        lo: [0x00, 0x81, 0x00, 0xFF],
        hi: [0x00, 0x81, 0x00, 0xFF],
        text: 69,
    },
    NameRow {
        lo: [0x00, 0x82, 0x00, 0x00],
        hi: [0x00, 0x82, 0x00, 0x0C],
        text: 70,
    },
    NameRow {
        lo: [0x00, 0x82, 0x00, 0xFF],
        hi: [0x00, 0x82, 0x00, 0xFF],
        text: 71,
    },
    NameRow {
        lo: [0x00, 0x83, 0x00, 0x00],
        hi: [0x00, 0x83, 0x00, 0x0C],
        text: 72,
    },
    NameRow {
        lo: [0x00, 0x83, 0x00, 0xFF],
        hi: [0x00, 0x83, 0x00, 0xFF],
        text: 73,
    },
    NameRow {
        lo: [0x00, 0x84, 0x00, 0x00],
        hi: [0x00, 0x84, 0x00, 0x0C],
        text: 74,
    },
    NameRow {
        lo: [0x00, 0x84, 0x00, 0xFF],
        hi: [0x00, 0x84, 0x00, 0xFF],
        text: 75,
    },
    NameRow {
        lo: [0x00, 0x85, 0x00, 0x00],
        hi: [0x00, 0x85, 0x00, 0x0C],
        text: 76,
    },
    NameRow {
        lo: [0x00, 0x85, 0x00, 0xFF],
        hi: [0x00, 0x85, 0x00, 0xFF],
        text: 77,
    },
    NameRow {
        lo: [0x00, 0x86, 0x00, 0x00],
        hi: [0x00, 0x86, 0x00, 0x0C],
        text: 78,
    },
    NameRow {
        lo: [0x00, 0x86, 0x00, 0xFF],
        hi: [0x00, 0x86, 0x00, 0xFF],
        text: 79,
    },
    NameRow {
        lo: [0x00, 0x90, 0x01, 0x00],
        hi: [0x00, 0x90, 0x01, 0x00],
        text: 80,
    },
    NameRow {
        lo: [0x00, 0x90, 0x01, 0x01],
        hi: [0x00, 0x90, 0x01, 0x01],
        text: 81,
    },
    NameRow {
        lo: [0x00, 0x90, 0x02, 0x00],
        hi: [0x00, 0x90, 0x02, 0x00],
        text: 82,
    },
    NameRow {
        lo: [0x00, 0x90, 0x02, 0x01],
        hi: [0x00, 0x90, 0x02, 0x01],
        text: 83,
    },
    NameRow {
        lo: [0x00, 0x94, 0x00, 0x00],
        hi: [0x00, 0x94, 0x00, 0x0C],
        text: 84,
    },
    NameRow {
        lo: [0x00, 0x94, 0x00, 0xFF],
        hi: [0x00, 0x94, 0x00, 0xFF],
        text: 85,
    },
    NameRow {
        lo: [0x00, 0x95, 0x00, 0x00],
        hi: [0x00, 0x95, 0x00, 0x0C],
        text: 86,
    },
    NameRow {
        lo: [0x00, 0x95, 0x00, 0xFF],
        hi: [0x00, 0x95, 0x00, 0xFF],
        text: 87,
    },
    NameRow {
        lo: [0x00, 0x96, 0x00, 0x00],
        hi: [0x00, 0x96, 0x00, 0x0C],
        text: 88,
    },
    NameRow {
        lo: [0x00, 0x96, 0x00, 0xFF],
        hi: [0x00, 0x96, 0x00, 0xFF],
        text: 89,
    },
    NameRow {
        lo: [0x00, 0x97, 0x00, 0x00],
        hi: [0x00, 0x97, 0x00, 0x0C],
        text: 90,
    },
    NameRow {
        lo: [0x00, 0x97, 0x00, 0xFF],
        hi: [0x00, 0x97, 0x00, 0xFF],
        text: 91,
    },
    NameRow {
        lo: [0x00, 0x98, 0x00, 0x00],
        hi: [0x00, 0x98, 0x00, 0x0C],
        text: 92,
    },
    NameRow {
        lo: [0x00, 0x98, 0x00, 0xFF],
        hi: [0x00, 0x98, 0x00, 0xFF],
        text: 93,
    },
    NameRow {
        lo: [0x00, 0x99, 0x00, 0x00],
        hi: [0x00, 0x99, 0x00, 0x0C],
        text: 94,
    },
    NameRow {
        lo: [0x00, 0x99, 0x00, 0xFF],
        hi: [0x00, 0x99, 0x00, 0xFF],
        text: 95,
    },
    NameRow {
        lo: [0x00, 0x9A, 0x00, 0x00],
        hi: [0x00, 0x9A, 0x00, 0x0C],
        text: 96,
    },
    NameRow {
        lo: [0x00, 0x9A, 0x00, 0xFF],
        hi: [0x00, 0x9A, 0x00, 0xFF],
        text: 97,
    },
    NameRow {
        lo: [0x00, 0xA8, 0x00, 0x00],
        hi: [0x00, 0xA8, 0x00, 0x0C],
        text: 98,
    },
    NameRow {
        lo: [0x00, 0xA8, 0x00, 0xFF],
        hi: [0x00, 0xA8, 0x00, 0xFF],
        text: 99,
    },
    NameRow {
        lo: [0x00, 0xA9, 0x00, 0x00],
        hi: [0x00, 0xA9, 0x00, 0x0C],
        text: 100,
    },
    NameRow {
        lo: [0x00, 0xA9, 0x00, 0xFF],
        hi: [0x00, 0xA9, 0x00, 0xFF],
        text: 101,
    },
    NameRow {
        lo: [0x00, 0xAA, 0x00, 0x00],
        hi: [0x00, 0xAA, 0x00, 0x0C],
        text: 102,
    },
    NameRow {
        lo: [0x00, 0xAA, 0x00, 0xFF],
        hi: [0x00, 0xAA, 0x00, 0xFF],
        text: 103,
    },
    NameRow {
        lo: [0x00, 0xAB, 0x00, 0x00],
        hi: [0x00, 0xAB, 0x00, 0x0C],
        text: 104,
    },
    NameRow {
        lo: [0x00, 0xAB, 0x00, 0xFF],
        hi: [0x00, 0xAB, 0x00, 0xFF],
        text: 105,
    },
    NameRow {
        lo: [0x00, 0xAC, 0x00, 0x00],
        hi: [0x00, 0xAC, 0x00, 0x0C],
        text: 106,
    },
    NameRow {
        lo: [0x00, 0xAC, 0x00, 0xFF],
        hi: [0x00, 0xAC, 0x00, 0xFF],
        text: 107,
    },
    NameRow {
        lo: [0x00, 0xAD, 0x00, 0x00],
        hi: [0x00, 0xAD, 0x00, 0x0C],
        text: 108,
    },
    NameRow {
        lo: [0x00, 0xAD, 0x00, 0xFF],
        hi: [0x00, 0xAD, 0x00, 0xFF],
        text: 109,
    },
    NameRow {
        lo: [0x00, 0xAE, 0x00, 0x00],
        hi: [0x00, 0xAE, 0x00, 0x0C],
        text: 110,
    },
    NameRow {
        lo: [0x00, 0xAE, 0x00, 0xFF],
        hi: [0x00, 0xAE, 0x00, 0xFF],
        text: 111,
    },
    NameRow {
        lo: [0x00, 0xBC, 0x00, 0x00],
        hi: [0x00, 0xBC, 0x00, 0x0C],
        text: 112,
    },
    NameRow {
        lo: [0x00, 0xBC, 0x00, 0xFF],
        hi: [0x00, 0xBC, 0x00, 0xFF],
        text: 113,
    },
    NameRow {
        lo: [0x00, 0xBD, 0x00, 0x00],
        hi: [0x00, 0xBD, 0x00, 0x0C],
        text: 114,
    },
    NameRow {
        lo: [0x00, 0xBD, 0x00, 0xFF],
        hi: [0x00, 0xBD, 0x00, 0xFF],
        text: 115,
    },
    NameRow {
        lo: [0x00, 0xBE, 0x00, 0x00],
        hi: [0x00, 0xBE, 0x00, 0x0C],
        text: 116,
    },
    NameRow {
        lo: [0x00, 0xBE, 0x00, 0xFF],
        hi: [0x00, 0xBE, 0x00, 0xFF],
        text: 117,
    },
    NameRow {
        lo: [0x00, 0xBF, 0x00, 0x00],
        hi: [0x00, 0xBF, 0x00, 0x0C],
        text: 118,
    },
    NameRow {
        lo: [0x00, 0xBF, 0x00, 0xFF],
        hi: [0x00, 0xBF, 0x00, 0xFF],
        text: 119,
    },
    NameRow {
        lo: [0x00, 0xC0, 0x00, 0x00],
        hi: [0x00, 0xC0, 0x00, 0x0C],
        text: 120,
    },
    NameRow {
        lo: [0x00, 0xC0, 0x00, 0xFF],
        hi: [0x00, 0xC0, 0x00, 0xFF],
        text: 121,
    },
    NameRow {
        lo: [0x00, 0xC1, 0x00, 0x00],
        hi: [0x00, 0xC1, 0x00, 0x0C],
        text: 122,
    },
    NameRow {
        lo: [0x00, 0xC1, 0x00, 0xFF],
        hi: [0x00, 0xC1, 0x00, 0xFF],
        text: 123,
    },
    NameRow {
        lo: [0x00, 0xC2, 0x00, 0x00],
        hi: [0x00, 0xC2, 0x00, 0x0C],
        text: 124,
    },
    NameRow {
        lo: [0x00, 0xC2, 0x00, 0xFF],
        hi: [0x00, 0xC2, 0x00, 0xFF],
        text: 125,
    },
    NameRow {
        lo: [0x01, 0x01, 0x00, 0x00],
        hi: [0x01, 0x0A, 0x00, 0x0C],
        text: 126,
    },
    NameRow {
        lo: [0x01, 0x01, 0x00, 0xFF],
        hi: [0x01, 0x0A, 0x3F, 0xFF],
        text: 127,
    },
    NameRow {
        lo: [0x01, 0x01, 0x01, 0x00],
        hi: [0x01, 0x0A, 0x3F, 0x0C],
        text: 128,
    },
    NameRow {
        lo: [0x01, 0x01, 0xFF, 0x00],
        hi: [0x01, 0x0A, 0xFF, 0x0C],
        text: 129,
    },
    NameRow {
        lo: [0x01, 0x15, 0x00, 0x00],
        hi: [0x01, 0x15, 0x00, 0x0C],
        text: 130,
    },
    NameRow {
        lo: [0x01, 0x15, 0x00, 0xFF],
        hi: [0x01, 0x15, 0x00, 0xFF],
        text: 131,
    },
    NameRow {
        lo: [0x01, 0x16, 0x00, 0x00],
        hi: [0x01, 0x16, 0x00, 0x0C],
        text: 132,
    },
    NameRow {
        lo: [0x01, 0x16, 0x00, 0xFF],
        hi: [0x01, 0x16, 0x00, 0xFF],
        text: 133,
    },
    NameRow {
        lo: [0x01, 0x17, 0x00, 0x00],
        hi: [0x01, 0x17, 0x00, 0x0C],
        text: 134,
    },
    NameRow {
        lo: [0x01, 0x17, 0x00, 0xFF],
        hi: [0x01, 0x17, 0x00, 0xFF],
        text: 135,
    },
    NameRow {
        lo: [0x01, 0x18, 0x00, 0x00],
        hi: [0x01, 0x18, 0x00, 0x0C],
        text: 136,
    },
    NameRow {
        lo: [0x01, 0x18, 0x00, 0xFF],
        hi: [0x01, 0x18, 0x00, 0xFF],
        text: 137,
    },
    NameRow {
        lo: [0x01, 0x19, 0x00, 0x00],
        hi: [0x01, 0x19, 0x00, 0x0C],
        text: 138,
    },
    NameRow {
        lo: [0x01, 0x19, 0x00, 0xFF],
        hi: [0x01, 0x19, 0x00, 0xFF],
        text: 139,
    },
    NameRow {
        lo: [0x01, 0x1A, 0x00, 0x00],
        hi: [0x01, 0x1A, 0x00, 0x0C],
        text: 140,
    },
    NameRow {
        lo: [0x01, 0x1A, 0x00, 0xFF],
        hi: [0x01, 0x1A, 0x00, 0xFF],
        text: 141,
    },
    NameRow {
        lo: [0x01, 0x1B, 0x00, 0x00],
        hi: [0x01, 0x1B, 0x00, 0x0C],
        text: 142,
    },
    NameRow {
        lo: [0x01, 0x1B, 0x00, 0xFF],
        hi: [0x01, 0x1B, 0x00, 0xFF],
        text: 143,
    },
    NameRow {
        lo: [0x01, 0x1C, 0x00, 0x00],
        hi: [0x01, 0x1C, 0x00, 0x0C],
        text: 144,
    },
    NameRow {
        lo: [0x01, 0x1C, 0x00, 0xFF],
        hi: [0x01, 0x1C, 0x00, 0xFF],
        text: 145,
    },
    NameRow {
        lo: [0x01, 0x1D, 0x00, 0x00],
        hi: [0x01, 0x1D, 0x00, 0x0C],
        text: 146,
    },
    NameRow {
        lo: [0x01, 0x1D, 0x00, 0xFF],
        hi: [0x01, 0x1D, 0x00, 0xFF],
        text: 147,
    },
    NameRow {
        lo: [0x01, 0x1E, 0x00, 0x00],
        hi: [0x01, 0x1E, 0x00, 0x0C],
        text: 148,
    },
    NameRow {
        lo: [0x01, 0x1E, 0x00, 0xFF],
        hi: [0x01, 0x1E, 0x00, 0xFF],
        text: 149,
    },
    NameRow {
        lo: [0x01, 0x29, 0x00, 0x00],
        hi: [0x01, 0x29, 0x00, 0x0C],
        text: 150,
    },
    NameRow {
        lo: [0x01, 0x29, 0x00, 0xFF],
        hi: [0x01, 0x29, 0x00, 0xFF],
        text: 151,
    },
    NameRow {
        lo: [0x01, 0x2A, 0x00, 0x00],
        hi: [0x01, 0x2A, 0x00, 0x0C],
        text: 152,
    },
    NameRow {
        lo: [0x01, 0x2A, 0x00, 0xFF],
        hi: [0x01, 0x2A, 0x00, 0xFF],
        text: 153,
    },
    NameRow {
        lo: [0x01, 0x2B, 0x00, 0x00],
        hi: [0x01, 0x2B, 0x00, 0x0C],
        text: 154,
    },
    NameRow {
        lo: [0x01, 0x2B, 0x00, 0xFF],
        hi: [0x01, 0x2B, 0x00, 0xFF],
        text: 155,
    },
    NameRow {
        lo: [0x01, 0x2C, 0x00, 0x00],
        hi: [0x01, 0x2C, 0x00, 0x0C],
        text: 156,
    },
    NameRow {
        lo: [0x01, 0x2C, 0x00, 0xFF],
        hi: [0x01, 0x2C, 0x00, 0xFF],
        text: 157,
    },
    NameRow {
        lo: [0x01, 0x2D, 0x00, 0x00],
        hi: [0x01, 0x2D, 0x00, 0x0C],
        text: 158,
    },
    NameRow {
        lo: [0x01, 0x2D, 0x00, 0xFF],
        hi: [0x01, 0x2D, 0x00, 0xFF],
        text: 159,
    },
    NameRow {
        lo: [0x01, 0x2E, 0x00, 0x00],
        hi: [0x01, 0x2E, 0x00, 0x0C],
        text: 160,
    },
    NameRow {
        lo: [0x01, 0x2E, 0x00, 0xFF],
        hi: [0x01, 0x2E, 0x00, 0xFF],
        text: 161,
    },
    NameRow {
        lo: [0x01, 0x2F, 0x00, 0x00],
        hi: [0x01, 0x2F, 0x00, 0x0C],
        text: 162,
    },
    NameRow {
        lo: [0x01, 0x2F, 0x00, 0xFF],
        hi: [0x01, 0x2F, 0x00, 0xFF],
        text: 163,
    },
    NameRow {
        lo: [0x01, 0x30, 0x00, 0x00],
        hi: [0x01, 0x30, 0x00, 0x0C],
        text: 164,
    },
    NameRow {
        lo: [0x01, 0x30, 0x00, 0xFF],
        hi: [0x01, 0x30, 0x00, 0xFF],
        text: 165,
    },
    NameRow {
        lo: [0x01, 0x31, 0x00, 0x00],
        hi: [0x01, 0x31, 0x00, 0x0C],
        text: 166,
    },
    NameRow {
        lo: [0x01, 0x31, 0x00, 0xFF],
        hi: [0x01, 0x31, 0x00, 0xFF],
        text: 167,
    },
    NameRow {
        lo: [0x01, 0x32, 0x00, 0x00],
        hi: [0x01, 0x32, 0x00, 0x0C],
        text: 168,
    },
    NameRow {
        lo: [0x01, 0x32, 0x00, 0xFF],
        hi: [0x01, 0x32, 0x00, 0xFF],
        text: 169,
    },
    NameRow {
        lo: [0x01, 0x3D, 0x00, 0x00],
        hi: [0x01, 0x3D, 0x00, 0x0C],
        text: 170,
    },
    NameRow {
        lo: [0x01, 0x3D, 0x00, 0xFF],
        hi: [0x01, 0x3D, 0x00, 0xFF],
        text: 171,
    },
    NameRow {
        lo: [0x01, 0x3E, 0x00, 0x00],
        hi: [0x01, 0x3E, 0x00, 0x0C],
        text: 172,
    },
    NameRow {
        lo: [0x01, 0x3E, 0x00, 0xFF],
        hi: [0x01, 0x3E, 0x00, 0xFF],
        text: 173,
    },
    NameRow {
        lo: [0x01, 0x3F, 0x00, 0x00],
        hi: [0x01, 0x3F, 0x00, 0x0C],
        text: 174,
    },
    NameRow {
        lo: [0x01, 0x3F, 0x00, 0xFF],
        hi: [0x01, 0x3F, 0x00, 0xFF],
        text: 175,
    },
    NameRow {
        lo: [0x01, 0x40, 0x00, 0x00],
        hi: [0x01, 0x40, 0x00, 0x0C],
        text: 176,
    },
    NameRow {
        lo: [0x01, 0x40, 0x00, 0xFF],
        hi: [0x01, 0x40, 0x00, 0xFF],
        text: 177,
    },
    NameRow {
        lo: [0x01, 0x41, 0x00, 0x00],
        hi: [0x01, 0x41, 0x00, 0x0C],
        text: 178,
    },
    NameRow {
        lo: [0x01, 0x41, 0x00, 0xFF],
        hi: [0x01, 0x41, 0x00, 0xFF],
        text: 179,
    },
    NameRow {
        lo: [0x01, 0x42, 0x00, 0x00],
        hi: [0x01, 0x42, 0x00, 0x0C],
        text: 180,
    },
    NameRow {
        lo: [0x01, 0x42, 0x00, 0xFF],
        hi: [0x01, 0x42, 0x00, 0xFF],
        text: 181,
    },
    NameRow {
        lo: [0x01, 0x43, 0x00, 0x00],
        hi: [0x01, 0x43, 0x00, 0x0C],
        text: 182,
    },
    NameRow {
        lo: [0x01, 0x43, 0x00, 0xFF],
        hi: [0x01, 0x43, 0x00, 0xFF],
        text: 183,
    },
    NameRow {
        lo: [0x01, 0x44, 0x00, 0x00],
        hi: [0x01, 0x44, 0x00, 0x0C],
        text: 184,
    },
    NameRow {
        lo: [0x01, 0x44, 0x00, 0xFF],
        hi: [0x01, 0x44, 0x00, 0xFF],
        text: 185,
    },
    NameRow {
        lo: [0x01, 0x45, 0x00, 0x00],
        hi: [0x01, 0x45, 0x00, 0x0C],
        text: 186,
    },
    NameRow {
        lo: [0x01, 0x45, 0x00, 0xFF],
        hi: [0x01, 0x45, 0x00, 0xFF],
        text: 187,
    },
    NameRow {
        lo: [0x01, 0x46, 0x00, 0x00],
        hi: [0x01, 0x46, 0x00, 0x0C],
        text: 188,
    },
    NameRow {
        lo: [0x01, 0x46, 0x00, 0xFF],
        hi: [0x01, 0x46, 0x00, 0xFF],
        text: 189,
    },
    NameRow {
        lo: [0x02, 0x01, 0x01, 0x00],
        hi: [0x02, 0x01, 0x01, 0x00],
        text: 190,
    },
    NameRow {
        lo: [0x02, 0x01, 0x02, 0x00],
        hi: [0x02, 0x01, 0x02, 0x00],
        text: 191,
    },
    NameRow {
        lo: [0x02, 0x01, 0x03, 0x00],
        hi: [0x02, 0x01, 0x03, 0x00],
        text: 192,
    },
    NameRow {
        lo: [0x02, 0x01, 0xFF, 0x00],
        hi: [0x02, 0x01, 0xFF, 0x00],
        text: 193,
    },
    NameRow {
        lo: [0x02, 0x02, 0x01, 0x00],
        hi: [0x02, 0x02, 0x01, 0x00],
        text: 194,
    },
    NameRow {
        lo: [0x02, 0x02, 0x02, 0x00],
        hi: [0x02, 0x02, 0x02, 0x00],
        text: 195,
    },
    NameRow {
        lo: [0x02, 0x02, 0x03, 0x00],
        hi: [0x02, 0x02, 0x03, 0x00],
        text: 196,
    },
    NameRow {
        lo: [0x02, 0x02, 0xFF, 0x00],
        hi: [0x02, 0x02, 0xFF, 0x00],
        text: 197,
    },
    NameRow {
        lo: [0x02, 0x03, 0x00, 0x00],
        hi: [0x02, 0x03, 0x00, 0x00],
        text: 198,
    },
    NameRow {
        lo: [0x02, 0x03, 0x01, 0x00],
        hi: [0x02, 0x03, 0x01, 0x00],
        text: 199,
    },
    NameRow {
        lo: [0x02, 0x03, 0x02, 0x00],
        hi: [0x02, 0x03, 0x02, 0x00],
        text: 200,
    },
    NameRow {
        lo: [0x02, 0x03, 0x03, 0x00],
        hi: [0x02, 0x03, 0x03, 0x00],
        text: 201,
    },
    NameRow {
        lo: [0x02, 0x03, 0xFF, 0x00],
        hi: [0x02, 0x03, 0xFF, 0x00],
        text: 202,
    },
    NameRow {
        lo: [0x02, 0x04, 0x00, 0x00],
        hi: [0x02, 0x04, 0x00, 0x00],
        text: 203,
    },
    NameRow {
        lo: [0x02, 0x04, 0x01, 0x00],
        hi: [0x02, 0x04, 0x01, 0x00],
        text: 204,
    },
    NameRow {
        lo: [0x02, 0x04, 0x02, 0x00],
        hi: [0x02, 0x04, 0x02, 0x00],
        text: 205,
    },
    NameRow {
        lo: [0x02, 0x04, 0x03, 0x00],
        hi: [0x02, 0x04, 0x03, 0x00],
        text: 206,
    },
    NameRow {
        lo: [0x02, 0x04, 0xFF, 0x00],
        hi: [0x02, 0x04, 0xFF, 0x00],
        text: 207,
    },
    NameRow {
        lo: [0x02, 0x05, 0x00, 0x00],
        hi: [0x02, 0x05, 0x00, 0x00],
        text: 208,
    },
    NameRow {
        lo: [0x02, 0x05, 0x01, 0x00],
        hi: [0x02, 0x05, 0x01, 0x00],
        text: 209,
    },
    NameRow {
        lo: [0x02, 0x05, 0x02, 0x00],
        hi: [0x02, 0x05, 0x02, 0x00],
        text: 210,
    },
    NameRow {
        lo: [0x02, 0x05, 0x03, 0x00],
        hi: [0x02, 0x05, 0x03, 0x00],
        text: 211,
    },
    NameRow {
        lo: [0x02, 0x05, 0xFF, 0x00],
        hi: [0x02, 0x05, 0xFF, 0x00],
        text: 212,
    },
    NameRow {
        lo: [0x02, 0x06, 0x00, 0x00],
        hi: [0x02, 0x06, 0x00, 0x00],
        text: 213,
    },
    NameRow {
        lo: [0x02, 0x06, 0x01, 0x00],
        hi: [0x02, 0x06, 0x01, 0x00],
        text: 214,
    },
    NameRow {
        lo: [0x02, 0x06, 0x02, 0x00],
        hi: [0x02, 0x06, 0x02, 0x00],
        text: 215,
    },
    NameRow {
        lo: [0x02, 0x06, 0x03, 0x00],
        hi: [0x02, 0x06, 0x03, 0x00],
        text: 216,
    },
    NameRow {
        lo: [0x02, 0x06, 0xFF, 0x00],
        hi: [0x02, 0x06, 0xFF, 0x00],
        text: 217,
    },
    NameRow {
        lo: [0x02, 0x07, 0x01, 0x00],
        hi: [0x02, 0x07, 0x01, 0x00],
        text: 218,
    },
    NameRow {
        lo: [0x02, 0x07, 0x02, 0x00],
        hi: [0x02, 0x07, 0x02, 0x00],
        text: 219,
    },
    NameRow {
        lo: [0x02, 0x07, 0x03, 0x00],
        hi: [0x02, 0x07, 0x03, 0x00],
        text: 220,
    },
    NameRow {
        lo: [0x02, 0x07, 0xFF, 0x00],
        hi: [0x02, 0x07, 0xFF, 0x00],
        text: 221,
    },
    NameRow {
        lo: [0x02, 0x08, 0x01, 0x00],
        hi: [0x02, 0x08, 0x01, 0x00],
        text: 222,
    },
    NameRow {
        lo: [0x02, 0x08, 0x02, 0x00],
        hi: [0x02, 0x08, 0x02, 0x00],
        text: 223,
    },
    NameRow {
        lo: [0x02, 0x08, 0x03, 0x00],
        hi: [0x02, 0x08, 0x03, 0x00],
        text: 224,
    },
    NameRow {
        lo: [0x02, 0x08, 0xFF, 0x00],
        hi: [0x02, 0x08, 0xFF, 0x00],
        text: 225,
    },
    NameRow {
        lo: [0x02, 0x09, 0x01, 0x00],
        hi: [0x02, 0x09, 0x01, 0x00],
        text: 226,
    },
    NameRow {
        lo: [0x02, 0x09, 0x02, 0x00],
        hi: [0x02, 0x09, 0x02, 0x00],
        text: 227,
    },
    NameRow {
        lo: [0x02, 0x09, 0x03, 0x00],
        hi: [0x02, 0x09, 0x03, 0x00],
        text: 228,
    },
    NameRow {
        lo: [0x02, 0x09, 0xFF, 0x00],
        hi: [0x02, 0x09, 0xFF, 0x00],
        text: 229,
    },
    NameRow {
        lo: [0x02, 0x0A, 0x01, 0x01],
        hi: [0x02, 0x0A, 0x01, 0x15],
        text: 230,
    },
    NameRow {
        lo: [0x02, 0x0A, 0x01, 0xFF],
        hi: [0x02, 0x0A, 0x01, 0xFF],
        text: 231,
    },
    NameRow {
        lo: [0x02, 0x0A, 0x02, 0x01],
        hi: [0x02, 0x0A, 0x02, 0x15],
        text: 232,
    },
    NameRow {
        lo: [0x02, 0x0A, 0x02, 0xFF],
        hi: [0x02, 0x0A, 0x02, 0xFF],
        text: 233,
    },
    NameRow {
        lo: [0x02, 0x0A, 0x03, 0x01],
        hi: [0x02, 0x0A, 0x03, 0x15],
        text: 234,
    },
    NameRow {
        lo: [0x02, 0x0A, 0x03, 0xFF],
        hi: [0x02, 0x0A, 0x03, 0xFF],
        text: 235,
    },
    NameRow {
        lo: [0x02, 0x0B, 0x01, 0x01],
        hi: [0x02, 0x0B, 0x01, 0x15],
        text: 236,
    },
    NameRow {
        lo: [0x02, 0x0B, 0x01, 0xFF],
        hi: [0x02, 0x0B, 0x01, 0xFF],
        text: 237,
    },
    NameRow {
        lo: [0x02, 0x0B, 0x02, 0x01],
        hi: [0x02, 0x0B, 0x02, 0x15],
        text: 238,
    },
    NameRow {
        lo: [0x02, 0x0B, 0x02, 0xFF],
        hi: [0x02, 0x0B, 0x02, 0xFF],
        text: 239,
    },
    NameRow {
        lo: [0x02, 0x0B, 0x03, 0x01],
        hi: [0x02, 0x0B, 0x03, 0x15],
        text: 240,
    },
    NameRow {
        lo: [0x02, 0x0B, 0x03, 0xFF],
        hi: [0x02, 0x0B, 0x03, 0xFF],
        text: 241,
    },
    NameRow {
        lo: [0x02, 0x0C, 0x01, 0x00],
        hi: [0x02, 0x0C, 0x03, 0x00],
        text: 242,
    },
    NameRow {
        lo: [0x02, 0x0C, 0xFF, 0x00],
        hi: [0x02, 0x0C, 0xFF, 0x00],
        text: 243,
    },
    NameRow {
        lo: [0x02, 0x80, 0x00, 0x01],
        hi: [0x02, 0x80, 0x00, 0x01],
        text: 244,
    },
    NameRow {
        lo: [0x02, 0x80, 0x00, 0x02],
        hi: [0x02, 0x80, 0x00, 0x02],
        text: 245,
    },
    NameRow {
        lo: [0x02, 0x80, 0x00, 0x03],
        hi: [0x02, 0x80, 0x00, 0x03],
        text: 246,
    },
    NameRow {
        lo: [0x02, 0x80, 0x00, 0x04],
        hi: [0x02, 0x80, 0x00, 0x04],
        text: 247,
    },
    NameRow {
        lo: [0x02, 0x80, 0x00, 0x05],
        hi: [0x02, 0x80, 0x00, 0x05],
        text: 248,
    },
    NameRow {
        lo: [0x02, 0x80, 0x00, 0x06],
        hi: [0x02, 0x80, 0x00, 0x06],
        text: 249,
    },
    NameRow {
        lo: [0x02, 0x80, 0x00, 0x07],
        hi: [0x02, 0x80, 0x00, 0x07],
        text: 250,
    },
    NameRow {
        lo: [0x02, 0x80, 0x00, 0x08],
        hi: [0x02, 0x80, 0x00, 0x08],
        text: 251,
    },
    NameRow {
        lo: [0x02, 0x80, 0x00, 0x09],
        hi: [0x02, 0x80, 0x00, 0x09],
        text: 252,
    },
    NameRow {
        lo: [0x02, 0x80, 0x00, 0x0A],
        hi: [0x02, 0x80, 0x00, 0x0A],
        text: 253,
    },
    NameRow {
        lo: [0x02, 0x80, 0x00, 0x0B],
        hi: [0x02, 0x80, 0x00, 0x0B],
        text: 254,
    },
    NameRow {
        lo: [0x02, 0x80, 0x00, 0x20],
        hi: [0x02, 0x80, 0x00, 0x20],
        text: 255,
    },
    NameRow {
        lo: [0x02, 0x80, 0x00, 0x21],
        hi: [0x02, 0x80, 0x00, 0x21],
        text: 256,
    },
    NameRow {
        lo: [0x03, 0x01, 0x00, 0x00],
        hi: [0x03, 0x01, 0x00, 0x00],
        text: 257,
    },
    NameRow {
        lo: [0x03, 0x01, 0x01, 0x01],
        hi: [0x03, 0x01, 0x01, 0x0A],
        text: 258,
    },
    NameRow {
        lo: [0x03, 0x01, 0x02, 0x01],
        hi: [0x03, 0x01, 0x02, 0x0A],
        text: 259,
    },
    NameRow {
        lo: [0x03, 0x01, 0x03, 0x01],
        hi: [0x03, 0x01, 0x03, 0x0A],
        text: 260,
    },
    NameRow {
        lo: [0x03, 0x02, 0x00, 0x00],
        hi: [0x03, 0x02, 0x00, 0x00],
        text: 261,
    },
    NameRow {
        lo: [0x03, 0x02, 0x01, 0x01],
        hi: [0x03, 0x02, 0x01, 0x0A],
        text: 262,
    },
    NameRow {
        lo: [0x03, 0x02, 0x02, 0x01],
        hi: [0x03, 0x02, 0x02, 0x0A],
        text: 263,
    },
    NameRow {
        lo: [0x03, 0x02, 0x03, 0x01],
        hi: [0x03, 0x02, 0x03, 0x0A],
        text: 264,
    },
    NameRow {
        lo: [0x03, 0x03, 0x00, 0x00],
        hi: [0x03, 0x03, 0x00, 0x00],
        text: 265,
    },
    NameRow {
        lo: [0x03, 0x03, 0x01, 0x01],
        hi: [0x03, 0x03, 0x01, 0x0A],
        text: 266,
    },
    NameRow {
        lo: [0x03, 0x03, 0x02, 0x01],
        hi: [0x03, 0x03, 0x02, 0x0A],
        text: 267,
    },
    NameRow {
        lo: [0x03, 0x03, 0x03, 0x01],
        hi: [0x03, 0x03, 0x03, 0x0A],
        text: 268,
    },
    NameRow {
        lo: [0x03, 0x04, 0x00, 0x00],
        hi: [0x03, 0x04, 0x00, 0x00],
        text: 269,
    },
    NameRow {
        lo: [0x03, 0x04, 0x01, 0x01],
        hi: [0x03, 0x04, 0x01, 0x0A],
        text: 270,
    },
    NameRow {
        lo: [0x03, 0x04, 0x02, 0x01],
        hi: [0x03, 0x04, 0x02, 0x0A],
        text: 271,
    },
    NameRow {
        lo: [0x03, 0x04, 0x03, 0x01],
        hi: [0x03, 0x04, 0x03, 0x0A],
        text: 272,
    },
    NameRow {
        lo: [0x03, 0x05, 0x00, 0x00],
        hi: [0x03, 0x05, 0x00, 0x00],
        text: 273,
    },
    NameRow {
        lo: [0x03, 0x05, 0x00, 0x01],
        hi: [0x03, 0x05, 0x00, 0x0A],
        text: 274,
    },
    NameRow {
        lo: [0x03, 0x06, 0x00, 0x00],
        hi: [0x03, 0x06, 0x00, 0x00],
        text: 275,
    },
    NameRow {
        lo: [0x03, 0x06, 0x00, 0x01],
        hi: [0x03, 0x06, 0x00, 0x0A],
        text: 276,
    },
    NameRow {
        lo: [0x03, 0x07, 0x00, 0x00],
        hi: [0x03, 0x07, 0x00, 0x00],
        text: 277,
    },
    NameRow {
        lo: [0x03, 0x07, 0x00, 0x01],
        hi: [0x03, 0x07, 0x00, 0x0A],
        text: 278,
    },
    NameRow {
        lo: [0x03, 0x08, 0x00, 0x00],
        hi: [0x03, 0x08, 0x00, 0x00],
        text: 279,
    },
    NameRow {
        lo: [0x03, 0x08, 0x00, 0x01],
        hi: [0x03, 0x08, 0x00, 0x0A],
        text: 280,
    },
    NameRow {
        lo: [0x03, 0x09, 0x00, 0x00],
        hi: [0x03, 0x09, 0x00, 0x00],
        text: 281,
    },
    NameRow {
        lo: [0x03, 0x09, 0x00, 0x01],
        hi: [0x03, 0x09, 0x00, 0x0A],
        text: 282,
    },
    NameRow {
        lo: [0x03, 0x0A, 0x00, 0x00],
        hi: [0x03, 0x0A, 0x00, 0x00],
        text: 283,
    },
    NameRow {
        lo: [0x03, 0x0A, 0x00, 0x01],
        hi: [0x03, 0x0A, 0x00, 0x0A],
        text: 284,
    },
    NameRow {
        lo: [0x03, 0x0B, 0x00, 0x00],
        hi: [0x03, 0x0B, 0x00, 0x00],
        text: 285,
    },
    NameRow {
        lo: [0x03, 0x0B, 0x01, 0x01],
        hi: [0x03, 0x0B, 0x01, 0x0A],
        text: 286,
    },
    NameRow {
        lo: [0x03, 0x0B, 0x02, 0x01],
        hi: [0x03, 0x0B, 0x02, 0x0A],
        text: 287,
    },
    NameRow {
        lo: [0x03, 0x0B, 0x03, 0x01],
        hi: [0x03, 0x0B, 0x03, 0x0A],
        text: 288,
    },
    NameRow {
        lo: [0x03, 0x0C, 0x00, 0x00],
        hi: [0x03, 0x0C, 0x00, 0x00],
        text: 289,
    },
    NameRow {
        lo: [0x03, 0x0C, 0x01, 0x01],
        hi: [0x03, 0x0C, 0x01, 0x0A],
        text: 290,
    },
    NameRow {
        lo: [0x03, 0x0C, 0x02, 0x01],
        hi: [0x03, 0x0C, 0x02, 0x0A],
        text: 291,
    },
    NameRow {
        lo: [0x03, 0x0C, 0x03, 0x01],
        hi: [0x03, 0x0C, 0x03, 0x0A],
        text: 292,
    },
    NameRow {
        lo: [0x03, 0x0D, 0x00, 0x00],
        hi: [0x03, 0x0D, 0x00, 0x00],
        text: 293,
    },
    NameRow {
        lo: [0x03, 0x0D, 0x01, 0x01],
        hi: [0x03, 0x0D, 0x01, 0x0A],
        text: 294,
    },
    NameRow {
        lo: [0x03, 0x0D, 0x02, 0x01],
        hi: [0x03, 0x0D, 0x02, 0x0A],
        text: 295,
    },
    NameRow {
        lo: [0x03, 0x0D, 0x03, 0x01],
        hi: [0x03, 0x0D, 0x03, 0x0A],
        text: 296,
    },
    NameRow {
        lo: [0x03, 0x0E, 0x00, 0x00],
        hi: [0x03, 0x0E, 0x00, 0x00],
        text: 297,
    },
    NameRow {
        lo: [0x03, 0x0E, 0x01, 0x01],
        hi: [0x03, 0x0E, 0x01, 0x0A],
        text: 298,
    },
    NameRow {
        lo: [0x03, 0x0E, 0x02, 0x01],
        hi: [0x03, 0x0E, 0x02, 0x0A],
        text: 299,
    },
    NameRow {
        lo: [0x03, 0x0E, 0x03, 0x01],
        hi: [0x03, 0x0E, 0x03, 0x0A],
        text: 300,
    },
    NameRow {
        lo: [0x03, 0x0F, 0x00, 0x00],
        hi: [0x03, 0x0F, 0x00, 0x00],
        text: 301,
    },
    NameRow {
        lo: [0x03, 0x0F, 0x01, 0x01],
        hi: [0x03, 0x0F, 0x01, 0x0A],
        text: 302,
    },
    NameRow {
        lo: [0x03, 0x0F, 0x02, 0x01],
        hi: [0x03, 0x0F, 0x02, 0x0A],
        text: 303,
    },
    NameRow {
        lo: [0x03, 0x0F, 0x03, 0x01],
        hi: [0x03, 0x0F, 0x03, 0x0A],
        text: 304,
    },
    NameRow {
        lo: [0x03, 0x10, 0x00, 0x00],
        hi: [0x03, 0x10, 0x00, 0x0C],
        text: 305,
    },
    NameRow {
        lo: [0x03, 0x10, 0x01, 0x00],
        hi: [0x03, 0x10, 0x01, 0x0C],
        text: 306,
    },
    NameRow {
        lo: [0x03, 0x10, 0x02, 0x00],
        hi: [0x03, 0x10, 0x02, 0x0C],
        text: 307,
    },
    NameRow {
        lo: [0x03, 0x10, 0x03, 0x00],
        hi: [0x03, 0x10, 0x03, 0x0C],
        text: 308,
    },
    NameRow {
        lo: [0x03, 0x11, 0x00, 0x00],
        hi: [0x03, 0x11, 0x00, 0x00],
        text: 309,
    },
    NameRow {
        lo: [0x03, 0x11, 0x00, 0x01],
        hi: [0x03, 0x11, 0x00, 0x0A],
        text: 310,
    },
    NameRow {
        lo: [0x03, 0x12, 0x00, 0x00],
        hi: [0x03, 0x12, 0x00, 0x00],
        text: 311,
    },
    NameRow {
        lo: [0x03, 0x12, 0x01, 0x01],
        hi: [0x03, 0x12, 0x01, 0x0A],
        text: 312,
    },
    NameRow {
        lo: [0x03, 0x12, 0x02, 0x01],
        hi: [0x03, 0x12, 0x02, 0x0A],
        text: 313,
    },
    NameRow {
        lo: [0x03, 0x12, 0x03, 0x01],
        hi: [0x03, 0x12, 0x03, 0x0A],
        text: 314,
    },
    NameRow {
        lo: [0x03, 0x12, 0x04, 0x01],
        hi: [0x03, 0x12, 0x04, 0x0A],
        text: 315,
    },
    NameRow {
        lo: [0x03, 0x12, 0x05, 0x01],
        hi: [0x03, 0x12, 0x05, 0x0A],
        text: 316,
    },
    NameRow {
        lo: [0x03, 0x12, 0x06, 0x01],
        hi: [0x03, 0x12, 0x06, 0x0A],
        text: 317,
    },
    NameRow {
        lo: [0x03, 0x2E, 0x00, 0x00],
        hi: [0x03, 0x2E, 0x00, 0x00],
        text: 318,
    },
    NameRow {
        lo: [0x03, 0x2F, 0x00, 0x00],
        hi: [0x03, 0x2F, 0x00, 0x00],
        text: 319,
    },
    NameRow {
        lo: [0x03, 0x30, 0x00, 0x00],
        hi: [0x03, 0x30, 0x00, 0x00],
        text: 320,
    },
    NameRow {
        lo: [0x03, 0x30, 0x00, 0x01],
        hi: [0x03, 0x30, 0x00, 0x0A],
        text: 321,
    },
    NameRow {
        lo: [0x03, 0x30, 0x01, 0x00],
        hi: [0x03, 0x30, 0x01, 0x00],
        text: 322,
    },
    NameRow {
        lo: [0x03, 0x30, 0x01, 0x01],
        hi: [0x03, 0x30, 0x01, 0x0A],
        text: 323,
    },
    NameRow {
        lo: [0x03, 0x30, 0x02, 0x00],
        hi: [0x03, 0x30, 0x02, 0x00],
        text: 324,
    },
    NameRow {
        lo: [0x03, 0x30, 0x02, 0x01],
        hi: [0x03, 0x30, 0x02, 0x0A],
        text: 325,
    },
    NameRow {
        lo: [0x03, 0x30, 0x03, 0x00],
        hi: [0x03, 0x30, 0x03, 0x00],
        text: 326,
    },
    NameRow {
        lo: [0x03, 0x30, 0x03, 0x01],
        hi: [0x03, 0x30, 0x03, 0x0A],
        text: 327,
    },
    NameRow {
        lo: [0x03, 0x30, 0x04, 0x00],
        hi: [0x03, 0x30, 0x04, 0x00],
        text: 328,
    },
    NameRow {
        lo: [0x03, 0x30, 0x04, 0x01],
        hi: [0x03, 0x30, 0x04, 0x0A],
        text: 329,
    },
    NameRow {
        lo: [0x03, 0x30, 0x05, 0x00],
        hi: [0x03, 0x30, 0x05, 0x00],
        text: 330,
    },
    NameRow {
        lo: [0x03, 0x30, 0x05, 0x01],
        hi: [0x03, 0x30, 0x05, 0x0A],
        text: 331,
    },
    NameRow {
        lo: [0x03, 0x30, 0x06, 0x00],
        hi: [0x03, 0x30, 0x06, 0x00],
        text: 332,
    },
    NameRow {
        lo: [0x03, 0x30, 0x06, 0x01],
        hi: [0x03, 0x30, 0x06, 0x0A],
        text: 333,
    },
    NameRow {
        lo: [0x03, 0x30, 0x07, 0x00],
        hi: [0x03, 0x30, 0x07, 0x00],
        text: 334,
    },
    NameRow {
        lo: [0x03, 0x30, 0x07, 0x01],
        hi: [0x03, 0x30, 0x07, 0x0A],
        text: 335,
    },
    NameRow {
        lo: [0x03, 0x30, 0x08, 0x00],
        hi: [0x03, 0x30, 0x08, 0x00],
        text: 336,
    },
    NameRow {
        lo: [0x03, 0x30, 0x08, 0x01],
        hi: [0x03, 0x30, 0x08, 0x0A],
        text: 337,
    },
    NameRow {
        lo: [0x03, 0x30, 0x09, 0x00],
        hi: [0x03, 0x30, 0x09, 0x00],
        text: 338,
    },
    NameRow {
        lo: [0x03, 0x30, 0x09, 0x01],
        hi: [0x03, 0x30, 0x09, 0x0A],
        text: 339,
    },
    NameRow {
        lo: [0x03, 0x30, 0x0A, 0x00],
        hi: [0x03, 0x30, 0x0A, 0x00],
        text: 340,
    },
    NameRow {
        lo: [0x03, 0x30, 0x0A, 0x01],
        hi: [0x03, 0x30, 0x0A, 0x0A],
        text: 341,
    },
    NameRow {
        lo: [0x03, 0x30, 0x0B, 0x00],
        hi: [0x03, 0x30, 0x0B, 0x00],
        text: 342,
    },
    NameRow {
        lo: [0x03, 0x30, 0x0B, 0x01],
        hi: [0x03, 0x30, 0x0B, 0x0A],
        text: 343,
    },
    NameRow {
        lo: [0x03, 0x30, 0x0C, 0x00],
        hi: [0x03, 0x30, 0x0C, 0x00],
        text: 344,
    },
    NameRow {
        lo: [0x03, 0x30, 0x0C, 0x01],
        hi: [0x03, 0x30, 0x0C, 0x0A],
        text: 345,
    },
    NameRow {
        lo: [0x03, 0x30, 0x0D, 0x00],
        hi: [0x03, 0x30, 0x0D, 0x00],
        text: 346,
    },
    NameRow {
        lo: [0x03, 0x30, 0x0D, 0x01],
        hi: [0x03, 0x30, 0x0D, 0x0A],
        text: 347,
    },
    NameRow {
        lo: [0x03, 0x30, 0x0E, 0x00],
        hi: [0x03, 0x30, 0x0E, 0x00],
        text: 348,
    },
    NameRow {
        lo: [0x03, 0x30, 0x0E, 0x01],
        hi: [0x03, 0x30, 0x0E, 0x0A],
        text: 349,
    },
    NameRow {
        lo: [0x03, 0x30, 0x0F, 0x00],
        hi: [0x03, 0x30, 0x0F, 0x00],
        text: 350,
    },
    NameRow {
        lo: [0x03, 0x30, 0x0F, 0x01],
        hi: [0x03, 0x30, 0x0F, 0x0A],
        text: 351,
    },
    NameRow {
        lo: [0x03, 0x30, 0x10, 0x00],
        hi: [0x03, 0x30, 0x10, 0x00],
        text: 352,
    },
    NameRow {
        lo: [0x03, 0x30, 0x10, 0x01],
        hi: [0x03, 0x30, 0x10, 0x0A],
        text: 353,
    },
    NameRow {
        lo: [0x03, 0x30, 0x12, 0x00],
        hi: [0x03, 0x30, 0x12, 0x00],
        text: 354,
    },
    NameRow {
        lo: [0x03, 0x30, 0x12, 0x01],
        hi: [0x03, 0x30, 0x12, 0x0A],
        text: 355,
    },
    NameRow {
        lo: [0x03, 0x30, 0x13, 0x00],
        hi: [0x03, 0x30, 0x13, 0x00],
        text: 356,
    },
    NameRow {
        lo: [0x03, 0x30, 0x13, 0x01],
        hi: [0x03, 0x30, 0x13, 0x0A],
        text: 357,
    },
    NameRow {
        lo: [0x03, 0x32, 0x01, 0x01],
        hi: [0x03, 0x32, 0x01, 0x0A],
        text: 358,
    },
    NameRow {
        lo: [0x03, 0x32, 0x02, 0x01],
        hi: [0x03, 0x32, 0x02, 0x0A],
        text: 359,
    },
    NameRow {
        lo: [0x03, 0x32, 0x03, 0x01],
        hi: [0x03, 0x32, 0x03, 0x0A],
        text: 360,
    },
    NameRow {
        lo: [0x03, 0x32, 0x04, 0x01],
        hi: [0x03, 0x32, 0x04, 0x0A],
        text: 361,
    },
    NameRow {
        lo: [0x03, 0x32, 0x05, 0x01],
        hi: [0x03, 0x32, 0x05, 0x0A],
        text: 362,
    },
    NameRow {
        lo: [0x03, 0x32, 0x06, 0x01],
        hi: [0x03, 0x32, 0x06, 0x0A],
        text: 363,
    },
    NameRow {
        lo: [0x03, 0x33, 0x01, 0x01],
        hi: [0x03, 0x33, 0x01, 0x0A],
        text: 364,
    },
    NameRow {
        lo: [0x03, 0x33, 0x02, 0x01],
        hi: [0x03, 0x33, 0x02, 0x0A],
        text: 365,
    },
    NameRow {
        lo: [0x03, 0x33, 0x03, 0x01],
        hi: [0x03, 0x33, 0x03, 0x0A],
        text: 366,
    },
    NameRow {
        lo: [0x03, 0x33, 0x04, 0x01],
        hi: [0x03, 0x33, 0x04, 0x0A],
        text: 367,
    },
    NameRow {
        lo: [0x03, 0x33, 0x05, 0x01],
        hi: [0x03, 0x33, 0x05, 0x0A],
        text: 368,
    },
    NameRow {
        lo: [0x03, 0x33, 0x06, 0x01],
        hi: [0x03, 0x33, 0x06, 0x0A],
        text: 369,
    },
    NameRow {
        lo: [0x03, 0x34, 0x00, 0x00],
        hi: [0x03, 0x34, 0x00, 0x00],
        text: 370,
    },
    NameRow {
        lo: [0x03, 0x34, 0x00, 0x01],
        hi: [0x03, 0x34, 0x00, 0x0A],
        text: 371,
    },
    NameRow {
        lo: [0x03, 0x35, 0x00, 0x00],
        hi: [0x03, 0x35, 0x00, 0x00],
        text: 372,
    },
    NameRow {
        lo: [0x03, 0x35, 0x00, 0x01],
        hi: [0x03, 0x35, 0x00, 0x0A],
        text: 373,
    },
    NameRow {
        lo: [0x03, 0x36, 0x00, 0x00],
        hi: [0x03, 0x36, 0x00, 0x00],
        text: 374,
    },
    NameRow {
        lo: [0x03, 0x36, 0x00, 0x01],
        hi: [0x03, 0x36, 0x00, 0x0A],
        text: 375,
    },
    NameRow {
        lo: [0x03, 0x37, 0x00, 0x00],
        hi: [0x03, 0x37, 0x00, 0x00],
        text: 376,
    },
    NameRow {
        lo: [0x03, 0x37, 0x00, 0x01],
        hi: [0x03, 0x37, 0x00, 0x0A],
        text: 377,
    },
    NameRow {
        lo: [0x04, 0x00, 0x01, 0x01],
        hi: [0x04, 0x00, 0x01, 0x01],
        text: 378,
    },
    NameRow {
        lo: [0x04, 0x00, 0x01, 0x02],
        hi: [0x04, 0x00, 0x01, 0x02],
        text: 379,
    },
    NameRow {
        lo: [0x04, 0x00, 0x01, 0x03],
        hi: [0x04, 0x00, 0x01, 0x03],
        text: 380,
    },
    NameRow {
        lo: [0x04, 0x00, 0x01, 0x04],
        hi: [0x04, 0x00, 0x01, 0x04],
        text: 381,
    },
    NameRow {
        lo: [0x04, 0x00, 0x01, 0x05],
        hi: [0x04, 0x00, 0x01, 0x05],
        text: 382,
    },
    NameRow {
        lo: [0x04, 0x00, 0x01, 0x06],
        hi: [0x04, 0x00, 0x01, 0x06],
        text: 383,
    },
    NameRow {
        lo: [0x04, 0x00, 0x01, 0x07],
        hi: [0x04, 0x00, 0x01, 0x07],
        text: 384,
    },
    NameRow {
        lo: [0x04, 0x00, 0x01, 0x08],
        hi: [0x04, 0x00, 0x01, 0x08],
        text: 385,
    },
    NameRow {
        lo: [0x04, 0x00, 0x01, 0x09],
        hi: [0x04, 0x00, 0x01, 0x09],
        text: 386,
    },
    NameRow {
        lo: [0x04, 0x00, 0x01, 0x0C],
        hi: [0x04, 0x00, 0x01, 0x0C],
        text: 387,
    },
    NameRow {
        lo: [0x04, 0x00, 0x02, 0x01],
        hi: [0x04, 0x00, 0x02, 0x01],
        text: 388,
    },
    NameRow {
        lo: [0x04, 0x00, 0x02, 0x02],
        hi: [0x04, 0x00, 0x02, 0x02],
        text: 389,
    },
    NameRow {
        lo: [0x04, 0x00, 0x02, 0x03],
        hi: [0x04, 0x00, 0x02, 0x03],
        text: 390,
    },
    NameRow {
        lo: [0x04, 0x00, 0x02, 0x04],
        hi: [0x04, 0x00, 0x02, 0x04],
        text: 391,
    },
    NameRow {
        lo: [0x04, 0x00, 0x02, 0x05],
        hi: [0x04, 0x00, 0x02, 0x05],
        text: 392,
    },
    NameRow {
        lo: [0x04, 0x00, 0x02, 0x06],
        hi: [0x04, 0x00, 0x02, 0x06],
        text: 393,
    },
    NameRow {
        lo: [0x04, 0x00, 0x02, 0x07],
        hi: [0x04, 0x00, 0x02, 0x07],
        text: 394,
    },
    NameRow {
        lo: [0x04, 0x00, 0x03, 0x01],
        hi: [0x04, 0x00, 0x03, 0x01],
        text: 395,
    },
    NameRow {
        lo: [0x04, 0x00, 0x03, 0x02],
        hi: [0x04, 0x00, 0x03, 0x02],
        text: 396,
    },
    NameRow {
        lo: [0x04, 0x00, 0x03, 0x03],
        hi: [0x04, 0x00, 0x03, 0x03],
        text: 397,
    },
    NameRow {
        lo: [0x04, 0x00, 0x03, 0x04],
        hi: [0x04, 0x00, 0x03, 0x04],
        text: 398,
    },
    NameRow {
        lo: [0x04, 0x00, 0x03, 0x05],
        hi: [0x04, 0x00, 0x03, 0x05],
        text: 399,
    },
    NameRow {
        lo: [0x04, 0x00, 0x03, 0x06],
        hi: [0x04, 0x00, 0x03, 0x06],
        text: 400,
    },
    NameRow {
        lo: [0x04, 0x00, 0x03, 0x07],
        hi: [0x04, 0x00, 0x03, 0x07],
        text: 401,
    },
    NameRow {
        lo: [0x04, 0x00, 0x03, 0x08],
        hi: [0x04, 0x00, 0x03, 0x08],
        text: 402,
    },
    NameRow {
        lo: [0x04, 0x00, 0x04, 0x01],
        hi: [0x04, 0x00, 0x04, 0x01],
        text: 403,
    },
    NameRow {
        lo: [0x04, 0x00, 0x04, 0x02],
        hi: [0x04, 0x00, 0x04, 0x02],
        text: 404,
    },
    NameRow {
        lo: [0x04, 0x00, 0x04, 0x03],
        hi: [0x04, 0x00, 0x04, 0x03],
        text: 405,
    },
    NameRow {
        lo: [0x04, 0x00, 0x04, 0x04],
        hi: [0x04, 0x00, 0x04, 0x04],
        text: 406,
    },
    NameRow {
        lo: [0x04, 0x00, 0x04, 0x05],
        hi: [0x04, 0x00, 0x04, 0x05],
        text: 407,
    },
    NameRow {
        lo: [0x04, 0x00, 0x04, 0x06],
        hi: [0x04, 0x00, 0x04, 0x06],
        text: 408,
    },
    NameRow {
        lo: [0x04, 0x00, 0x04, 0x07],
        hi: [0x04, 0x00, 0x04, 0x07],
        text: 409,
    },
    NameRow {
        lo: [0x04, 0x00, 0x04, 0x08],
        hi: [0x04, 0x00, 0x04, 0x08],
        text: 410,
    },
    NameRow {
        lo: [0x04, 0x00, 0x04, 0x09],
        hi: [0x04, 0x00, 0x04, 0x09],
        text: 411,
    },
    NameRow {
        lo: [0x04, 0x00, 0x04, 0x0A],
        hi: [0x04, 0x00, 0x04, 0x0A],
        text: 412,
    },
    NameRow {
        lo: [0x04, 0x00, 0x04, 0x0B],
        hi: [0x04, 0x00, 0x04, 0x0B],
        text: 413,
    },
    NameRow {
        lo: [0x04, 0x00, 0x04, 0x0C],
        hi: [0x04, 0x00, 0x04, 0x0C],
        text: 414,
    },
    NameRow {
        lo: [0x04, 0x00, 0x04, 0x0D],
        hi: [0x04, 0x00, 0x04, 0x0D],
        text: 415,
    },
    NameRow {
        lo: [0x04, 0x00, 0x04, 0x0E],
        hi: [0x04, 0x00, 0x04, 0x0E],
        text: 416,
    },
    NameRow {
        lo: [0x04, 0x00, 0x04, 0x0F],
        hi: [0x04, 0x00, 0x04, 0x0F],
        text: 417,
    },
    NameRow {
        lo: [0x04, 0x00, 0x05, 0x01],
        hi: [0x04, 0x00, 0x05, 0x01],
        text: 418,
    },
    NameRow {
        lo: [0x04, 0x00, 0x05, 0x02],
        hi: [0x04, 0x00, 0x05, 0x02],
        text: 419,
    },
    NameRow {
        lo: [0x04, 0x00, 0x05, 0x03],
        hi: [0x04, 0x00, 0x05, 0x03],
        text: 420,
    },
    NameRow {
        lo: [0x04, 0x00, 0x05, 0x04],
        hi: [0x04, 0x00, 0x05, 0x04],
        text: 421,
    },
    NameRow {
        lo: [0x04, 0x00, 0x05, 0x05],
        hi: [0x04, 0x00, 0x05, 0x05],
        text: 422,
    },
    NameRow {
        lo: [0x04, 0x00, 0x05, 0x06],
        hi: [0x04, 0x00, 0x05, 0x06],
        text: 423,
    },
    NameRow {
        lo: [0x04, 0x00, 0x05, 0x07],
        hi: [0x04, 0x00, 0x05, 0x07],
        text: 424,
    },
    NameRow {
        lo: [0x04, 0x00, 0x05, 0x08],
        hi: [0x04, 0x00, 0x05, 0x08],
        text: 425,
    },
    NameRow {
        lo: [0x04, 0x00, 0x05, 0xFF],
        hi: [0x04, 0x00, 0x05, 0xFF],
        text: 426,
    },
    NameRow {
        lo: [0x04, 0x00, 0x06, 0x01],
        hi: [0x04, 0x00, 0x06, 0x01],
        text: 427,
    },
    NameRow {
        lo: [0x04, 0x00, 0x06, 0x02],
        hi: [0x04, 0x00, 0x06, 0x02],
        text: 428,
    },
    NameRow {
        lo: [0x04, 0x00, 0x06, 0x03],
        hi: [0x04, 0x00, 0x06, 0x03],
        text: 429,
    },
    NameRow {
        lo: [0x04, 0x00, 0x07, 0x01],
        hi: [0x04, 0x00, 0x07, 0x01],
        text: 430,
    },
    NameRow {
        lo: [0x04, 0x00, 0x07, 0x02],
        hi: [0x04, 0x00, 0x07, 0x02],
        text: 431,
    },
    NameRow {
        lo: [0x04, 0x00, 0x07, 0x03],
        hi: [0x04, 0x00, 0x07, 0x03],
        text: 432,
    },
    NameRow {
        lo: [0x04, 0x00, 0x07, 0x04],
        hi: [0x04, 0x00, 0x07, 0x04],
        text: 433,
    },
    NameRow {
        lo: [0x04, 0x00, 0x07, 0x05],
        hi: [0x04, 0x00, 0x07, 0x05],
        text: 434,
    },
    NameRow {
        lo: [0x04, 0x00, 0x08, 0x01],
        hi: [0x04, 0x00, 0x08, 0x01],
        text: 435,
    },
    NameRow {
        lo: [0x04, 0x00, 0x08, 0x02],
        hi: [0x04, 0x00, 0x08, 0x02],
        text: 436,
    },
    NameRow {
        lo: [0x04, 0x00, 0x09, 0x01],
        hi: [0x04, 0x00, 0x09, 0x01],
        text: 437,
    },
    NameRow {
        lo: [0x04, 0x00, 0x09, 0x02],
        hi: [0x04, 0x00, 0x09, 0x02],
        text: 438,
    },
    NameRow {
        lo: [0x04, 0x00, 0x09, 0x03],
        hi: [0x04, 0x00, 0x09, 0x03],
        text: 439,
    },
    NameRow {
        lo: [0x04, 0x00, 0x09, 0x04],
        hi: [0x04, 0x00, 0x09, 0x04],
        text: 440,
    },
    NameRow {
        lo: [0x04, 0x00, 0x09, 0x05],
        hi: [0x04, 0x00, 0x09, 0x05],
        text: 441,
    },
    NameRow {
        lo: [0x04, 0x00, 0x09, 0x06],
        hi: [0x04, 0x00, 0x09, 0x06],
        text: 442,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0A, 0x01],
        hi: [0x04, 0x00, 0x0A, 0x01],
        text: 443,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0A, 0x02],
        hi: [0x04, 0x00, 0x0A, 0x02],
        text: 444,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0A, 0x03],
        hi: [0x04, 0x00, 0x0A, 0x03],
        text: 445,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0A, 0x04],
        hi: [0x04, 0x00, 0x0A, 0x04],
        text: 446,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0A, 0x05],
        hi: [0x04, 0x00, 0x0A, 0x05],
        text: 447,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0A, 0x06],
        hi: [0x04, 0x00, 0x0A, 0x06],
        text: 448,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0A, 0x07],
        hi: [0x04, 0x00, 0x0A, 0x07],
        text: 449,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0B, 0x01],
        hi: [0x04, 0x00, 0x0B, 0x01],
        text: 450,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0B, 0x02],
        hi: [0x04, 0x00, 0x0B, 0x02],
        text: 451,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0B, 0x03],
        hi: [0x04, 0x00, 0x0B, 0x03],
        text: 452,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0C, 0x01],
        hi: [0x04, 0x00, 0x0C, 0x01],
        text: 453,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0C, 0x02],
        hi: [0x04, 0x00, 0x0C, 0x02],
        text: 454,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0C, 0x03],
        hi: [0x04, 0x00, 0x0C, 0x03],
        text: 455,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0C, 0x04],
        hi: [0x04, 0x00, 0x0C, 0x04],
        text: 456,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0C, 0x05],
        hi: [0x04, 0x00, 0x0C, 0x05],
        text: 457,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0C, 0x06],
        hi: [0x04, 0x00, 0x0C, 0x06],
        text: 458,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0C, 0x07],
        hi: [0x04, 0x00, 0x0C, 0x07],
        text: 459,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0C, 0x08],
        hi: [0x04, 0x00, 0x0C, 0x08],
        text: 460,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0C, 0x09],
        hi: [0x04, 0x00, 0x0C, 0x09],
        text: 461,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0C, 0x0A],
        hi: [0x04, 0x00, 0x0C, 0x0A],
        text: 462,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0D, 0x01],
        hi: [0x04, 0x00, 0x0D, 0x01],
        text: 463,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0D, 0x02],
        hi: [0x04, 0x00, 0x0D, 0x02],
        text: 464,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0D, 0x03],
        hi: [0x04, 0x00, 0x0D, 0x03],
        text: 465,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0D, 0x04],
        hi: [0x04, 0x00, 0x0D, 0x04],
        text: 466,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0D, 0x05],
        hi: [0x04, 0x00, 0x0D, 0x05],
        text: 467,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0D, 0x06],
        hi: [0x04, 0x00, 0x0D, 0x06],
        text: 468,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0D, 0x07],
        hi: [0x04, 0x00, 0x0D, 0x07],
        text: 469,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0D, 0x08],
        hi: [0x04, 0x00, 0x0D, 0x08],
        text: 470,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0D, 0x09],
        hi: [0x04, 0x00, 0x0D, 0x09],
        text: 471,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0D, 0x0A],
        hi: [0x04, 0x00, 0x0D, 0x0A],
        text: 472,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0D, 0x0B],
        hi: [0x04, 0x00, 0x0D, 0x0B],
        text: 473,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0D, 0x0C],
        hi: [0x04, 0x00, 0x0D, 0x0C],
        text: 474,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0E, 0x01],
        hi: [0x04, 0x00, 0x0E, 0x01],
        text: 475,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0E, 0x02],
        hi: [0x04, 0x00, 0x0E, 0x02],
        text: 476,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0E, 0x03],
        hi: [0x04, 0x00, 0x0E, 0x03],
        text: 477,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0E, 0x04],
        hi: [0x04, 0x00, 0x0E, 0x04],
        text: 478,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0F, 0x01],
        hi: [0x04, 0x00, 0x0F, 0x01],
        text: 479,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0F, 0x02],
        hi: [0x04, 0x00, 0x0F, 0x02],
        text: 480,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0F, 0x03],
        hi: [0x04, 0x00, 0x0F, 0x03],
        text: 481,
    },
    NameRow {
        lo: [0x04, 0x00, 0x0F, 0x04],
        hi: [0x04, 0x00, 0x0F, 0x04],
        text: 482,
    },
    NameRow {
        lo: [0x04, 0x00, 0x10, 0x01],
        hi: [0x04, 0x00, 0x10, 0x01],
        text: 483,
    },
    NameRow {
        lo: [0x04, 0x00, 0x10, 0x02],
        hi: [0x04, 0x00, 0x10, 0x02],
        text: 484,
    },
    NameRow {
        lo: [0x04, 0x00, 0x10, 0x03],
        hi: [0x04, 0x00, 0x10, 0x03],
        text: 485,
    },
    NameRow {
        lo: [0x04, 0x00, 0x10, 0x04],
        hi: [0x04, 0x00, 0x10, 0x04],
        text: 486,
    },
    NameRow {
        lo: [0x04, 0x00, 0x10, 0x05],
        hi: [0x04, 0x00, 0x10, 0x05],
        text: 487,
    },
    NameRow {
        lo: [0x04, 0x00, 0x11, 0x01],
        hi: [0x04, 0x00, 0x11, 0x01],
        text: 488,
    },
    NameRow {
        lo: [0x04, 0x00, 0x11, 0x04],
        hi: [0x04, 0x00, 0x11, 0x04],
        text: 489,
    },
    NameRow {
        lo: [0x04, 0x00, 0x12, 0x01],
        hi: [0x04, 0x00, 0x12, 0x01],
        text: 490,
    },
    NameRow {
        lo: [0x04, 0x00, 0x12, 0x02],
        hi: [0x04, 0x00, 0x12, 0x02],
        text: 491,
    },
    NameRow {
        lo: [0x04, 0x00, 0x12, 0x03],
        hi: [0x04, 0x00, 0x12, 0x03],
        text: 492,
    },
    NameRow {
        lo: [0x04, 0x00, 0x12, 0x04],
        hi: [0x04, 0x00, 0x12, 0x04],
        text: 493,
    },
    NameRow {
        lo: [0x04, 0x00, 0x13, 0x01],
        hi: [0x04, 0x00, 0x13, 0x01],
        text: 494,
    },
    NameRow {
        lo: [0x04, 0x00, 0x14, 0x01],
        hi: [0x04, 0x00, 0x14, 0x01],
        text: 495,
    },
    NameRow {
        lo: [0x04, 0x00, 0x14, 0x02],
        hi: [0x04, 0x00, 0x14, 0x02],
        text: 496,
    },
    NameRow {
        lo: [0x04, 0x00, 0x14, 0x03],
        hi: [0x04, 0x00, 0x14, 0x03],
        text: 497,
    },
    NameRow {
        lo: [0x04, 0x00, 0x14, 0x04],
        hi: [0x04, 0x00, 0x14, 0x04],
        text: 498,
    },
    NameRow {
        lo: [0x04, 0x00, 0x14, 0x05],
        hi: [0x04, 0x00, 0x14, 0x05],
        text: 499,
    },
    NameRow {
        lo: [0x04, 0x00, 0x15, 0x01],
        hi: [0x04, 0x00, 0x15, 0x01],
        text: 500,
    },
    NameRow {
        lo: [0x04, 0x00, 0x15, 0x03],
        hi: [0x04, 0x00, 0x15, 0x03],
        text: 501,
    },
    NameRow {
        lo: [0x04, 0x01, 0x00, 0x00],
        hi: [0x04, 0x01, 0x00, 0x00],
        text: 502,
    },
    NameRow {
        lo: [0x04, 0x01, 0x00, 0x01],
        hi: [0x04, 0x01, 0x00, 0x08],
        text: 503,
    },
    NameRow {
        lo: [0x04, 0x02, 0x00, 0x00],
        hi: [0x04, 0x02, 0x00, 0x00],
        text: 504,
    },
    NameRow {
        lo: [0x04, 0x02, 0x00, 0x01],
        hi: [0x04, 0x02, 0x00, 0x08],
        text: 505,
    },
    NameRow {
        lo: [0x04, 0x03, 0x00, 0x01],
        hi: [0x04, 0x03, 0x00, 0xFE],
        text: 506,
    },
    NameRow {
        lo: [0x04, 0x04, 0x01, 0x01],
        hi: [0x04, 0x04, 0x01, 0xFE],
        text: 507,
    },
    NameRow {
        lo: [0x04, 0x04, 0x02, 0x01],
        hi: [0x04, 0x04, 0x02, 0xFE],
        text: 508,
    },
    NameRow {
        lo: [0x04, 0x05, 0x01, 0x01],
        hi: [0x04, 0x05, 0x01, 0x3F],
        text: 509,
    },
    NameRow {
        lo: [0x04, 0x05, 0x01, 0xFF],
        hi: [0x04, 0x05, 0x01, 0xFF],
        text: 510,
    },
    NameRow {
        lo: [0x04, 0x05, 0x02, 0x01],
        hi: [0x04, 0x05, 0x02, 0x3F],
        text: 511,
    },
    NameRow {
        lo: [0x04, 0x05, 0x02, 0xFF],
        hi: [0x04, 0x05, 0x02, 0xFF],
        text: 512,
    },
    NameRow {
        lo: [0x04, 0x06, 0x00, 0x00],
        hi: [0x04, 0x06, 0x00, 0x0E],
        text: 513,
    },
    NameRow {
        lo: [0x04, 0x06, 0x01, 0x00],
        hi: [0x04, 0x06, 0x01, 0x0E],
        text: 514,
    },
    NameRow {
        lo: [0x04, 0x06, 0x02, 0x00],
        hi: [0x04, 0x06, 0x02, 0x0E],
        text: 515,
    },
    NameRow {
        lo: [0x04, 0x06, 0x03, 0x00],
        hi: [0x04, 0x06, 0x03, 0x0E],
        text: 516,
    },
    NameRow {
        lo: [0x04, 0x06, 0x04, 0xFF],
        hi: [0x04, 0x06, 0x04, 0xFF],
        text: 517,
    },
    NameRow {
        lo: [0x04, 0x06, 0x05, 0xFF],
        hi: [0x04, 0x06, 0x05, 0xFF],
        text: 518,
    },
    NameRow {
        lo: [0x04, 0x09, 0x01, 0x01],
        hi: [0x04, 0x09, 0x01, 0x01],
        text: 519,
    },
    NameRow {
        lo: [0x04, 0x09, 0x01, 0x02],
        hi: [0x04, 0x09, 0x01, 0x02],
        text: 520,
    },
    NameRow {
        lo: [0x04, 0x09, 0x01, 0x03],
        hi: [0x04, 0x09, 0x01, 0x03],
        text: 521,
    },
    NameRow {
        lo: [0x04, 0x09, 0x01, 0x04],
        hi: [0x04, 0x09, 0x01, 0x04],
        text: 522,
    },
    NameRow {
        lo: [0x04, 0x09, 0x02, 0x01],
        hi: [0x04, 0x09, 0x02, 0x01],
        text: 523,
    },
    NameRow {
        lo: [0x04, 0x09, 0x02, 0x02],
        hi: [0x04, 0x09, 0x02, 0x02],
        text: 524,
    },
    NameRow {
        lo: [0x04, 0x09, 0x03, 0x01],
        hi: [0x04, 0x09, 0x03, 0x01],
        text: 525,
    },
    NameRow {
        lo: [0x04, 0x09, 0x03, 0x02],
        hi: [0x04, 0x09, 0x03, 0x02],
        text: 526,
    },
    NameRow {
        lo: [0x04, 0x09, 0x04, 0x01],
        hi: [0x04, 0x09, 0x04, 0x01],
        text: 527,
    },
    NameRow {
        lo: [0x04, 0x09, 0x04, 0x02],
        hi: [0x04, 0x09, 0x04, 0x02],
        text: 528,
    },
    NameRow {
        lo: [0x04, 0x09, 0x04, 0x03],
        hi: [0x04, 0x09, 0x04, 0x03],
        text: 529,
    },
    NameRow {
        lo: [0x04, 0x09, 0x05, 0x01],
        hi: [0x04, 0x09, 0x05, 0x01],
        text: 530,
    },
    NameRow {
        lo: [0x04, 0x09, 0x05, 0x02],
        hi: [0x04, 0x09, 0x05, 0x02],
        text: 531,
    },
    NameRow {
        lo: [0x04, 0x09, 0x06, 0x01],
        hi: [0x04, 0x09, 0x06, 0x01],
        text: 532,
    },
    NameRow {
        lo: [0x04, 0x09, 0x06, 0x02],
        hi: [0x04, 0x09, 0x06, 0x02],
        text: 533,
    },
    NameRow {
        lo: [0x04, 0x09, 0x07, 0x01],
        hi: [0x04, 0x09, 0x07, 0x01],
        text: 534,
    },
    NameRow {
        lo: [0x04, 0x09, 0x07, 0x02],
        hi: [0x04, 0x09, 0x07, 0x02],
        text: 535,
    },
    NameRow {
        lo: [0x04, 0x09, 0x07, 0x03],
        hi: [0x04, 0x09, 0x07, 0x03],
        text: 536,
    },
    NameRow {
        lo: [0x04, 0x09, 0x07, 0x04],
        hi: [0x04, 0x09, 0x07, 0x04],
        text: 537,
    },
    NameRow {
        lo: [0x04, 0x09, 0x08, 0x01],
        hi: [0x04, 0x09, 0x08, 0x01],
        text: 538,
    },
    NameRow {
        lo: [0x04, 0x09, 0x08, 0x02],
        hi: [0x04, 0x09, 0x08, 0x02],
        text: 539,
    },
    NameRow {
        lo: [0x04, 0x09, 0x09, 0x01],
        hi: [0x04, 0x09, 0x09, 0x01],
        text: 540,
    },
    NameRow {
        lo: [0x04, 0x09, 0x09, 0x02],
        hi: [0x04, 0x09, 0x09, 0x02],
        text: 541,
    },
    NameRow {
        lo: [0x04, 0x09, 0x09, 0x03],
        hi: [0x04, 0x09, 0x09, 0x03],
        text: 542,
    },
    NameRow {
        lo: [0x04, 0x09, 0x0A, 0x01],
        hi: [0x04, 0x09, 0x0A, 0x01],
        text: 543,
    },
    NameRow {
        lo: [0x04, 0x09, 0x0A, 0x02],
        hi: [0x04, 0x09, 0x0A, 0x02],
        text: 544,
    },
    NameRow {
        lo: [0x04, 0x09, 0x0B, 0x01],
        hi: [0x04, 0x09, 0x0B, 0x01],
        text: 545,
    },
    NameRow {
        lo: [0x04, 0x09, 0x0B, 0x02],
        hi: [0x04, 0x09, 0x0B, 0x02],
        text: 546,
    },
    NameRow {
        lo: [0x04, 0x09, 0x0C, 0x01],
        hi: [0x04, 0x09, 0x0C, 0x01],
        text: 547,
    },
    NameRow {
        lo: [0x04, 0x09, 0x0C, 0x02],
        hi: [0x04, 0x09, 0x0C, 0x02],
        text: 548,
    },
    NameRow {
        lo: [0x04, 0x09, 0x0D, 0x01],
        hi: [0x04, 0x09, 0x0D, 0x01],
        text: 549,
    },
    NameRow {
        lo: [0x04, 0x09, 0x0D, 0x02],
        hi: [0x04, 0x09, 0x0D, 0x02],
        text: 550,
    },
    NameRow {
        lo: [0x04, 0x09, 0x0D, 0x03],
        hi: [0x04, 0x09, 0x0D, 0x03],
        text: 551,
    },
    NameRow {
        lo: [0x04, 0x09, 0x0E, 0x01],
        hi: [0x04, 0x09, 0x0E, 0x01],
        text: 552,
    },
    NameRow {
        lo: [0x04, 0x09, 0x0E, 0x02],
        hi: [0x04, 0x09, 0x0E, 0x02],
        text: 553,
    },
    NameRow {
        lo: [0x04, 0x09, 0x0F, 0x01],
        hi: [0x04, 0x09, 0x0F, 0x01],
        text: 554,
    },
    NameRow {
        lo: [0x04, 0x09, 0x0F, 0x02],
        hi: [0x04, 0x09, 0x0F, 0x02],
        text: 555,
    },
    NameRow {
        lo: [0x04, 0x09, 0x10, 0x01],
        hi: [0x04, 0x09, 0x10, 0x01],
        text: 556,
    },
    NameRow {
        lo: [0x04, 0x09, 0x10, 0x02],
        hi: [0x04, 0x09, 0x10, 0x02],
        text: 557,
    },
    NameRow {
        lo: [0x04, 0x80, 0x00, 0x01],
        hi: [0x04, 0x80, 0x00, 0x01],
        text: 558,
    },
    NameRow {
        lo: [0x04, 0x80, 0x00, 0x02],
        hi: [0x04, 0x80, 0x00, 0x02],
        text: 559,
    },
    NameRow {
        lo: [0x04, 0x80, 0x00, 0x03],
        hi: [0x04, 0x80, 0x00, 0x03],
        text: 560,
    },
    NameRow {
        lo: [0x04, 0x80, 0x00, 0x04],
        hi: [0x04, 0x80, 0x00, 0x04],
        text: 561,
    },
    NameRow {
        lo: [0x05, 0x00, 0x00, 0x01],
        hi: [0x05, 0x00, 0x00, 0x0C],
        text: 562,
    },
    NameRow {
        lo: [0x05, 0x00, 0x01, 0x01],
        hi: [0x05, 0x00, 0x01, 0x0C],
        text: 563,
    },
    NameRow {
        lo: [0x05, 0x00, 0x02, 0x01],
        hi: [0x05, 0x00, 0x02, 0x0C],
        text: 564,
    },
    NameRow {
        lo: [0x05, 0x00, 0x03, 0x01],
        hi: [0x05, 0x00, 0x03, 0x0C],
        text: 565,
    },
    NameRow {
        lo: [0x05, 0x00, 0x04, 0x01],
        hi: [0x05, 0x00, 0x04, 0x0C],
        text: 566,
    },
    NameRow {
        lo: [0x05, 0x00, 0x05, 0x01],
        hi: [0x05, 0x00, 0x05, 0x0C],
        text: 567,
    },
    NameRow {
        lo: [0x05, 0x00, 0x06, 0x01],
        hi: [0x05, 0x00, 0x06, 0x0C],
        text: 568,
    },
    NameRow {
        lo: [0x05, 0x00, 0x07, 0x01],
        hi: [0x05, 0x00, 0x07, 0x0C],
        text: 569,
    },
    NameRow {
        lo: [0x05, 0x00, 0x08, 0x01],
        hi: [0x05, 0x00, 0x08, 0x0C],
        text: 570,
    },
    NameRow {
        lo: [0x05, 0x00, 0x09, 0x01],
        hi: [0x05, 0x00, 0x09, 0x0C],
        text: 571,
    },
    NameRow {
        lo: [0x05, 0x00, 0x0A, 0x01],
        hi: [0x05, 0x00, 0x0A, 0x0C],
        text: 572,
    },
    NameRow {
        lo: [0x05, 0x00, 0x10, 0x01],
        hi: [0x05, 0x00, 0x10, 0x0C],
        text: 573,
    },
    NameRow {
        lo: [0x05, 0x00, 0xFF, 0x01],
        hi: [0x05, 0x00, 0xFF, 0x0C],
        text: 574,
    },
    NameRow {
        lo: [0x05, 0x01, 0x00, 0x01],
        hi: [0x05, 0x01, 0x00, 0x03],
        text: 562,
    },
    NameRow {
        lo: [0x05, 0x01, 0x01, 0x01],
        hi: [0x05, 0x01, 0x01, 0x03],
        text: 563,
    },
    NameRow {
        lo: [0x05, 0x01, 0x02, 0x01],
        hi: [0x05, 0x01, 0x02, 0x03],
        text: 564,
    },
    NameRow {
        lo: [0x05, 0x01, 0x03, 0x01],
        hi: [0x05, 0x01, 0x03, 0x03],
        text: 565,
    },
    NameRow {
        lo: [0x05, 0x01, 0x04, 0x01],
        hi: [0x05, 0x01, 0x04, 0x03],
        text: 566,
    },
    NameRow {
        lo: [0x05, 0x01, 0x05, 0x01],
        hi: [0x05, 0x01, 0x05, 0x03],
        text: 567,
    },
    NameRow {
        lo: [0x05, 0x01, 0x06, 0x01],
        hi: [0x05, 0x01, 0x06, 0x03],
        text: 568,
    },
    NameRow {
        lo: [0x05, 0x01, 0x07, 0x01],
        hi: [0x05, 0x01, 0x07, 0x03],
        text: 569,
    },
    NameRow {
        lo: [0x05, 0x01, 0x08, 0x01],
        hi: [0x05, 0x01, 0x08, 0x03],
        text: 570,
    },
    NameRow {
        lo: [0x05, 0x01, 0x09, 0x01],
        hi: [0x05, 0x01, 0x09, 0x03],
        text: 571,
    },
    NameRow {
        lo: [0x05, 0x01, 0x0A, 0x01],
        hi: [0x05, 0x01, 0x0A, 0x03],
        text: 572,
    },
    NameRow {
        lo: [0x05, 0x01, 0x10, 0x01],
        hi: [0x05, 0x01, 0x10, 0x03],
        text: 573,
    },
    NameRow {
        lo: [0x05, 0x01, 0xFF, 0x01],
        hi: [0x05, 0x01, 0xFF, 0x03],
        text: 574,
    },
    NameRow {
        lo: [0x05, 0x02, 0x00, 0x01],
        hi: [0x05, 0x03, 0x00, 0x02],
        text: 562,
    },
    NameRow {
        lo: [0x05, 0x02, 0x01, 0x01],
        hi: [0x05, 0x03, 0x01, 0x02],
        text: 563,
    },
    NameRow {
        lo: [0x05, 0x02, 0x02, 0x01],
        hi: [0x05, 0x03, 0x02, 0x02],
        text: 564,
    },
    NameRow {
        lo: [0x05, 0x02, 0x03, 0x01],
        hi: [0x05, 0x03, 0x03, 0x02],
        text: 565,
    },
    NameRow {
        lo: [0x05, 0x02, 0x04, 0x01],
        hi: [0x05, 0x03, 0x04, 0x02],
        text: 566,
    },
    NameRow {
        lo: [0x05, 0x02, 0x05, 0x01],
        hi: [0x05, 0x03, 0x05, 0x02],
        text: 567,
    },
    NameRow {
        lo: [0x05, 0x02, 0x06, 0x01],
        hi: [0x05, 0x03, 0x06, 0x02],
        text: 568,
    },
    NameRow {
        lo: [0x05, 0x02, 0x07, 0x01],
        hi: [0x05, 0x03, 0x07, 0x02],
        text: 569,
    },
    NameRow {
        lo: [0x05, 0x02, 0x08, 0x01],
        hi: [0x05, 0x03, 0x08, 0x02],
        text: 570,
    },
    NameRow {
        lo: [0x05, 0x02, 0x09, 0x01],
        hi: [0x05, 0x03, 0x09, 0x02],
        text: 571,
    },
    NameRow {
        lo: [0x05, 0x02, 0x0A, 0x01],
        hi: [0x05, 0x03, 0x0A, 0x02],
        text: 572,
    },
    NameRow {
        lo: [0x05, 0x02, 0x10, 0x01],
        hi: [0x05, 0x03, 0x10, 0x02],
        text: 573,
    },
    NameRow {
        lo: [0x05, 0x02, 0xFF, 0x01],
        hi: [0x05, 0x03, 0xFF, 0x02],
        text: 574,
    },
    NameRow {
        lo: [0x05, 0x04, 0x00, 0x01],
        hi: [0x05, 0x04, 0x00, 0xFE],
        text: 575,
    },
    NameRow {
        lo: [0x05, 0x04, 0x01, 0x01],
        hi: [0x05, 0x04, 0x01, 0xFE],
        text: 576,
    },
    NameRow {
        lo: [0x05, 0x04, 0x02, 0x01],
        hi: [0x05, 0x04, 0x02, 0xFE],
        text: 577,
    },
    NameRow {
        lo: [0x05, 0x04, 0xFF, 0x01],
        hi: [0x05, 0x04, 0xFF, 0xFE],
        text: 574,
    },
    NameRow {
        lo: [0x05, 0x05, 0x00, 0x01],
        hi: [0x05, 0x05, 0x00, 0x02],
        text: 562,
    },
    NameRow {
        lo: [0x05, 0x05, 0x01, 0x01],
        hi: [0x05, 0x05, 0x01, 0x02],
        text: 563,
    },
    NameRow {
        lo: [0x05, 0x05, 0x02, 0x01],
        hi: [0x05, 0x05, 0x02, 0x02],
        text: 564,
    },
    NameRow {
        lo: [0x05, 0x05, 0x03, 0x01],
        hi: [0x05, 0x05, 0x03, 0x02],
        text: 565,
    },
    NameRow {
        lo: [0x05, 0x05, 0x04, 0x01],
        hi: [0x05, 0x05, 0x04, 0x02],
        text: 566,
    },
    NameRow {
        lo: [0x05, 0x05, 0x05, 0x01],
        hi: [0x05, 0x05, 0x05, 0x02],
        text: 567,
    },
    NameRow {
        lo: [0x05, 0x05, 0x06, 0x01],
        hi: [0x05, 0x05, 0x06, 0x02],
        text: 568,
    },
    NameRow {
        lo: [0x05, 0x05, 0x07, 0x01],
        hi: [0x05, 0x05, 0x07, 0x02],
        text: 569,
    },
    NameRow {
        lo: [0x05, 0x05, 0x08, 0x01],
        hi: [0x05, 0x05, 0x08, 0x02],
        text: 570,
    },
    NameRow {
        lo: [0x05, 0x05, 0x09, 0x01],
        hi: [0x05, 0x05, 0x09, 0x02],
        text: 571,
    },
    NameRow {
        lo: [0x05, 0x05, 0x0A, 0x01],
        hi: [0x05, 0x05, 0x0A, 0x02],
        text: 572,
    },
    NameRow {
        lo: [0x05, 0x05, 0x10, 0x01],
        hi: [0x05, 0x05, 0x10, 0x02],
        text: 573,
    },
    NameRow {
        lo: [0x05, 0x05, 0xFF, 0x01],
        hi: [0x05, 0x05, 0xFF, 0x02],
        text: 574,
    },
    NameRow {
        lo: [0x05, 0x06, 0x00, 0x01],
        hi: [0x05, 0x06, 0x00, 0x3E],
        text: 562,
    },
    NameRow {
        lo: [0x05, 0x06, 0x01, 0x01],
        hi: [0x05, 0x06, 0x01, 0x3E],
        text: 563,
    },
    NameRow {
        lo: [0x05, 0x06, 0x02, 0x01],
        hi: [0x05, 0x06, 0x02, 0x3E],
        text: 564,
    },
    NameRow {
        lo: [0x05, 0x06, 0x03, 0x01],
        hi: [0x05, 0x06, 0x03, 0x3E],
        text: 565,
    },
    NameRow {
        lo: [0x05, 0x06, 0x04, 0x01],
        hi: [0x05, 0x06, 0x04, 0x3E],
        text: 566,
    },
    NameRow {
        lo: [0x05, 0x06, 0x05, 0x01],
        hi: [0x05, 0x06, 0x05, 0x3E],
        text: 567,
    },
    NameRow {
        lo: [0x05, 0x06, 0x06, 0x01],
        hi: [0x05, 0x06, 0x06, 0x3E],
        text: 568,
    },
    NameRow {
        lo: [0x05, 0x06, 0x07, 0x01],
        hi: [0x05, 0x06, 0x07, 0x3E],
        text: 569,
    },
    NameRow {
        lo: [0x05, 0x06, 0x08, 0x01],
        hi: [0x05, 0x06, 0x08, 0x3E],
        text: 570,
    },
    NameRow {
        lo: [0x05, 0x06, 0x09, 0x01],
        hi: [0x05, 0x06, 0x09, 0x3E],
        text: 571,
    },
    NameRow {
        lo: [0x05, 0x06, 0x0A, 0x01],
        hi: [0x05, 0x06, 0x0A, 0x3E],
        text: 572,
    },
    NameRow {
        lo: [0x05, 0x06, 0x10, 0x01],
        hi: [0x05, 0x06, 0x10, 0x3E],
        text: 573,
    },
    NameRow {
        lo: [0x05, 0x06, 0xFF, 0x01],
        hi: [0x05, 0x06, 0xFF, 0x3E],
        text: 574,
    },
    NameRow {
        lo: [0x05, 0x07, 0x00, 0x01],
        hi: [0x05, 0x07, 0x00, 0x02],
        text: 562,
    },
    NameRow {
        lo: [0x05, 0x07, 0x01, 0x01],
        hi: [0x05, 0x07, 0x01, 0x02],
        text: 563,
    },
    NameRow {
        lo: [0x05, 0x07, 0x02, 0x01],
        hi: [0x05, 0x07, 0x02, 0x02],
        text: 564,
    },
    NameRow {
        lo: [0x05, 0x07, 0x03, 0x01],
        hi: [0x05, 0x07, 0x03, 0x02],
        text: 565,
    },
    NameRow {
        lo: [0x05, 0x07, 0x04, 0x01],
        hi: [0x05, 0x07, 0x04, 0x02],
        text: 566,
    },
    NameRow {
        lo: [0x05, 0x07, 0x05, 0x01],
        hi: [0x05, 0x07, 0x05, 0x02],
        text: 567,
    },
    NameRow {
        lo: [0x05, 0x07, 0x06, 0x01],
        hi: [0x05, 0x07, 0x06, 0x02],
        text: 568,
    },
    NameRow {
        lo: [0x05, 0x07, 0x07, 0x01],
        hi: [0x05, 0x07, 0x07, 0x02],
        text: 569,
    },
    NameRow {
        lo: [0x05, 0x07, 0x08, 0x01],
        hi: [0x05, 0x07, 0x08, 0x02],
        text: 570,
    },
    NameRow {
        lo: [0x05, 0x07, 0x09, 0x01],
        hi: [0x05, 0x07, 0x09, 0x02],
        text: 571,
    },
    NameRow {
        lo: [0x05, 0x07, 0x0A, 0x01],
        hi: [0x05, 0x07, 0x0A, 0x02],
        text: 572,
    },
    NameRow {
        lo: [0x05, 0x07, 0x10, 0x01],
        hi: [0x05, 0x07, 0x10, 0x02],
        text: 573,
    },
    NameRow {
        lo: [0x05, 0x07, 0xFF, 0x01],
        hi: [0x05, 0x07, 0xFF, 0x02],
        text: 574,
    },
    NameRow {
        lo: [0x06, 0x00, 0x00, 0x00],
        hi: [0x06, 0x00, 0x00, 0x00],
        text: 578,
    },
    NameRow {
        lo: [0x06, 0x00, 0x00, 0x01],
        hi: [0x06, 0x00, 0x00, 0x01],
        text: 579,
    },
    NameRow {
        lo: [0x06, 0x00, 0x00, 0x02],
        hi: [0x06, 0x00, 0x00, 0x02],
        text: 580,
    },
    NameRow {
        lo: [0x06, 0x01, 0x00, 0x00],
        hi: [0x06, 0x01, 0x00, 0x00],
        text: 581,
    },
    NameRow {
        lo: [0x06, 0x01, 0x00, 0x01],
        hi: [0x06, 0x01, 0x00, 0x01],
        text: 582,
    },
    NameRow {
        lo: [0x06, 0x01, 0x00, 0x02],
        hi: [0x06, 0x01, 0x00, 0x02],
        text: 583,
    },
    NameRow {
        lo: [0x06, 0x02, 0x00, 0x00],
        hi: [0x06, 0x02, 0x00, 0x00],
        text: 584,
    },
    NameRow {
        lo: [0x06, 0x02, 0x00, 0x01],
        hi: [0x06, 0x02, 0x00, 0x01],
        text: 585,
    },
    NameRow {
        lo: [0x06, 0x02, 0x00, 0x02],
        hi: [0x06, 0x02, 0x00, 0x02],
        text: 586,
    },
    NameRow {
        lo: [0x06, 0x03, 0x00, 0x00],
        hi: [0x06, 0x03, 0x00, 0x00],
        text: 587,
    },
    NameRow {
        lo: [0x06, 0x03, 0x00, 0x01],
        hi: [0x06, 0x03, 0x00, 0x01],
        text: 588,
    },
    NameRow {
        lo: [0x06, 0x03, 0x00, 0x02],
        hi: [0x06, 0x03, 0x00, 0x02],
        text: 589,
    },
    NameRow {
        lo: [0x06, 0x04, 0x00, 0x00],
        hi: [0x06, 0x04, 0x00, 0x00],
        text: 590,
    },
    NameRow {
        lo: [0x06, 0x04, 0x00, 0x01],
        hi: [0x06, 0x04, 0x00, 0x01],
        text: 591,
    },
    NameRow {
        lo: [0x06, 0x04, 0x00, 0x02],
        hi: [0x06, 0x04, 0x00, 0x02],
        text: 592,
    },
    NameRow {
        lo: [0x06, 0x05, 0x00, 0x00],
        hi: [0x06, 0x05, 0x00, 0x00],
        text: 593,
    },
    NameRow {
        lo: [0x06, 0x05, 0x00, 0x01],
        hi: [0x06, 0x05, 0x00, 0x01],
        text: 594,
    },
    NameRow {
        lo: [0x06, 0x05, 0x00, 0x02],
        hi: [0x06, 0x05, 0x00, 0x02],
        text: 595,
    },
    NameRow {
        lo: [0x06, 0x06, 0x00, 0x00],
        hi: [0x06, 0x06, 0x00, 0x00],
        text: 596,
    },
    NameRow {
        lo: [0x06, 0x06, 0x00, 0x01],
        hi: [0x06, 0x06, 0x00, 0x01],
        text: 597,
    },
    NameRow {
        lo: [0x06, 0x06, 0x00, 0x02],
        hi: [0x06, 0x06, 0x00, 0x02],
        text: 598,
    },
    NameRow {
        lo: [0x06, 0x10, 0x01, 0x01],
        hi: [0x06, 0x10, 0x01, 0x01],
        text: 599,
    },
    NameRow {
        lo: [0x06, 0x10, 0x01, 0x02],
        hi: [0x06, 0x10, 0x01, 0x02],
        text: 600,
    },
    NameRow {
        lo: [0x06, 0x10, 0x01, 0x03],
        hi: [0x06, 0x10, 0x01, 0x03],
        text: 601,
    },
    NameRow {
        lo: [0x06, 0x10, 0x01, 0xFF],
        hi: [0x06, 0x10, 0x01, 0xFF],
        text: 602,
    },
    NameRow {
        lo: [0x06, 0x10, 0x02, 0x01],
        hi: [0x06, 0x10, 0x02, 0x01],
        text: 603,
    },
    NameRow {
        lo: [0x06, 0x10, 0x02, 0x02],
        hi: [0x06, 0x10, 0x02, 0x02],
        text: 604,
    },
    NameRow {
        lo: [0x06, 0x10, 0x02, 0x03],
        hi: [0x06, 0x10, 0x02, 0x03],
        text: 605,
    },
    NameRow {
        lo: [0x06, 0x10, 0x02, 0xFF],
        hi: [0x06, 0x10, 0x02, 0xFF],
        text: 606,
    },
    NameRow {
        lo: [0x06, 0x10, 0x03, 0x00],
        hi: [0x06, 0x10, 0x03, 0x00],
        text: 607,
    },
    NameRow {
        lo: [0x06, 0x10, 0x03, 0x01],
        hi: [0x06, 0x10, 0x03, 0x01],
        text: 608,
    },
    NameRow {
        lo: [0x06, 0x10, 0x03, 0x02],
        hi: [0x06, 0x10, 0x03, 0x02],
        text: 609,
    },
    NameRow {
        lo: [0x06, 0x10, 0x03, 0x03],
        hi: [0x06, 0x10, 0x03, 0x03],
        text: 610,
    },
    NameRow {
        lo: [0x06, 0x10, 0x03, 0xFF],
        hi: [0x06, 0x10, 0x03, 0xFF],
        text: 611,
    },
    NameRow {
        lo: [0x06, 0x10, 0x04, 0x00],
        hi: [0x06, 0x10, 0x04, 0x00],
        text: 612,
    },
    NameRow {
        lo: [0x06, 0x10, 0x04, 0x01],
        hi: [0x06, 0x10, 0x04, 0x01],
        text: 613,
    },
    NameRow {
        lo: [0x06, 0x10, 0x04, 0x02],
        hi: [0x06, 0x10, 0x04, 0x02],
        text: 614,
    },
    NameRow {
        lo: [0x06, 0x10, 0x04, 0x03],
        hi: [0x06, 0x10, 0x04, 0x03],
        text: 615,
    },
    NameRow {
        lo: [0x06, 0x10, 0x04, 0xFF],
        hi: [0x06, 0x10, 0x04, 0xFF],
        text: 616,
    },
    NameRow {
        lo: [0x06, 0x10, 0x05, 0x00],
        hi: [0x06, 0x10, 0x05, 0x00],
        text: 617,
    },
    NameRow {
        lo: [0x06, 0x10, 0x05, 0x01],
        hi: [0x06, 0x10, 0x05, 0x01],
        text: 618,
    },
    NameRow {
        lo: [0x06, 0x10, 0x05, 0x02],
        hi: [0x06, 0x10, 0x05, 0x02],
        text: 619,
    },
    NameRow {
        lo: [0x06, 0x10, 0x05, 0x03],
        hi: [0x06, 0x10, 0x05, 0x03],
        text: 620,
    },
    NameRow {
        lo: [0x06, 0x10, 0x05, 0xFF],
        hi: [0x06, 0x10, 0x05, 0xFF],
        text: 621,
    },
    NameRow {
        lo: [0x06, 0x10, 0x06, 0x01],
        hi: [0x06, 0x10, 0x06, 0x01],
        text: 622,
    },
    NameRow {
        lo: [0x06, 0x10, 0x06, 0x02],
        hi: [0x06, 0x10, 0x06, 0x02],
        text: 623,
    },
    NameRow {
        lo: [0x06, 0x10, 0x06, 0x03],
        hi: [0x06, 0x10, 0x06, 0x03],
        text: 624,
    },
    NameRow {
        lo: [0x06, 0x10, 0x06, 0x04],
        hi: [0x06, 0x10, 0x06, 0x04],
        text: 625,
    },
    NameRow {
        lo: [0x06, 0x10, 0x06, 0xFF],
        hi: [0x06, 0x10, 0x06, 0xFF],
        text: 626,
    },
    NameRow {
        lo: [0x06, 0x10, 0x07, 0x01],
        hi: [0x06, 0x10, 0x07, 0x01],
        text: 627,
    },
    NameRow {
        lo: [0x06, 0x10, 0x07, 0x02],
        hi: [0x06, 0x10, 0x07, 0x02],
        text: 628,
    },
    NameRow {
        lo: [0x06, 0x10, 0x07, 0x03],
        hi: [0x06, 0x10, 0x07, 0x03],
        text: 629,
    },
    NameRow {
        lo: [0x06, 0x10, 0x07, 0x04],
        hi: [0x06, 0x10, 0x07, 0x04],
        text: 630,
    },
    NameRow {
        lo: [0x06, 0x10, 0x07, 0xFF],
        hi: [0x06, 0x10, 0x07, 0xFF],
        text: 631,
    },
    NameRow {
        lo: [0x06, 0x10, 0x08, 0x01],
        hi: [0x06, 0x10, 0x08, 0x01],
        text: 632,
    },
    NameRow {
        lo: [0x06, 0x10, 0x08, 0x02],
        hi: [0x06, 0x10, 0x08, 0x02],
        text: 633,
    },
    NameRow {
        lo: [0x06, 0x10, 0x08, 0xFF],
        hi: [0x06, 0x10, 0x08, 0xFF],
        text: 634,
    },
    NameRow {
        lo: [0x10, 0x00, 0x00, 0x01],
        hi: [0x10, 0x00, 0x00, 0x01],
        text: 635,
    },
    NameRow {
        lo: [0x10, 0x00, 0x00, 0x02],
        hi: [0x10, 0x00, 0x00, 0x02],
        text: 636,
    },
    NameRow {
        lo: [0x10, 0x00, 0x01, 0x00],
        hi: [0x10, 0x00, 0x01, 0x00],
        text: 637,
    },
    NameRow {
        lo: [0x10, 0x00, 0x01, 0x01],
        hi: [0x10, 0x00, 0x01, 0x01],
        text: 638,
    },
    NameRow {
        lo: [0x10, 0x00, 0x02, 0x01],
        hi: [0x10, 0x00, 0x02, 0x01],
        text: 639,
    },
    NameRow {
        lo: [0x10, 0x01, 0x00, 0x01],
        hi: [0x13, 0x03, 0x00, 0x01],
        text: 640,
    },
    NameRow {
        lo: [0x10, 0x01, 0x00, 0x02],
        hi: [0x13, 0x03, 0x00, 0x02],
        text: 641,
    },
    NameRow {
        lo: [0x10, 0x01, 0x01, 0x01],
        hi: [0x13, 0x03, 0x01, 0x0A],
        text: 642,
    },
    NameRow {
        lo: [0x10, 0x01, 0x02, 0x01],
        hi: [0x13, 0x03, 0x02, 0x0A],
        text: 643,
    },
    NameRow {
        lo: [0x10, 0x01, 0x03, 0x01],
        hi: [0x13, 0x03, 0x03, 0x0A],
        text: 644,
    },
    NameRow {
        lo: [0x10, 0x01, 0x04, 0x01],
        hi: [0x13, 0x03, 0x04, 0x0A],
        text: 645,
    },
    NameRow {
        lo: [0x10, 0x01, 0x05, 0x01],
        hi: [0x13, 0x03, 0x05, 0x0A],
        text: 646,
    },
    NameRow {
        lo: [0x10, 0x01, 0x06, 0x01],
        hi: [0x13, 0x03, 0x06, 0x0A],
        text: 647,
    },
    NameRow {
        lo: [0x10, 0x01, 0x07, 0x01],
        hi: [0x13, 0x03, 0x07, 0x0A],
        text: 648,
    },
    NameRow {
        lo: [0x10, 0x01, 0x08, 0x01],
        hi: [0x13, 0x03, 0x08, 0x0A],
        text: 649,
    },
    NameRow {
        lo: [0x10, 0x01, 0x09, 0x01],
        hi: [0x13, 0x03, 0x09, 0x0A],
        text: 650,
    },
    NameRow {
        lo: [0x10, 0x01, 0x0A, 0x01],
        hi: [0x13, 0x03, 0x0A, 0x0A],
        text: 651,
    },
    NameRow {
        lo: [0x10, 0x01, 0x0B, 0x01],
        hi: [0x13, 0x03, 0x0B, 0x0A],
        text: 652,
    },
    NameRow {
        lo: [0x10, 0x01, 0x0C, 0x01],
        hi: [0x13, 0x03, 0x0C, 0x0A],
        text: 653,
    },
    NameRow {
        lo: [0x10, 0x01, 0x0D, 0x01],
        hi: [0x13, 0x03, 0x0D, 0x0A],
        text: 654,
    },
    NameRow {
        lo: [0x10, 0x01, 0x0E, 0x01],
        hi: [0x13, 0x03, 0x0E, 0x0A],
        text: 655,
    },
    NameRow {
        lo: [0x10, 0x01, 0x0F, 0x01],
        hi: [0x13, 0x03, 0x0F, 0x0A],
        text: 656,
    },
    NameRow {
        lo: [0x10, 0x01, 0x10, 0x01],
        hi: [0x13, 0x03, 0x10, 0x0A],
        text: 657,
    },
    NameRow {
        lo: [0x10, 0x01, 0x11, 0x01],
        hi: [0x13, 0x03, 0x11, 0x0A],
        text: 658,
    },
    NameRow {
        lo: [0x10, 0x01, 0x12, 0x01],
        hi: [0x13, 0x03, 0x12, 0x0A],
        text: 659,
    },
    NameRow {
        lo: [0x10, 0x01, 0x13, 0x01],
        hi: [0x13, 0x03, 0x13, 0x0A],
        text: 660,
    },
    NameRow {
        lo: [0x10, 0x01, 0x14, 0x01],
        hi: [0x13, 0x03, 0x14, 0x0A],
        text: 661,
    },
    NameRow {
        lo: [0x10, 0x01, 0x15, 0x01],
        hi: [0x13, 0x03, 0x15, 0x0A],
        text: 662,
    },
    NameRow {
        lo: [0x10, 0x01, 0x16, 0x01],
        hi: [0x13, 0x03, 0x16, 0x0A],
        text: 663,
    },
    NameRow {
        lo: [0x10, 0x01, 0x17, 0x01],
        hi: [0x13, 0x03, 0x17, 0x0A],
        text: 664,
    },
    NameRow {
        lo: [0x10, 0x01, 0x18, 0x01],
        hi: [0x13, 0x03, 0x18, 0x0A],
        text: 665,
    },
    NameRow {
        lo: [0x10, 0x01, 0x19, 0x01],
        hi: [0x13, 0x03, 0x19, 0x0A],
        text: 666,
    },
    NameRow {
        lo: [0x10, 0x01, 0x1A, 0x01],
        hi: [0x13, 0x03, 0x1A, 0x0A],
        text: 667,
    },
    NameRow {
        lo: [0x10, 0x01, 0x1B, 0x01],
        hi: [0x13, 0x03, 0x1B, 0x0A],
        text: 668,
    },
    NameRow {
        lo: [0x10, 0x01, 0x1C, 0x01],
        hi: [0x13, 0x03, 0x1C, 0x0A],
        text: 669,
    },
    NameRow {
        lo: [0x10, 0x01, 0x1D, 0x01],
        hi: [0x13, 0x03, 0x1D, 0x0A],
        text: 670,
    },
    NameRow {
        lo: [0x10, 0x01, 0x1E, 0x01],
        hi: [0x13, 0x03, 0x1E, 0x0A],
        text: 671,
    },
    NameRow {
        lo: [0x10, 0x01, 0x1F, 0x01],
        hi: [0x13, 0x03, 0x1F, 0x0A],
        text: 672,
    },
    NameRow {
        lo: [0x10, 0x01, 0x20, 0x01],
        hi: [0x13, 0x03, 0x20, 0x0A],
        text: 673,
    },
    NameRow {
        lo: [0x10, 0x01, 0x21, 0x01],
        hi: [0x13, 0x03, 0x21, 0x0A],
        text: 674,
    },
    NameRow {
        lo: [0x10, 0x01, 0x22, 0x01],
        hi: [0x13, 0x03, 0x22, 0x0A],
        text: 675,
    },
    NameRow {
        lo: [0x10, 0x01, 0x23, 0x01],
        hi: [0x13, 0x03, 0x23, 0x0A],
        text: 676,
    },
    NameRow {
        lo: [0x10, 0x01, 0x24, 0x01],
        hi: [0x13, 0x03, 0x24, 0x0A],
        text: 677,
    },
    NameRow {
        lo: [0x10, 0x01, 0x25, 0x01],
        hi: [0x13, 0x03, 0x25, 0x0A],
        text: 678,
    },
    NameRow {
        lo: [0x10, 0x01, 0x26, 0x01],
        hi: [0x13, 0x03, 0x26, 0x0A],
        text: 679,
    },
    NameRow {
        lo: [0x10, 0x01, 0x27, 0x01],
        hi: [0x13, 0x03, 0x27, 0x0A],
        text: 680,
    },
    NameRow {
        lo: [0x10, 0x01, 0x28, 0x01],
        hi: [0x13, 0x03, 0x28, 0x0A],
        text: 681,
    },
    NameRow {
        lo: [0x10, 0x01, 0x29, 0x01],
        hi: [0x13, 0x03, 0x29, 0x0A],
        text: 682,
    },
    NameRow {
        lo: [0x10, 0x01, 0x2A, 0x01],
        hi: [0x13, 0x03, 0x2A, 0x0A],
        text: 683,
    },
    NameRow {
        lo: [0x10, 0x01, 0x2B, 0x01],
        hi: [0x13, 0x03, 0x2B, 0x0A],
        text: 684,
    },
    NameRow {
        lo: [0x10, 0x01, 0x2C, 0x01],
        hi: [0x13, 0x03, 0x2C, 0x0A],
        text: 685,
    },
    NameRow {
        lo: [0x10, 0x01, 0x2D, 0x01],
        hi: [0x13, 0x03, 0x2D, 0x0A],
        text: 686,
    },
    NameRow {
        lo: [0x10, 0x01, 0x2E, 0x01],
        hi: [0x13, 0x03, 0x2E, 0x0A],
        text: 687,
    },
    NameRow {
        lo: [0x10, 0x01, 0x2F, 0x01],
        hi: [0x13, 0x03, 0x2F, 0x0A],
        text: 688,
    },
    NameRow {
        lo: [0x10, 0x01, 0x30, 0x01],
        hi: [0x13, 0x03, 0x30, 0x0A],
        text: 689,
    },
    NameRow {
        lo: [0x10, 0x01, 0x31, 0x01],
        hi: [0x13, 0x03, 0x31, 0x0A],
        text: 690,
    },
    NameRow {
        lo: [0x10, 0x01, 0x32, 0x01],
        hi: [0x13, 0x03, 0x32, 0x0A],
        text: 691,
    },
    NameRow {
        lo: [0x10, 0x01, 0x33, 0x01],
        hi: [0x13, 0x03, 0x33, 0x0A],
        text: 692,
    },
    NameRow {
        lo: [0x10, 0x01, 0x34, 0x01],
        hi: [0x13, 0x03, 0x34, 0x0A],
        text: 693,
    },
    NameRow {
        lo: [0x10, 0x01, 0x35, 0x01],
        hi: [0x13, 0x03, 0x35, 0x0A],
        text: 694,
    },
    NameRow {
        lo: [0x10, 0x01, 0xFF, 0x01],
        hi: [0x13, 0x03, 0xFF, 0x0A],
        text: 695,
    },
    NameRow {
        lo: [0x14, 0x00, 0x12, 0x01],
        hi: [0x15, 0x00, 0x12, 0x0A],
        text: 696,
    },
    NameRow {
        lo: [0x14, 0x00, 0x13, 0x01],
        hi: [0x15, 0x00, 0x13, 0x0A],
        text: 697,
    },
    NameRow {
        lo: [0x14, 0x00, 0x14, 0x01],
        hi: [0x15, 0x00, 0x14, 0x0A],
        text: 698,
    },
    NameRow {
        lo: [0x14, 0x00, 0x15, 0x01],
        hi: [0x15, 0x00, 0x15, 0x0A],
        text: 699,
    },
    NameRow {
        lo: [0x14, 0x00, 0x16, 0x01],
        hi: [0x15, 0x00, 0x16, 0x0A],
        text: 700,
    },
    NameRow {
        lo: [0x14, 0x00, 0x17, 0x01],
        hi: [0x15, 0x00, 0x17, 0x0A],
        text: 701,
    },
    NameRow {
        lo: [0x14, 0x00, 0x18, 0x01],
        hi: [0x15, 0x00, 0x18, 0x0A],
        text: 702,
    },
    NameRow {
        lo: [0x14, 0x00, 0x19, 0x01],
        hi: [0x15, 0x00, 0x19, 0x0A],
        text: 703,
    },
    NameRow {
        lo: [0x14, 0x00, 0x1A, 0x01],
        hi: [0x15, 0x00, 0x1A, 0x0A],
        text: 704,
    },
    NameRow {
        lo: [0x14, 0x00, 0x1B, 0x01],
        hi: [0x15, 0x00, 0x1B, 0x0A],
        text: 705,
    },
    NameRow {
        lo: [0x14, 0x00, 0x1C, 0x01],
        hi: [0x15, 0x00, 0x1C, 0x0A],
        text: 706,
    },
    NameRow {
        lo: [0x14, 0x00, 0x1D, 0x01],
        hi: [0x15, 0x00, 0x1D, 0x0A],
        text: 707,
    },
    NameRow {
        lo: [0x14, 0x00, 0x1E, 0x01],
        hi: [0x15, 0x00, 0x1E, 0x0A],
        text: 708,
    },
    NameRow {
        lo: [0x14, 0x00, 0x1F, 0x01],
        hi: [0x15, 0x00, 0x1F, 0x0A],
        text: 709,
    },
    NameRow {
        lo: [0x14, 0x00, 0x20, 0x01],
        hi: [0x15, 0x00, 0x20, 0x0A],
        text: 710,
    },
    NameRow {
        lo: [0x14, 0x00, 0x21, 0x01],
        hi: [0x15, 0x00, 0x21, 0x0A],
        text: 711,
    },
    NameRow {
        lo: [0x14, 0x00, 0x22, 0x01],
        hi: [0x15, 0x00, 0x22, 0x0A],
        text: 712,
    },
    NameRow {
        lo: [0x14, 0x00, 0xFF, 0x01],
        hi: [0x15, 0x00, 0xFF, 0x0A],
        text: 713,
    },
    NameRow {
        lo: [0x14, 0x00, 0x00, 0x01],
        hi: [0x17, 0x00, 0x00, 0x01],
        text: 714,
    },
    NameRow {
        lo: [0x14, 0x00, 0x00, 0x02],
        hi: [0x17, 0x00, 0x00, 0x02],
        text: 715,
    },
    NameRow {
        lo: [0x14, 0x00, 0x01, 0x01],
        hi: [0x17, 0x00, 0x01, 0x0A],
        text: 716,
    },
    NameRow {
        lo: [0x14, 0x00, 0x02, 0x01],
        hi: [0x17, 0x00, 0x02, 0x0A],
        text: 717,
    },
    NameRow {
        lo: [0x14, 0x00, 0x03, 0x01],
        hi: [0x17, 0x00, 0x03, 0x0A],
        text: 718,
    },
    NameRow {
        lo: [0x14, 0x00, 0x04, 0x01],
        hi: [0x17, 0x00, 0x04, 0x0A],
        text: 719,
    },
    NameRow {
        lo: [0x14, 0x00, 0x05, 0x01],
        hi: [0x17, 0x00, 0x05, 0x0A],
        text: 720,
    },
    NameRow {
        lo: [0x14, 0x00, 0x06, 0x01],
        hi: [0x17, 0x00, 0x06, 0x0A],
        text: 721,
    },
    NameRow {
        lo: [0x14, 0x00, 0x07, 0x01],
        hi: [0x17, 0x00, 0x07, 0x0A],
        text: 722,
    },
    NameRow {
        lo: [0x14, 0x00, 0x08, 0x01],
        hi: [0x17, 0x00, 0x08, 0x0A],
        text: 723,
    },
    NameRow {
        lo: [0x14, 0x00, 0x09, 0x01],
        hi: [0x17, 0x00, 0x09, 0x0A],
        text: 724,
    },
    NameRow {
        lo: [0x14, 0x00, 0x0A, 0x01],
        hi: [0x17, 0x00, 0x0A, 0x0A],
        text: 725,
    },
    NameRow {
        lo: [0x14, 0x00, 0x0B, 0x01],
        hi: [0x17, 0x00, 0x0B, 0x0A],
        text: 726,
    },
    NameRow {
        lo: [0x14, 0x00, 0x0C, 0x01],
        hi: [0x17, 0x00, 0x0C, 0x0A],
        text: 727,
    },
    NameRow {
        lo: [0x14, 0x00, 0x0D, 0x01],
        hi: [0x17, 0x00, 0x0D, 0x0A],
        text: 728,
    },
    NameRow {
        lo: [0x14, 0x00, 0x0E, 0x01],
        hi: [0x17, 0x00, 0x0E, 0x0A],
        text: 729,
    },
    NameRow {
        lo: [0x14, 0x00, 0x0F, 0x01],
        hi: [0x17, 0x00, 0x0F, 0x0A],
        text: 730,
    },
    NameRow {
        lo: [0x14, 0x00, 0x10, 0x01],
        hi: [0x17, 0x00, 0x10, 0x0A],
        text: 731,
    },
    NameRow {
        lo: [0x14, 0x00, 0x11, 0x01],
        hi: [0x17, 0x00, 0x11, 0x0A],
        text: 732,
    },
    NameRow {
        lo: [0x16, 0x00, 0x12, 0x01],
        hi: [0x17, 0x00, 0x12, 0x0A],
        text: 733,
    },
    NameRow {
        lo: [0x16, 0x00, 0x13, 0x01],
        hi: [0x17, 0x00, 0x13, 0x0A],
        text: 696,
    },
    NameRow {
        lo: [0x16, 0x00, 0x14, 0x01],
        hi: [0x17, 0x00, 0x14, 0x0A],
        text: 697,
    },
    NameRow {
        lo: [0x16, 0x00, 0x15, 0x01],
        hi: [0x17, 0x00, 0x15, 0x0A],
        text: 698,
    },
    NameRow {
        lo: [0x16, 0x00, 0x16, 0x01],
        hi: [0x17, 0x00, 0x16, 0x0A],
        text: 699,
    },
    NameRow {
        lo: [0x16, 0x00, 0x17, 0x01],
        hi: [0x17, 0x00, 0x17, 0x0A],
        text: 700,
    },
    NameRow {
        lo: [0x16, 0x00, 0x18, 0x01],
        hi: [0x17, 0x00, 0x18, 0x0A],
        text: 701,
    },
    NameRow {
        lo: [0x16, 0x00, 0x19, 0x01],
        hi: [0x17, 0x00, 0x19, 0x0A],
        text: 702,
    },
    NameRow {
        lo: [0x16, 0x00, 0x1A, 0x01],
        hi: [0x17, 0x00, 0x1A, 0x0A],
        text: 703,
    },
    NameRow {
        lo: [0x16, 0x00, 0x1B, 0x01],
        hi: [0x17, 0x00, 0x1B, 0x0A],
        text: 704,
    },
    NameRow {
        lo: [0x16, 0x00, 0x1C, 0x01],
        hi: [0x17, 0x00, 0x1C, 0x0A],
        text: 705,
    },
    NameRow {
        lo: [0x16, 0x00, 0x1D, 0x01],
        hi: [0x17, 0x00, 0x1D, 0x0A],
        text: 706,
    },
    NameRow {
        lo: [0x16, 0x00, 0x1E, 0x01],
        hi: [0x17, 0x00, 0x1E, 0x0A],
        text: 707,
    },
    NameRow {
        lo: [0x16, 0x00, 0x1F, 0x01],
        hi: [0x17, 0x00, 0x1F, 0x0A],
        text: 708,
    },
    NameRow {
        lo: [0x16, 0x00, 0x20, 0x01],
        hi: [0x17, 0x00, 0x20, 0x0A],
        text: 709,
    },
    NameRow {
        lo: [0x16, 0x00, 0x21, 0x01],
        hi: [0x17, 0x00, 0x21, 0x0A],
        text: 710,
    },
    NameRow {
        lo: [0x16, 0x00, 0x22, 0x01],
        hi: [0x17, 0x00, 0x22, 0x0A],
        text: 711,
    },
    NameRow {
        lo: [0x16, 0x00, 0x23, 0x01],
        hi: [0x17, 0x00, 0x23, 0x0A],
        text: 712,
    },
    NameRow {
        lo: [0x16, 0x00, 0xFF, 0x01],
        hi: [0x17, 0x00, 0xFF, 0x0A],
        text: 734,
    },
    NameRow {
        lo: [0x18, 0x01, 0x0A, 0x01],
        hi: [0x1A, 0x03, 0x0A, 0x0A],
        text: 651,
    },
    NameRow {
        lo: [0x18, 0x01, 0x0B, 0x01],
        hi: [0x1A, 0x03, 0x0B, 0x0A],
        text: 652,
    },
    NameRow {
        lo: [0x18, 0x01, 0x0C, 0x01],
        hi: [0x1A, 0x03, 0x0C, 0x0A],
        text: 653,
    },
    NameRow {
        lo: [0x18, 0x01, 0x0D, 0x01],
        hi: [0x1A, 0x03, 0x0D, 0x0A],
        text: 654,
    },
    NameRow {
        lo: [0x18, 0x01, 0x0E, 0x01],
        hi: [0x1A, 0x03, 0x0E, 0x0A],
        text: 655,
    },
    NameRow {
        lo: [0x18, 0x01, 0x0F, 0x01],
        hi: [0x1A, 0x03, 0x0F, 0x0A],
        text: 656,
    },
    NameRow {
        lo: [0x18, 0x01, 0x10, 0x01],
        hi: [0x1A, 0x03, 0x10, 0x0A],
        text: 657,
    },
    NameRow {
        lo: [0x18, 0x01, 0x11, 0x01],
        hi: [0x1A, 0x03, 0x11, 0x0A],
        text: 658,
    },
    NameRow {
        lo: [0x18, 0x01, 0x12, 0x01],
        hi: [0x1A, 0x03, 0x12, 0x0A],
        text: 659,
    },
    NameRow {
        lo: [0x18, 0x01, 0x13, 0x01],
        hi: [0x1A, 0x03, 0x13, 0x0A],
        text: 660,
    },
    NameRow {
        lo: [0x18, 0x01, 0x14, 0x01],
        hi: [0x1A, 0x03, 0x14, 0x0A],
        text: 661,
    },
    NameRow {
        lo: [0x18, 0x01, 0x15, 0x01],
        hi: [0x1A, 0x03, 0x15, 0x0A],
        text: 662,
    },
    NameRow {
        lo: [0x18, 0x01, 0x16, 0x01],
        hi: [0x1A, 0x03, 0x16, 0x0A],
        text: 663,
    },
    NameRow {
        lo: [0x18, 0x01, 0x17, 0x01],
        hi: [0x1A, 0x03, 0x17, 0x0A],
        text: 664,
    },
    NameRow {
        lo: [0x18, 0x01, 0x18, 0x01],
        hi: [0x1A, 0x03, 0x18, 0x0A],
        text: 665,
    },
    NameRow {
        lo: [0x18, 0x01, 0x19, 0x01],
        hi: [0x1A, 0x03, 0x19, 0x0A],
        text: 666,
    },
    NameRow {
        lo: [0x18, 0x01, 0x1A, 0x01],
        hi: [0x1A, 0x03, 0x1A, 0x0A],
        text: 667,
    },
    NameRow {
        lo: [0x18, 0x01, 0x1B, 0x01],
        hi: [0x1A, 0x03, 0x1B, 0x0A],
        text: 668,
    },
    NameRow {
        lo: [0x18, 0x01, 0x1C, 0x01],
        hi: [0x1A, 0x03, 0x1C, 0x0A],
        text: 669,
    },
    NameRow {
        lo: [0x18, 0x01, 0x1D, 0x01],
        hi: [0x1A, 0x03, 0x1D, 0x0A],
        text: 670,
    },
    NameRow {
        lo: [0x18, 0x01, 0x1E, 0x01],
        hi: [0x1A, 0x03, 0x1E, 0x0A],
        text: 671,
    },
    NameRow {
        lo: [0x18, 0x01, 0x1F, 0x01],
        hi: [0x1A, 0x03, 0x1F, 0x0A],
        text: 672,
    },
    NameRow {
        lo: [0x18, 0x01, 0x20, 0x01],
        hi: [0x1A, 0x03, 0x20, 0x0A],
        text: 673,
    },
    NameRow {
        lo: [0x18, 0x01, 0x21, 0x01],
        hi: [0x1A, 0x03, 0x21, 0x0A],
        text: 678,
    },
    NameRow {
        lo: [0x18, 0x01, 0x22, 0x01],
        hi: [0x1A, 0x03, 0x22, 0x0A],
        text: 679,
    },
    NameRow {
        lo: [0x18, 0x01, 0x23, 0x01],
        hi: [0x1A, 0x03, 0x23, 0x0A],
        text: 680,
    },
    NameRow {
        lo: [0x18, 0x01, 0x24, 0x01],
        hi: [0x1A, 0x03, 0x24, 0x0A],
        text: 681,
    },
    NameRow {
        lo: [0x18, 0x01, 0x25, 0x01],
        hi: [0x1A, 0x03, 0x25, 0x0A],
        text: 682,
    },
    NameRow {
        lo: [0x18, 0x01, 0x26, 0x01],
        hi: [0x1A, 0x03, 0x26, 0x0A],
        text: 683,
    },
    NameRow {
        lo: [0x18, 0x01, 0x27, 0x01],
        hi: [0x1A, 0x03, 0x27, 0x0A],
        text: 684,
    },
    NameRow {
        lo: [0x18, 0x01, 0x28, 0x01],
        hi: [0x1A, 0x03, 0x28, 0x0A],
        text: 685,
    },
    NameRow {
        lo: [0x18, 0x01, 0x29, 0x01],
        hi: [0x1A, 0x03, 0x29, 0x0A],
        text: 686,
    },
    NameRow {
        lo: [0x18, 0x01, 0x2A, 0x01],
        hi: [0x1A, 0x03, 0x2A, 0x0A],
        text: 687,
    },
    NameRow {
        lo: [0x18, 0x01, 0x2B, 0x01],
        hi: [0x1A, 0x03, 0x2B, 0x0A],
        text: 688,
    },
    NameRow {
        lo: [0x18, 0x01, 0x2C, 0x01],
        hi: [0x1A, 0x03, 0x2C, 0x0A],
        text: 689,
    },
    NameRow {
        lo: [0x18, 0x01, 0x2D, 0x01],
        hi: [0x1A, 0x03, 0x2D, 0x0A],
        text: 690,
    },
    NameRow {
        lo: [0x18, 0x01, 0x2E, 0x01],
        hi: [0x1A, 0x03, 0x2E, 0x0A],
        text: 691,
    },
    NameRow {
        lo: [0x18, 0x01, 0x2F, 0x01],
        hi: [0x1A, 0x03, 0x2F, 0x0A],
        text: 692,
    },
    NameRow {
        lo: [0x18, 0x01, 0x30, 0x01],
        hi: [0x1A, 0x03, 0x30, 0x0A],
        text: 693,
    },
    NameRow {
        lo: [0x18, 0x01, 0x31, 0x01],
        hi: [0x1A, 0x03, 0x31, 0x0A],
        text: 694,
    },
    NameRow {
        lo: [0x18, 0x01, 0xFF, 0x01],
        hi: [0x1A, 0x03, 0xFF, 0x0A],
        text: 735,
    },
    NameRow {
        lo: [0x18, 0x01, 0x00, 0x01],
        hi: [0x1C, 0x03, 0x00, 0x01],
        text: 640,
    },
    NameRow {
        lo: [0x18, 0x01, 0x00, 0x02],
        hi: [0x1C, 0x03, 0x00, 0x02],
        text: 641,
    },
    NameRow {
        lo: [0x18, 0x01, 0x01, 0x01],
        hi: [0x1C, 0x03, 0x01, 0x0A],
        text: 642,
    },
    NameRow {
        lo: [0x18, 0x01, 0x02, 0x01],
        hi: [0x1C, 0x03, 0x02, 0x0A],
        text: 643,
    },
    NameRow {
        lo: [0x18, 0x01, 0x03, 0x01],
        hi: [0x1C, 0x03, 0x03, 0x0A],
        text: 644,
    },
    NameRow {
        lo: [0x18, 0x01, 0x04, 0x01],
        hi: [0x1C, 0x03, 0x04, 0x0A],
        text: 645,
    },
    NameRow {
        lo: [0x18, 0x01, 0x05, 0x01],
        hi: [0x1C, 0x03, 0x05, 0x0A],
        text: 646,
    },
    NameRow {
        lo: [0x18, 0x01, 0x06, 0x01],
        hi: [0x1C, 0x03, 0x06, 0x0A],
        text: 647,
    },
    NameRow {
        lo: [0x18, 0x01, 0x07, 0x01],
        hi: [0x1C, 0x03, 0x07, 0x0A],
        text: 648,
    },
    NameRow {
        lo: [0x18, 0x01, 0x08, 0x01],
        hi: [0x1C, 0x03, 0x08, 0x0A],
        text: 649,
    },
    NameRow {
        lo: [0x18, 0x01, 0x09, 0x01],
        hi: [0x1C, 0x03, 0x09, 0x0A],
        text: 650,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x0A, 0x01],
        hi: [0x1C, 0x03, 0x0A, 0x0A],
        text: 656,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x0B, 0x01],
        hi: [0x1C, 0x03, 0x0B, 0x0A],
        text: 657,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x0C, 0x01],
        hi: [0x1C, 0x03, 0x0C, 0x0A],
        text: 658,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x0D, 0x01],
        hi: [0x1C, 0x03, 0x0D, 0x0A],
        text: 659,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x0E, 0x01],
        hi: [0x1C, 0x03, 0x0E, 0x0A],
        text: 665,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x0F, 0x01],
        hi: [0x1C, 0x03, 0x0F, 0x0A],
        text: 666,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x10, 0x01],
        hi: [0x1C, 0x03, 0x10, 0x0A],
        text: 667,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x11, 0x01],
        hi: [0x1C, 0x03, 0x11, 0x0A],
        text: 668,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x12, 0x01],
        hi: [0x1C, 0x03, 0x12, 0x0A],
        text: 678,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x13, 0x01],
        hi: [0x1C, 0x03, 0x13, 0x0A],
        text: 679,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x14, 0x01],
        hi: [0x1C, 0x03, 0x14, 0x0A],
        text: 680,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x15, 0x01],
        hi: [0x1C, 0x03, 0x15, 0x0A],
        text: 681,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x16, 0x01],
        hi: [0x1C, 0x03, 0x16, 0x0A],
        text: 682,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x17, 0x01],
        hi: [0x1C, 0x03, 0x17, 0x0A],
        text: 683,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x18, 0x01],
        hi: [0x1C, 0x03, 0x18, 0x0A],
        text: 684,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x19, 0x01],
        hi: [0x1C, 0x03, 0x19, 0x0A],
        text: 685,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x1A, 0x01],
        hi: [0x1C, 0x03, 0x1A, 0x0A],
        text: 686,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x1B, 0x01],
        hi: [0x1C, 0x03, 0x1B, 0x0A],
        text: 687,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x1C, 0x01],
        hi: [0x1C, 0x03, 0x1C, 0x0A],
        text: 688,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x1D, 0x01],
        hi: [0x1C, 0x03, 0x1D, 0x0A],
        text: 689,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x1E, 0x01],
        hi: [0x1C, 0x03, 0x1E, 0x0A],
        text: 690,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x1F, 0x01],
        hi: [0x1C, 0x03, 0x1F, 0x0A],
        text: 691,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x20, 0x01],
        hi: [0x1C, 0x03, 0x20, 0x0A],
        text: 692,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x21, 0x01],
        hi: [0x1C, 0x03, 0x21, 0x0A],
        text: 693,
    },
    NameRow {
        lo: [0x1B, 0x01, 0x22, 0x01],
        hi: [0x1C, 0x03, 0x22, 0x0A],
        text: 694,
    },
    NameRow {
        lo: [0x1B, 0x01, 0xFF, 0x01],
        hi: [0x1C, 0x03, 0xFF, 0x0A],
        text: 736,
    },
    NameRow {
        lo: [0x1D, 0x00, 0xFF, 0x01],
        hi: [0x1D, 0x00, 0xFF, 0x0A],
        text: 737,
    },
    NameRow {
        lo: [0x1D, 0x00, 0x01, 0x01],
        hi: [0x1E, 0x00, 0x01, 0x0A],
        text: 738,
    },
    NameRow {
        lo: [0x1D, 0x00, 0x02, 0x01],
        hi: [0x1E, 0x00, 0x02, 0x0A],
        text: 739,
    },
    NameRow {
        lo: [0x1D, 0x00, 0x03, 0x01],
        hi: [0x1E, 0x00, 0x03, 0x0A],
        text: 740,
    },
    NameRow {
        lo: [0x1D, 0x00, 0x04, 0x01],
        hi: [0x1E, 0x00, 0x04, 0x0A],
        text: 741,
    },
    NameRow {
        lo: [0x1D, 0x00, 0x05, 0x01],
        hi: [0x1E, 0x00, 0x05, 0x0A],
        text: 742,
    },
    NameRow {
        lo: [0x1D, 0x00, 0x06, 0x01],
        hi: [0x1E, 0x00, 0x06, 0x0A],
        text: 743,
    },
    NameRow {
        lo: [0x1D, 0x00, 0x07, 0x01],
        hi: [0x1E, 0x00, 0x07, 0x0A],
        text: 744,
    },
    NameRow {
        lo: [0x1D, 0x00, 0x08, 0x01],
        hi: [0x1E, 0x00, 0x08, 0x0A],
        text: 745,
    },
    NameRow {
        lo: [0x1D, 0x00, 0x00, 0x01],
        hi: [0x20, 0x00, 0x00, 0x01],
        text: 714,
    },
    NameRow {
        lo: [0x1E, 0x00, 0xFF, 0x01],
        hi: [0x1E, 0x00, 0xFF, 0x0A],
        text: 746,
    },
    NameRow {
        lo: [0x1F, 0x00, 0x06, 0x01],
        hi: [0x1F, 0x00, 0x06, 0x0A],
        text: 696,
    },
    NameRow {
        lo: [0x1F, 0x00, 0x07, 0x01],
        hi: [0x1F, 0x00, 0x07, 0x0A],
        text: 697,
    },
    NameRow {
        lo: [0x1F, 0x00, 0x08, 0x01],
        hi: [0x1F, 0x00, 0x08, 0x0A],
        text: 698,
    },
    NameRow {
        lo: [0x1F, 0x00, 0x09, 0x01],
        hi: [0x1F, 0x00, 0x09, 0x0A],
        text: 699,
    },
    NameRow {
        lo: [0x1F, 0x00, 0x0A, 0x01],
        hi: [0x1F, 0x00, 0x0A, 0x0A],
        text: 700,
    },
    NameRow {
        lo: [0x1F, 0x00, 0xFF, 0x01],
        hi: [0x1F, 0x00, 0xFF, 0x0A],
        text: 747,
    },
    NameRow {
        lo: [0x1F, 0x00, 0x00, 0x02],
        hi: [0x20, 0x00, 0x00, 0x02],
        text: 715,
    },
    NameRow {
        lo: [0x1F, 0x00, 0x01, 0x01],
        hi: [0x20, 0x00, 0x01, 0x0A],
        text: 716,
    },
    NameRow {
        lo: [0x1F, 0x00, 0x02, 0x01],
        hi: [0x20, 0x00, 0x02, 0x0A],
        text: 717,
    },
    NameRow {
        lo: [0x1F, 0x00, 0x03, 0x01],
        hi: [0x20, 0x00, 0x03, 0x0A],
        text: 718,
    },
    NameRow {
        lo: [0x1F, 0x00, 0x04, 0x01],
        hi: [0x20, 0x00, 0x04, 0x0A],
        text: 719,
    },
    NameRow {
        lo: [0x1F, 0x00, 0x05, 0x01],
        hi: [0x20, 0x00, 0x05, 0x0A],
        text: 720,
    },
    NameRow {
        lo: [0x20, 0x00, 0x06, 0x01],
        hi: [0x20, 0x00, 0x06, 0x0A],
        text: 721,
    },
    NameRow {
        lo: [0x20, 0x00, 0x07, 0x01],
        hi: [0x20, 0x00, 0x07, 0x0A],
        text: 722,
    },
    NameRow {
        lo: [0x20, 0x00, 0x08, 0x01],
        hi: [0x20, 0x00, 0x08, 0x0A],
        text: 723,
    },
    NameRow {
        lo: [0x20, 0x00, 0x09, 0x01],
        hi: [0x20, 0x00, 0x09, 0x0A],
        text: 724,
    },
    NameRow {
        lo: [0x20, 0x00, 0x0A, 0x01],
        hi: [0x20, 0x00, 0x0A, 0x0A],
        text: 725,
    },
    NameRow {
        lo: [0x20, 0x00, 0x0B, 0x01],
        hi: [0x20, 0x00, 0x0B, 0x0A],
        text: 726,
    },
    NameRow {
        lo: [0x20, 0x00, 0x0C, 0x01],
        hi: [0x20, 0x00, 0x0C, 0x0A],
        text: 727,
    },
    NameRow {
        lo: [0x20, 0x00, 0x0D, 0x01],
        hi: [0x20, 0x00, 0x0D, 0x0A],
        text: 728,
    },
    NameRow {
        lo: [0x20, 0x00, 0x0E, 0x01],
        hi: [0x20, 0x00, 0x0E, 0x0A],
        text: 729,
    },
    NameRow {
        lo: [0x20, 0x00, 0x0F, 0x01],
        hi: [0x20, 0x00, 0x0F, 0x0A],
        text: 730,
    },
    NameRow {
        lo: [0x20, 0x00, 0x10, 0x01],
        hi: [0x20, 0x00, 0x10, 0x0A],
        text: 731,
    },
    NameRow {
        lo: [0x20, 0x00, 0x11, 0x01],
        hi: [0x20, 0x00, 0x11, 0x0A],
        text: 732,
    },
    NameRow {
        lo: [0x20, 0x00, 0x12, 0x01],
        hi: [0x20, 0x00, 0x12, 0x0A],
        text: 733,
    },
    NameRow {
        lo: [0x20, 0x00, 0x13, 0x01],
        hi: [0x20, 0x00, 0x13, 0x0A],
        text: 696,
    },
    NameRow {
        lo: [0x20, 0x00, 0x14, 0x01],
        hi: [0x20, 0x00, 0x14, 0x0A],
        text: 697,
    },
    NameRow {
        lo: [0x20, 0x00, 0x15, 0x01],
        hi: [0x20, 0x00, 0x15, 0x0A],
        text: 698,
    },
    NameRow {
        lo: [0x20, 0x00, 0x16, 0x01],
        hi: [0x20, 0x00, 0x16, 0x0A],
        text: 699,
    },
    NameRow {
        lo: [0x20, 0x00, 0x17, 0x01],
        hi: [0x20, 0x00, 0x17, 0x0A],
        text: 700,
    },
    NameRow {
        lo: [0x20, 0x00, 0x18, 0x01],
        hi: [0x20, 0x00, 0x18, 0x0A],
        text: 701,
    },
    NameRow {
        lo: [0x20, 0x00, 0x19, 0x01],
        hi: [0x20, 0x00, 0x19, 0x0A],
        text: 702,
    },
    NameRow {
        lo: [0x20, 0x00, 0x1A, 0x01],
        hi: [0x20, 0x00, 0x1A, 0x0A],
        text: 703,
    },
    NameRow {
        lo: [0x20, 0x00, 0x1B, 0x01],
        hi: [0x20, 0x00, 0x1B, 0x0A],
        text: 704,
    },
    NameRow {
        lo: [0x20, 0x00, 0x1C, 0x01],
        hi: [0x20, 0x00, 0x1C, 0x0A],
        text: 705,
    },
    NameRow {
        lo: [0x20, 0x00, 0x1D, 0x01],
        hi: [0x20, 0x00, 0x1D, 0x0A],
        text: 706,
    },
    NameRow {
        lo: [0x20, 0x00, 0x1E, 0x01],
        hi: [0x20, 0x00, 0x1E, 0x0A],
        text: 707,
    },
    NameRow {
        lo: [0x20, 0x00, 0x1F, 0x01],
        hi: [0x20, 0x00, 0x1F, 0x0A],
        text: 708,
    },
    NameRow {
        lo: [0x20, 0x00, 0x20, 0x01],
        hi: [0x20, 0x00, 0x20, 0x0A],
        text: 709,
    },
    NameRow {
        lo: [0x20, 0x00, 0x21, 0x01],
        hi: [0x20, 0x00, 0x21, 0x0A],
        text: 710,
    },
    NameRow {
        lo: [0x20, 0x00, 0x22, 0x01],
        hi: [0x20, 0x00, 0x22, 0x0A],
        text: 711,
    },
    NameRow {
        lo: [0x20, 0x00, 0x23, 0x01],
        hi: [0x20, 0x00, 0x23, 0x0A],
        text: 712,
    },
    NameRow {
        lo: [0x20, 0x00, 0xFF, 0x01],
        hi: [0x20, 0x00, 0xFF, 0x0A],
        text: 734,
    },
    NameRow {
        lo: [0x21, 0x00, 0x00, 0x00],
        hi: [0x21, 0x00, 0x00, 0x00],
        text: 748,
    },
    NameRow {
        lo: [0x21, 0x00, 0x00, 0x01],
        hi: [0x21, 0x00, 0x00, 0x0A],
        text: 749,
    },
];

pub(super) static NAMES_1997: [NameRow; 305] = [
    NameRow {
        lo: [0x00, 0x00, 0x90, 0x10],
        hi: [0x00, 0x00, 0x90, 0x10],
        text: 750,
    },
    NameRow {
        lo: [0x00, 0x00, 0x90, 0x11],
        hi: [0x00, 0x00, 0x90, 0x1E],
        text: 751,
    },
    NameRow {
        lo: [0x00, 0x00, 0x90, 0x1F],
        hi: [0x00, 0x00, 0x90, 0x1F],
        text: 752,
    },
    NameRow {
        lo: [0x00, 0x00, 0x90, 0x20],
        hi: [0x00, 0x00, 0x90, 0x20],
        text: 753,
    },
    NameRow {
        lo: [0x00, 0x00, 0x90, 0x21],
        hi: [0x00, 0x00, 0x90, 0x2E],
        text: 754,
    },
    NameRow {
        lo: [0x00, 0x00, 0x90, 0x2F],
        hi: [0x00, 0x00, 0x90, 0x2F],
        text: 755,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x10],
        hi: [0x00, 0x00, 0x91, 0x10],
        text: 756,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x11],
        hi: [0x00, 0x00, 0x91, 0x1E],
        text: 757,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x1F],
        hi: [0x00, 0x00, 0x91, 0x1F],
        text: 758,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x20],
        hi: [0x00, 0x00, 0x91, 0x20],
        text: 759,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x21],
        hi: [0x00, 0x00, 0x91, 0x2E],
        text: 760,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x2F],
        hi: [0x00, 0x00, 0x91, 0x2F],
        text: 761,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x30],
        hi: [0x00, 0x00, 0x91, 0x30],
        text: 762,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x31],
        hi: [0x00, 0x00, 0x91, 0x3E],
        text: 763,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x3F],
        hi: [0x00, 0x00, 0x91, 0x3F],
        text: 764,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x40],
        hi: [0x00, 0x00, 0x91, 0x40],
        text: 765,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x41],
        hi: [0x00, 0x00, 0x91, 0x4E],
        text: 766,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x4F],
        hi: [0x00, 0x00, 0x91, 0x4F],
        text: 767,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x50],
        hi: [0x00, 0x00, 0x91, 0x50],
        text: 768,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x51],
        hi: [0x00, 0x00, 0x91, 0x5E],
        text: 769,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x5F],
        hi: [0x00, 0x00, 0x91, 0x5F],
        text: 770,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x60],
        hi: [0x00, 0x00, 0x91, 0x60],
        text: 771,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x61],
        hi: [0x00, 0x00, 0x91, 0x6E],
        text: 772,
    },
    NameRow {
        lo: [0x00, 0x00, 0x91, 0x6F],
        hi: [0x00, 0x00, 0x91, 0x6F],
        text: 773,
    },
    NameRow {
        lo: [0x00, 0x00, 0x94, 0x10],
        hi: [0x00, 0x00, 0x94, 0x10],
        text: 750,
    },
    NameRow {
        lo: [0x00, 0x00, 0x94, 0x11],
        hi: [0x00, 0x00, 0x94, 0x1E],
        text: 751,
    },
    NameRow {
        lo: [0x00, 0x00, 0x94, 0x1F],
        hi: [0x00, 0x00, 0x94, 0x1F],
        text: 752,
    },
    NameRow {
        lo: [0x00, 0x00, 0x94, 0x20],
        hi: [0x00, 0x00, 0x94, 0x20],
        text: 753,
    },
    NameRow {
        lo: [0x00, 0x00, 0x94, 0x21],
        hi: [0x00, 0x00, 0x94, 0x2E],
        text: 754,
    },
    NameRow {
        lo: [0x00, 0x00, 0x94, 0x2F],
        hi: [0x00, 0x00, 0x94, 0x2F],
        text: 755,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x10],
        hi: [0x00, 0x00, 0x95, 0x10],
        text: 756,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x11],
        hi: [0x00, 0x00, 0x95, 0x1E],
        text: 757,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x1F],
        hi: [0x00, 0x00, 0x95, 0x1F],
        text: 758,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x20],
        hi: [0x00, 0x00, 0x95, 0x20],
        text: 759,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x21],
        hi: [0x00, 0x00, 0x95, 0x2E],
        text: 760,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x2F],
        hi: [0x00, 0x00, 0x95, 0x2F],
        text: 761,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x30],
        hi: [0x00, 0x00, 0x95, 0x30],
        text: 762,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x31],
        hi: [0x00, 0x00, 0x95, 0x3E],
        text: 763,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x3F],
        hi: [0x00, 0x00, 0x95, 0x3F],
        text: 764,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x40],
        hi: [0x00, 0x00, 0x95, 0x40],
        text: 765,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x41],
        hi: [0x00, 0x00, 0x95, 0x4E],
        text: 766,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x4F],
        hi: [0x00, 0x00, 0x95, 0x4F],
        text: 767,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x50],
        hi: [0x00, 0x00, 0x95, 0x50],
        text: 768,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x51],
        hi: [0x00, 0x00, 0x95, 0x5E],
        text: 769,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x5F],
        hi: [0x00, 0x00, 0x95, 0x5F],
        text: 770,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x60],
        hi: [0x00, 0x00, 0x95, 0x60],
        text: 771,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x61],
        hi: [0x00, 0x00, 0x95, 0x6E],
        text: 772,
    },
    NameRow {
        lo: [0x00, 0x00, 0x95, 0x6F],
        hi: [0x00, 0x00, 0x95, 0x6F],
        text: 773,
    },
    NameRow {
        lo: [0x00, 0x00, 0x98, 0x10],
        hi: [0x00, 0x00, 0x98, 0x10],
        text: 750,
    },
    NameRow {
        lo: [0x00, 0x00, 0x98, 0x11],
        hi: [0x00, 0x00, 0x98, 0x1E],
        text: 751,
    },
    NameRow {
        lo: [0x00, 0x00, 0x98, 0x1F],
        hi: [0x00, 0x00, 0x98, 0x1F],
        text: 752,
    },
    NameRow {
        lo: [0x00, 0x00, 0x98, 0x20],
        hi: [0x00, 0x00, 0x98, 0x20],
        text: 753,
    },
    NameRow {
        lo: [0x00, 0x00, 0x98, 0x21],
        hi: [0x00, 0x00, 0x98, 0x2E],
        text: 754,
    },
    NameRow {
        lo: [0x00, 0x00, 0x98, 0x2F],
        hi: [0x00, 0x00, 0x98, 0x2F],
        text: 755,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x10],
        hi: [0x00, 0x00, 0x99, 0x10],
        text: 756,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x11],
        hi: [0x00, 0x00, 0x99, 0x1E],
        text: 757,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x1F],
        hi: [0x00, 0x00, 0x99, 0x1F],
        text: 758,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x20],
        hi: [0x00, 0x00, 0x99, 0x20],
        text: 759,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x21],
        hi: [0x00, 0x00, 0x99, 0x2E],
        text: 760,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x2F],
        hi: [0x00, 0x00, 0x99, 0x2F],
        text: 761,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x30],
        hi: [0x00, 0x00, 0x99, 0x30],
        text: 762,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x31],
        hi: [0x00, 0x00, 0x99, 0x3E],
        text: 763,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x3F],
        hi: [0x00, 0x00, 0x99, 0x3F],
        text: 764,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x40],
        hi: [0x00, 0x00, 0x99, 0x40],
        text: 765,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x41],
        hi: [0x00, 0x00, 0x99, 0x4E],
        text: 766,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x4F],
        hi: [0x00, 0x00, 0x99, 0x4F],
        text: 767,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x50],
        hi: [0x00, 0x00, 0x99, 0x50],
        text: 768,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x51],
        hi: [0x00, 0x00, 0x99, 0x5E],
        text: 769,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x5F],
        hi: [0x00, 0x00, 0x99, 0x5F],
        text: 770,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x60],
        hi: [0x00, 0x00, 0x99, 0x60],
        text: 771,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x61],
        hi: [0x00, 0x00, 0x99, 0x6E],
        text: 772,
    },
    NameRow {
        lo: [0x00, 0x00, 0x99, 0x6F],
        hi: [0x00, 0x00, 0x99, 0x6F],
        text: 773,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA0, 0x10],
        hi: [0x00, 0x00, 0xA0, 0x10],
        text: 774,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA0, 0x11],
        hi: [0x00, 0x00, 0xA0, 0x1E],
        text: 775,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA0, 0x1F],
        hi: [0x00, 0x00, 0xA0, 0x1F],
        text: 776,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA0, 0x20],
        hi: [0x00, 0x00, 0xA0, 0x20],
        text: 777,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA0, 0x21],
        hi: [0x00, 0x00, 0xA0, 0x2E],
        text: 778,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA0, 0x2F],
        hi: [0x00, 0x00, 0xA0, 0x2F],
        text: 779,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x10],
        hi: [0x00, 0x00, 0xA1, 0x10],
        text: 780,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x11],
        hi: [0x00, 0x00, 0xA1, 0x1E],
        text: 781,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x1F],
        hi: [0x00, 0x00, 0xA1, 0x1F],
        text: 782,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x20],
        hi: [0x00, 0x00, 0xA1, 0x20],
        text: 783,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x21],
        hi: [0x00, 0x00, 0xA1, 0x2E],
        text: 784,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x2F],
        hi: [0x00, 0x00, 0xA1, 0x2F],
        text: 785,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x30],
        hi: [0x00, 0x00, 0xA1, 0x30],
        text: 786,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x31],
        hi: [0x00, 0x00, 0xA1, 0x3E],
        text: 787,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x3F],
        hi: [0x00, 0x00, 0xA1, 0x3F],
        text: 788,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x40],
        hi: [0x00, 0x00, 0xA1, 0x40],
        text: 789,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x41],
        hi: [0x00, 0x00, 0xA1, 0x4E],
        text: 790,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x4F],
        hi: [0x00, 0x00, 0xA1, 0x4F],
        text: 791,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x50],
        hi: [0x00, 0x00, 0xA1, 0x50],
        text: 792,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x51],
        hi: [0x00, 0x00, 0xA1, 0x5E],
        text: 793,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x5F],
        hi: [0x00, 0x00, 0xA1, 0x5F],
        text: 794,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x60],
        hi: [0x00, 0x00, 0xA1, 0x60],
        text: 795,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x61],
        hi: [0x00, 0x00, 0xA1, 0x6E],
        text: 796,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA1, 0x6F],
        hi: [0x00, 0x00, 0xA1, 0x6F],
        text: 797,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA4, 0x10],
        hi: [0x00, 0x00, 0xA4, 0x10],
        text: 774,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA4, 0x11],
        hi: [0x00, 0x00, 0xA4, 0x1E],
        text: 775,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA4, 0x1F],
        hi: [0x00, 0x00, 0xA4, 0x1F],
        text: 776,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA4, 0x20],
        hi: [0x00, 0x00, 0xA4, 0x20],
        text: 777,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA4, 0x21],
        hi: [0x00, 0x00, 0xA4, 0x2E],
        text: 778,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA4, 0x2F],
        hi: [0x00, 0x00, 0xA4, 0x2F],
        text: 779,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x10],
        hi: [0x00, 0x00, 0xA5, 0x10],
        text: 780,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x11],
        hi: [0x00, 0x00, 0xA5, 0x1E],
        text: 781,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x1F],
        hi: [0x00, 0x00, 0xA5, 0x1F],
        text: 782,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x20],
        hi: [0x00, 0x00, 0xA5, 0x20],
        text: 783,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x21],
        hi: [0x00, 0x00, 0xA5, 0x2E],
        text: 784,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x2F],
        hi: [0x00, 0x00, 0xA5, 0x2F],
        text: 785,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x30],
        hi: [0x00, 0x00, 0xA5, 0x30],
        text: 786,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x31],
        hi: [0x00, 0x00, 0xA5, 0x3E],
        text: 787,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x3F],
        hi: [0x00, 0x00, 0xA5, 0x3F],
        text: 788,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x40],
        hi: [0x00, 0x00, 0xA5, 0x40],
        text: 789,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x41],
        hi: [0x00, 0x00, 0xA5, 0x4E],
        text: 790,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x4F],
        hi: [0x00, 0x00, 0xA5, 0x4F],
        text: 791,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x50],
        hi: [0x00, 0x00, 0xA5, 0x50],
        text: 792,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x51],
        hi: [0x00, 0x00, 0xA5, 0x5E],
        text: 793,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x5F],
        hi: [0x00, 0x00, 0xA5, 0x5F],
        text: 794,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x60],
        hi: [0x00, 0x00, 0xA5, 0x60],
        text: 795,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x61],
        hi: [0x00, 0x00, 0xA5, 0x6E],
        text: 796,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA5, 0x6F],
        hi: [0x00, 0x00, 0xA5, 0x6F],
        text: 797,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA8, 0x10],
        hi: [0x00, 0x00, 0xA8, 0x10],
        text: 774,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA8, 0x11],
        hi: [0x00, 0x00, 0xA8, 0x1E],
        text: 775,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA8, 0x1F],
        hi: [0x00, 0x00, 0xA8, 0x1F],
        text: 776,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA8, 0x20],
        hi: [0x00, 0x00, 0xA8, 0x20],
        text: 777,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA8, 0x21],
        hi: [0x00, 0x00, 0xA8, 0x2E],
        text: 778,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA8, 0x2F],
        hi: [0x00, 0x00, 0xA8, 0x2F],
        text: 779,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x10],
        hi: [0x00, 0x00, 0xA9, 0x10],
        text: 780,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x11],
        hi: [0x00, 0x00, 0xA9, 0x1E],
        text: 781,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x1F],
        hi: [0x00, 0x00, 0xA9, 0x1F],
        text: 782,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x20],
        hi: [0x00, 0x00, 0xA9, 0x20],
        text: 783,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x21],
        hi: [0x00, 0x00, 0xA9, 0x2E],
        text: 784,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x2F],
        hi: [0x00, 0x00, 0xA9, 0x2F],
        text: 785,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x30],
        hi: [0x00, 0x00, 0xA9, 0x30],
        text: 786,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x31],
        hi: [0x00, 0x00, 0xA9, 0x3E],
        text: 787,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x3F],
        hi: [0x00, 0x00, 0xA9, 0x3F],
        text: 788,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x40],
        hi: [0x00, 0x00, 0xA9, 0x40],
        text: 789,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x41],
        hi: [0x00, 0x00, 0xA9, 0x4E],
        text: 790,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x4F],
        hi: [0x00, 0x00, 0xA9, 0x4F],
        text: 791,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x50],
        hi: [0x00, 0x00, 0xA9, 0x50],
        text: 792,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x51],
        hi: [0x00, 0x00, 0xA9, 0x5E],
        text: 793,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x5F],
        hi: [0x00, 0x00, 0xA9, 0x5F],
        text: 794,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x60],
        hi: [0x00, 0x00, 0xA9, 0x60],
        text: 795,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x61],
        hi: [0x00, 0x00, 0xA9, 0x6E],
        text: 796,
    },
    NameRow {
        lo: [0x00, 0x00, 0xA9, 0x6F],
        hi: [0x00, 0x00, 0xA9, 0x6F],
        text: 797,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB0, 0x10],
        hi: [0x00, 0x00, 0xB0, 0x10],
        text: 798,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB0, 0x11],
        hi: [0x00, 0x00, 0xB0, 0x1E],
        text: 799,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB0, 0x1F],
        hi: [0x00, 0x00, 0xB0, 0x1F],
        text: 800,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB0, 0x20],
        hi: [0x00, 0x00, 0xB0, 0x20],
        text: 801,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB0, 0x21],
        hi: [0x00, 0x00, 0xB0, 0x2E],
        text: 802,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB0, 0x2F],
        hi: [0x00, 0x00, 0xB0, 0x2F],
        text: 803,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x10],
        hi: [0x00, 0x00, 0xB1, 0x10],
        text: 804,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x11],
        hi: [0x00, 0x00, 0xB1, 0x1E],
        text: 805,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x1F],
        hi: [0x00, 0x00, 0xB1, 0x1F],
        text: 806,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x20],
        hi: [0x00, 0x00, 0xB1, 0x20],
        text: 807,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x21],
        hi: [0x00, 0x00, 0xB1, 0x2E],
        text: 808,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x2F],
        hi: [0x00, 0x00, 0xB1, 0x2F],
        text: 809,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x30],
        hi: [0x00, 0x00, 0xB1, 0x30],
        text: 810,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x31],
        hi: [0x00, 0x00, 0xB1, 0x3E],
        text: 811,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x3F],
        hi: [0x00, 0x00, 0xB1, 0x3F],
        text: 812,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x40],
        hi: [0x00, 0x00, 0xB1, 0x40],
        text: 813,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x41],
        hi: [0x00, 0x00, 0xB1, 0x4E],
        text: 814,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x4F],
        hi: [0x00, 0x00, 0xB1, 0x4F],
        text: 815,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x50],
        hi: [0x00, 0x00, 0xB1, 0x50],
        text: 816,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x51],
        hi: [0x00, 0x00, 0xB1, 0x5E],
        text: 817,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x5F],
        hi: [0x00, 0x00, 0xB1, 0x5F],
        text: 818,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x60],
        hi: [0x00, 0x00, 0xB1, 0x60],
        text: 819,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x61],
        hi: [0x00, 0x00, 0xB1, 0x6E],
        text: 820,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB1, 0x6F],
        hi: [0x00, 0x00, 0xB1, 0x6F],
        text: 821,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB2, 0x10],
        hi: [0x00, 0x00, 0xB2, 0x10],
        text: 822,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB2, 0x11],
        hi: [0x00, 0x00, 0xB2, 0x11],
        text: 823,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB2, 0x12],
        hi: [0x00, 0x00, 0xB2, 0x12],
        text: 824,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB2, 0x13],
        hi: [0x00, 0x00, 0xB2, 0x13],
        text: 825,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB2, 0x14],
        hi: [0x00, 0x00, 0xB2, 0x14],
        text: 826,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB2, 0x1F],
        hi: [0x00, 0x00, 0xB2, 0x1F],
        text: 827,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB3, 0x10],
        hi: [0x00, 0x00, 0xB3, 0x13],
        text: 828,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB3, 0x1F],
        hi: [0x00, 0x00, 0xB3, 0x1F],
        text: 829,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB3, 0x20],
        hi: [0x00, 0x00, 0xB3, 0x23],
        text: 830,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB3, 0x2F],
        hi: [0x00, 0x00, 0xB3, 0x2F],
        text: 831,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB3, 0x30],
        hi: [0x00, 0x00, 0xB3, 0x33],
        text: 832,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB3, 0x3F],
        hi: [0x00, 0x00, 0xB3, 0x3F],
        text: 833,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB3, 0x40],
        hi: [0x00, 0x00, 0xB3, 0x43],
        text: 834,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB3, 0x4F],
        hi: [0x00, 0x00, 0xB3, 0x4F],
        text: 835,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB4, 0x10],
        hi: [0x00, 0x00, 0xB4, 0x10],
        text: 798,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB4, 0x11],
        hi: [0x00, 0x00, 0xB4, 0x1E],
        text: 799,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB4, 0x1F],
        hi: [0x00, 0x00, 0xB4, 0x1F],
        text: 800,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB4, 0x20],
        hi: [0x00, 0x00, 0xB4, 0x20],
        text: 801,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB4, 0x21],
        hi: [0x00, 0x00, 0xB4, 0x2E],
        text: 802,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB4, 0x2F],
        hi: [0x00, 0x00, 0xB4, 0x2F],
        text: 803,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x10],
        hi: [0x00, 0x00, 0xB5, 0x10],
        text: 804,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x11],
        hi: [0x00, 0x00, 0xB5, 0x1E],
        text: 805,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x1F],
        hi: [0x00, 0x00, 0xB5, 0x1F],
        text: 806,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x20],
        hi: [0x00, 0x00, 0xB5, 0x20],
        text: 807,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x21],
        hi: [0x00, 0x00, 0xB5, 0x2E],
        text: 808,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x2F],
        hi: [0x00, 0x00, 0xB5, 0x2F],
        text: 809,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x30],
        hi: [0x00, 0x00, 0xB5, 0x30],
        text: 810,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x31],
        hi: [0x00, 0x00, 0xB5, 0x3E],
        text: 811,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x3F],
        hi: [0x00, 0x00, 0xB5, 0x3F],
        text: 812,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x40],
        hi: [0x00, 0x00, 0xB5, 0x40],
        text: 813,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x41],
        hi: [0x00, 0x00, 0xB5, 0x4E],
        text: 814,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x4F],
        hi: [0x00, 0x00, 0xB5, 0x4F],
        text: 815,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x50],
        hi: [0x00, 0x00, 0xB5, 0x50],
        text: 816,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x51],
        hi: [0x00, 0x00, 0xB5, 0x5E],
        text: 817,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x5F],
        hi: [0x00, 0x00, 0xB5, 0x5F],
        text: 818,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x60],
        hi: [0x00, 0x00, 0xB5, 0x60],
        text: 819,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x61],
        hi: [0x00, 0x00, 0xB5, 0x6E],
        text: 820,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB5, 0x6F],
        hi: [0x00, 0x00, 0xB5, 0x6F],
        text: 821,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB6, 0x11],
        hi: [0x00, 0x00, 0xB6, 0x13],
        text: 836,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB6, 0x1F],
        hi: [0x00, 0x00, 0xB6, 0x1F],
        text: 837,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB6, 0x21],
        hi: [0x00, 0x00, 0xB6, 0x23],
        text: 838,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB6, 0x2F],
        hi: [0x00, 0x00, 0xB6, 0x2F],
        text: 839,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB6, 0x30],
        hi: [0x00, 0x00, 0xB6, 0x33],
        text: 840,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB6, 0x34],
        hi: [0x00, 0x00, 0xB6, 0x34],
        text: 475,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB6, 0x35],
        hi: [0x00, 0x00, 0xB6, 0x35],
        text: 476,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB6, 0x3F],
        hi: [0x00, 0x00, 0xB6, 0x3F],
        text: 841,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB6, 0x40],
        hi: [0x00, 0x00, 0xB6, 0x43],
        text: 842,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB6, 0x4F],
        hi: [0x00, 0x00, 0xB6, 0x4F],
        text: 843,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB6, 0x50],
        hi: [0x00, 0x00, 0xB6, 0x53],
        text: 844,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB6, 0x5F],
        hi: [0x00, 0x00, 0xB6, 0x5F],
        text: 845,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB6, 0x60],
        hi: [0x00, 0x00, 0xB6, 0x63],
        text: 846,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB6, 0x70],
        hi: [0x00, 0x00, 0xB6, 0x73],
        text: 847,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB6, 0x80],
        hi: [0x00, 0x00, 0xB6, 0x80],
        text: 245,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB6, 0x91],
        hi: [0x00, 0x00, 0xB6, 0x93],
        text: 848,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB6, 0xA0],
        hi: [0x00, 0x00, 0xB6, 0xA0],
        text: 244,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB8, 0x10],
        hi: [0x00, 0x00, 0xB8, 0x10],
        text: 798,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB8, 0x11],
        hi: [0x00, 0x00, 0xB8, 0x1E],
        text: 799,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB8, 0x1F],
        hi: [0x00, 0x00, 0xB8, 0x1F],
        text: 800,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB8, 0x20],
        hi: [0x00, 0x00, 0xB8, 0x20],
        text: 801,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB8, 0x21],
        hi: [0x00, 0x00, 0xB8, 0x2E],
        text: 802,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB8, 0x2F],
        hi: [0x00, 0x00, 0xB8, 0x2F],
        text: 803,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x10],
        hi: [0x00, 0x00, 0xB9, 0x10],
        text: 804,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x11],
        hi: [0x00, 0x00, 0xB9, 0x1E],
        text: 805,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x1F],
        hi: [0x00, 0x00, 0xB9, 0x1F],
        text: 806,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x20],
        hi: [0x00, 0x00, 0xB9, 0x20],
        text: 807,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x21],
        hi: [0x00, 0x00, 0xB9, 0x2E],
        text: 808,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x2F],
        hi: [0x00, 0x00, 0xB9, 0x2F],
        text: 809,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x30],
        hi: [0x00, 0x00, 0xB9, 0x30],
        text: 810,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x31],
        hi: [0x00, 0x00, 0xB9, 0x3E],
        text: 811,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x3F],
        hi: [0x00, 0x00, 0xB9, 0x3F],
        text: 812,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x40],
        hi: [0x00, 0x00, 0xB9, 0x40],
        text: 813,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x41],
        hi: [0x00, 0x00, 0xB9, 0x4E],
        text: 814,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x4F],
        hi: [0x00, 0x00, 0xB9, 0x4F],
        text: 815,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x50],
        hi: [0x00, 0x00, 0xB9, 0x50],
        text: 816,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x51],
        hi: [0x00, 0x00, 0xB9, 0x5E],
        text: 817,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x5F],
        hi: [0x00, 0x00, 0xB9, 0x5F],
        text: 818,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x60],
        hi: [0x00, 0x00, 0xB9, 0x60],
        text: 819,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x61],
        hi: [0x00, 0x00, 0xB9, 0x6E],
        text: 820,
    },
    NameRow {
        lo: [0x00, 0x00, 0xB9, 0x6F],
        hi: [0x00, 0x00, 0xB9, 0x6F],
        text: 821,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC0, 0x10],
        hi: [0x00, 0x00, 0xC0, 0x10],
        text: 849,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC0, 0x11],
        hi: [0x00, 0x00, 0xC0, 0x11],
        text: 379,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC0, 0x1F],
        hi: [0x00, 0x00, 0xC0, 0x1F],
        text: 850,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC0, 0x20],
        hi: [0x00, 0x00, 0xC0, 0x20],
        text: 851,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC0, 0x21],
        hi: [0x00, 0x00, 0xC0, 0x21],
        text: 852,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC0, 0x22],
        hi: [0x00, 0x00, 0xC0, 0x22],
        text: 853,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC0, 0x2F],
        hi: [0x00, 0x00, 0xC0, 0x2F],
        text: 854,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC0, 0x30],
        hi: [0x00, 0x00, 0xC0, 0x30],
        text: 855,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC0, 0x31],
        hi: [0x00, 0x00, 0xC0, 0x31],
        text: 856,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC0, 0x32],
        hi: [0x00, 0x00, 0xC0, 0x32],
        text: 404,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC0, 0x33],
        hi: [0x00, 0x00, 0xC0, 0x33],
        text: 857,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC0, 0x34],
        hi: [0x00, 0x00, 0xC0, 0x34],
        text: 858,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC0, 0x3F],
        hi: [0x00, 0x00, 0xC0, 0x3F],
        text: 859,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC1, 0x11],
        hi: [0x00, 0x00, 0xC1, 0x11],
        text: 380,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC1, 0x12],
        hi: [0x00, 0x00, 0xC1, 0x12],
        text: 381,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC1, 0x13],
        hi: [0x00, 0x00, 0xC1, 0x13],
        text: 860,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC1, 0x14],
        hi: [0x00, 0x00, 0xC1, 0x14],
        text: 861,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC1, 0x15],
        hi: [0x00, 0x00, 0xC1, 0x15],
        text: 397,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC1, 0x16],
        hi: [0x00, 0x00, 0xC1, 0x16],
        text: 398,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC1, 0x17],
        hi: [0x00, 0x00, 0xC1, 0x17],
        text: 862,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC1, 0x18],
        hi: [0x00, 0x00, 0xC1, 0x18],
        text: 863,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC1, 0x19],
        hi: [0x00, 0x00, 0xC1, 0x19],
        text: 864,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC1, 0x1A],
        hi: [0x00, 0x00, 0xC1, 0x1A],
        text: 865,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC1, 0x1F],
        hi: [0x00, 0x00, 0xC1, 0x1F],
        text: 866,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC2, 0x11],
        hi: [0x00, 0x00, 0xC2, 0x11],
        text: 867,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC2, 0x12],
        hi: [0x00, 0x00, 0xC2, 0x12],
        text: 868,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x10],
        hi: [0x00, 0x00, 0xC3, 0x10],
        text: 869,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x11],
        hi: [0x00, 0x00, 0xC3, 0x11],
        text: 870,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x12],
        hi: [0x00, 0x00, 0xC3, 0x12],
        text: 871,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x13],
        hi: [0x00, 0x00, 0xC3, 0x13],
        text: 872,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x14],
        hi: [0x00, 0x00, 0xC3, 0x14],
        text: 873,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x1F],
        hi: [0x00, 0x00, 0xC3, 0x1F],
        text: 874,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x21],
        hi: [0x00, 0x00, 0xC3, 0x2E],
        text: 875,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x2F],
        hi: [0x00, 0x00, 0xC3, 0x2F],
        text: 876,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x31],
        hi: [0x00, 0x00, 0xC3, 0x3A],
        text: 877,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x3F],
        hi: [0x00, 0x00, 0xC3, 0x3F],
        text: 878,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x41],
        hi: [0x00, 0x00, 0xC3, 0x4A],
        text: 877,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x4F],
        hi: [0x00, 0x00, 0xC3, 0x4F],
        text: 878,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x51],
        hi: [0x00, 0x00, 0xC3, 0x5A],
        text: 877,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x5F],
        hi: [0x00, 0x00, 0xC3, 0x5F],
        text: 878,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x61],
        hi: [0x00, 0x00, 0xC3, 0x6A],
        text: 877,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x6F],
        hi: [0x00, 0x00, 0xC3, 0x6F],
        text: 878,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x71],
        hi: [0x00, 0x00, 0xC3, 0x7A],
        text: 877,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x7F],
        hi: [0x00, 0x00, 0xC3, 0x7F],
        text: 878,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x81],
        hi: [0x00, 0x00, 0xC3, 0x8A],
        text: 877,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x8F],
        hi: [0x00, 0x00, 0xC3, 0x8F],
        text: 878,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x91],
        hi: [0x00, 0x00, 0xC3, 0x9A],
        text: 877,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0x9F],
        hi: [0x00, 0x00, 0xC3, 0x9F],
        text: 878,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0xA1],
        hi: [0x00, 0x00, 0xC3, 0xAA],
        text: 877,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC3, 0xAF],
        hi: [0x00, 0x00, 0xC3, 0xAF],
        text: 878,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC4, 0x11],
        hi: [0x00, 0x00, 0xC4, 0x1D],
        text: 879,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC4, 0x1E],
        hi: [0x00, 0x00, 0xC4, 0x1E],
        text: 436,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC4, 0x1F],
        hi: [0x00, 0x00, 0xC4, 0x1F],
        text: 880,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC5, 0x10],
        hi: [0x00, 0x00, 0xC5, 0x10],
        text: 443,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC5, 0x11],
        hi: [0x00, 0x00, 0xC5, 0x11],
        text: 881,
    },
    NameRow {
        lo: [0x00, 0x00, 0xC5, 0x1F],
        hi: [0x00, 0x00, 0xC5, 0x1F],
        text: 882,
    },
    NameRow {
        lo: [0x00, 0x00, 0xD1, 0x00],
        hi: [0x00, 0x00, 0xD1, 0xFF],
        text: 883,
    },
    NameRow {
        lo: [0x00, 0x00, 0xD2, 0x10],
        hi: [0x00, 0x00, 0xD2, 0x1F],
        text: 884,
    },
];

/// English and Chinese templates.
pub(super) static TEXTS: [(&str, &str); 885] = [
    ("%k energy, total%s", "%s%k总电能"),
    (
        "%k energy, %T, block: current and the 12 last settlement days",
        "%k%T电能 结算日数据块",
    ),
    ("%k energy, tariff %t%s", "%s%k费率%t电能"),
    (
        "%k energy, block: total and every tariff%s",
        "%s%k电能数据块",
    ),
    (
        "Settlement-period cumulative combined active energy, current",
        "（当前）结算周期组合有功总累计用电量",
    ),
    (
        "Settlement-period cumulative combined active energy, last",
        "（上1）结算周期组合有功总累计用电量",
    ),
    ("Phase A forward active energy%s", "%sA相正向有功电能"),
    (
        "Phase A forward active energy, block: current and the 12 last settlement days",
        "A相正向有功电能 结算日数据块",
    ),
    ("Phase A reverse active energy%s", "%sA相反向有功电能"),
    (
        "Phase A reverse active energy, block: current and the 12 last settlement days",
        "A相反向有功电能 结算日数据块",
    ),
    ("Phase A combined reactive 1 energy%s", "%sA相组合无功1电能"),
    (
        "Phase A combined reactive 1 energy, block: current and the 12 last settlement days",
        "A相组合无功1电能 结算日数据块",
    ),
    ("Phase A combined reactive 2 energy%s", "%sA相组合无功2电能"),
    (
        "Phase A combined reactive 2 energy, block: current and the 12 last settlement days",
        "A相组合无功2电能 结算日数据块",
    ),
    (
        "Phase A quadrant I reactive energy%s",
        "%sA相第一象限无功电能",
    ),
    (
        "Phase A quadrant I reactive energy, block: current and the 12 last settlement days",
        "A相第一象限无功电能 结算日数据块",
    ),
    (
        "Phase A quadrant II reactive energy%s",
        "%sA相第二象限无功电能",
    ),
    (
        "Phase A quadrant II reactive energy, block: current and the 12 last settlement days",
        "A相第二象限无功电能 结算日数据块",
    ),
    (
        "Phase A quadrant III reactive energy%s",
        "%sA相第三象限无功电能",
    ),
    (
        "Phase A quadrant III reactive energy, block: current and the 12 last settlement days",
        "A相第三象限无功电能 结算日数据块",
    ),
    (
        "Phase A quadrant IV reactive energy%s",
        "%sA相第四象限无功电能",
    ),
    (
        "Phase A quadrant IV reactive energy, block: current and the 12 last settlement days",
        "A相第四象限无功电能 结算日数据块",
    ),
    ("Phase A forward apparent energy%s", "%sA相正向视在电能"),
    (
        "Phase A forward apparent energy, block: current and the 12 last settlement days",
        "A相正向视在电能 结算日数据块",
    ),
    ("Phase A reverse apparent energy%s", "%sA相反向视在电能"),
    (
        "Phase A reverse apparent energy, block: current and the 12 last settlement days",
        "A相反向视在电能 结算日数据块",
    ),
    ("Phase B forward active energy%s", "%sB相正向有功电能"),
    (
        "Phase B forward active energy, block: current and the 12 last settlement days",
        "B相正向有功电能 结算日数据块",
    ),
    ("Phase B reverse active energy%s", "%sB相反向有功电能"),
    (
        "Phase B reverse active energy, block: current and the 12 last settlement days",
        "B相反向有功电能 结算日数据块",
    ),
    ("Phase B combined reactive 1 energy%s", "%sB相组合无功1电能"),
    (
        "Phase B combined reactive 1 energy, block: current and the 12 last settlement days",
        "B相组合无功1电能 结算日数据块",
    ),
    ("Phase B combined reactive 2 energy%s", "%sB相组合无功2电能"),
    (
        "Phase B combined reactive 2 energy, block: current and the 12 last settlement days",
        "B相组合无功2电能 结算日数据块",
    ),
    (
        "Phase B quadrant I reactive energy%s",
        "%sB相第一象限无功电能",
    ),
    (
        "Phase B quadrant I reactive energy, block: current and the 12 last settlement days",
        "B相第一象限无功电能 结算日数据块",
    ),
    (
        "Phase B quadrant II reactive energy%s",
        "%sB相第二象限无功电能",
    ),
    (
        "Phase B quadrant II reactive energy, block: current and the 12 last settlement days",
        "B相第二象限无功电能 结算日数据块",
    ),
    (
        "Phase B quadrant III reactive energy%s",
        "%sB相第三象限无功电能",
    ),
    (
        "Phase B quadrant III reactive energy, block: current and the 12 last settlement days",
        "B相第三象限无功电能 结算日数据块",
    ),
    (
        "Phase B quadrant IV reactive energy%s",
        "%sB相第四象限无功电能",
    ),
    (
        "Phase B quadrant IV reactive energy, block: current and the 12 last settlement days",
        "B相第四象限无功电能 结算日数据块",
    ),
    ("Phase B forward apparent energy%s", "%sB相正向视在电能"),
    (
        "Phase B forward apparent energy, block: current and the 12 last settlement days",
        "B相正向视在电能 结算日数据块",
    ),
    ("Phase B reverse apparent energy%s", "%sB相反向视在电能"),
    (
        "Phase B reverse apparent energy, block: current and the 12 last settlement days",
        "B相反向视在电能 结算日数据块",
    ),
    ("Phase C forward active energy%s", "%sC相正向有功电能"),
    (
        "Phase C forward active energy, block: current and the 12 last settlement days",
        "C相正向有功电能 结算日数据块",
    ),
    ("Phase C reverse active energy%s", "%sC相反向有功电能"),
    (
        "Phase C reverse active energy, block: current and the 12 last settlement days",
        "C相反向有功电能 结算日数据块",
    ),
    ("Phase C combined reactive 1 energy%s", "%sC相组合无功1电能"),
    (
        "Phase C combined reactive 1 energy, block: current and the 12 last settlement days",
        "C相组合无功1电能 结算日数据块",
    ),
    ("Phase C combined reactive 2 energy%s", "%sC相组合无功2电能"),
    (
        "Phase C combined reactive 2 energy, block: current and the 12 last settlement days",
        "C相组合无功2电能 结算日数据块",
    ),
    (
        "Phase C quadrant I reactive energy%s",
        "%sC相第一象限无功电能",
    ),
    (
        "Phase C quadrant I reactive energy, block: current and the 12 last settlement days",
        "C相第一象限无功电能 结算日数据块",
    ),
    (
        "Phase C quadrant II reactive energy%s",
        "%sC相第二象限无功电能",
    ),
    (
        "Phase C quadrant II reactive energy, block: current and the 12 last settlement days",
        "C相第二象限无功电能 结算日数据块",
    ),
    (
        "Phase C quadrant III reactive energy%s",
        "%sC相第三象限无功电能",
    ),
    (
        "Phase C quadrant III reactive energy, block: current and the 12 last settlement days",
        "C相第三象限无功电能 结算日数据块",
    ),
    (
        "Phase C quadrant IV reactive energy%s",
        "%sC相第四象限无功电能",
    ),
    (
        "Phase C quadrant IV reactive energy, block: current and the 12 last settlement days",
        "C相第四象限无功电能 结算日数据块",
    ),
    ("Phase C forward apparent energy%s", "%sC相正向视在电能"),
    (
        "Phase C forward apparent energy, block: current and the 12 last settlement days",
        "C相正向视在电能 结算日数据块",
    ),
    ("Phase C reverse apparent energy%s", "%sC相反向视在电能"),
    (
        "Phase C reverse apparent energy, block: current and the 12 last settlement days",
        "C相反向视在电能 结算日数据块",
    ),
    ("Association energy, total%s", "%s关联总电能"),
    (
        "Association energy, block: current and the 12 last settlement days",
        "关联总电能 结算日数据块",
    ),
    (
        "Forward active fundamental energy, total%s",
        "%s正向有功基波总电能",
    ),
    (
        "Forward active fundamental energy, block: current and the 12 last settlement days",
        "正向有功基波总电能 结算日数据块",
    ),
    (
        "Reverse active fundamental energy, total%s",
        "%s反向有功基波总电能",
    ),
    (
        "Reverse active fundamental energy, block: current and the 12 last settlement days",
        "反向有功基波总电能 结算日数据块",
    ),
    (
        "Forward active harmonic energy, total%s",
        "%s正向有功谐波总电能",
    ),
    (
        "Forward active harmonic energy, block: current and the 12 last settlement days",
        "正向有功谐波总电能 结算日数据块",
    ),
    (
        "Reverse active harmonic energy, total%s",
        "%s反向有功谐波总电能",
    ),
    (
        "Reverse active harmonic energy, block: current and the 12 last settlement days",
        "反向有功谐波总电能 结算日数据块",
    ),
    (
        "Copper-loss active compensation energy, total%s",
        "%s铜损有功补偿总电能",
    ),
    (
        "Copper-loss active compensation energy, block: current and the 12 last settlement days",
        "铜损有功补偿总电能 结算日数据块",
    ),
    (
        "Iron-loss active compensation energy, total%s",
        "%s铁损有功补偿总电能",
    ),
    (
        "Iron-loss active compensation energy, block: current and the 12 last settlement days",
        "铁损有功补偿总电能 结算日数据块",
    ),
    ("Present remaining energy", "（当前）剩余电量"),
    ("Present overdraft energy", "（当前）透支电量"),
    ("Present remaining amount", "（当前）剩余金额"),
    ("Present overdraft amount", "（当前）透支金额"),
    ("Phase A association energy%s", "%sA相关联电能"),
    (
        "Phase A association energy, block: current and the 12 last settlement days",
        "A相关联电能 结算日数据块",
    ),
    (
        "Phase A forward active fundamental energy%s",
        "%sA相正向有功基波电能",
    ),
    (
        "Phase A forward active fundamental energy, block: current and the 12 last settlement days",
        "A相正向有功基波电能 结算日数据块",
    ),
    (
        "Phase A reverse active fundamental energy%s",
        "%sA相反向有功基波电能",
    ),
    (
        "Phase A reverse active fundamental energy, block: current and the 12 last settlement days",
        "A相反向有功基波电能 结算日数据块",
    ),
    (
        "Phase A forward active harmonic energy%s",
        "%sA相正向有功谐波电能",
    ),
    (
        "Phase A forward active harmonic energy, block: current and the 12 last settlement days",
        "A相正向有功谐波电能 结算日数据块",
    ),
    (
        "Phase A reverse active harmonic energy%s",
        "%sA相反向有功谐波电能",
    ),
    (
        "Phase A reverse active harmonic energy, block: current and the 12 last settlement days",
        "A相反向有功谐波电能 结算日数据块",
    ),
    (
        "Phase A copper-loss active compensation energy%s",
        "%sA相铜损有功补偿电能",
    ),
    (
        "Phase A copper-loss active compensation energy, block: current and the 12 last settlement days",
        "A相铜损有功补偿电能 结算日数据块",
    ),
    (
        "Phase A iron-loss active compensation energy%s",
        "%sA相铁损有功补偿电能",
    ),
    (
        "Phase A iron-loss active compensation energy, block: current and the 12 last settlement days",
        "A相铁损有功补偿电能 结算日数据块",
    ),
    ("Phase B association energy%s", "%sB相关联电能"),
    (
        "Phase B association energy, block: current and the 12 last settlement days",
        "B相关联电能 结算日数据块",
    ),
    (
        "Phase B forward active fundamental energy%s",
        "%sB相正向有功基波电能",
    ),
    (
        "Phase B forward active fundamental energy, block: current and the 12 last settlement days",
        "B相正向有功基波电能 结算日数据块",
    ),
    (
        "Phase B reverse active fundamental energy%s",
        "%sB相反向有功基波电能",
    ),
    (
        "Phase B reverse active fundamental energy, block: current and the 12 last settlement days",
        "B相反向有功基波电能 结算日数据块",
    ),
    (
        "Phase B forward active harmonic energy%s",
        "%sB相正向有功谐波电能",
    ),
    (
        "Phase B forward active harmonic energy, block: current and the 12 last settlement days",
        "B相正向有功谐波电能 结算日数据块",
    ),
    (
        "Phase B reverse active harmonic energy%s",
        "%sB相反向有功谐波电能",
    ),
    (
        "Phase B reverse active harmonic energy, block: current and the 12 last settlement days",
        "B相反向有功谐波电能 结算日数据块",
    ),
    (
        "Phase B copper-loss active compensation energy%s",
        "%sB相铜损有功补偿电能",
    ),
    (
        "Phase B copper-loss active compensation energy, block: current and the 12 last settlement days",
        "B相铜损有功补偿电能 结算日数据块",
    ),
    (
        "Phase B iron-loss active compensation energy%s",
        "%sB相铁损有功补偿电能",
    ),
    (
        "Phase B iron-loss active compensation energy, block: current and the 12 last settlement days",
        "B相铁损有功补偿电能 结算日数据块",
    ),
    ("Phase C association energy%s", "%sC相关联电能"),
    (
        "Phase C association energy, block: current and the 12 last settlement days",
        "C相关联电能 结算日数据块",
    ),
    (
        "Phase C forward active fundamental energy%s",
        "%sC相正向有功基波电能",
    ),
    (
        "Phase C forward active fundamental energy, block: current and the 12 last settlement days",
        "C相正向有功基波电能 结算日数据块",
    ),
    (
        "Phase C reverse active fundamental energy%s",
        "%sC相反向有功基波电能",
    ),
    (
        "Phase C reverse active fundamental energy, block: current and the 12 last settlement days",
        "C相反向有功基波电能 结算日数据块",
    ),
    (
        "Phase C forward active harmonic energy%s",
        "%sC相正向有功谐波电能",
    ),
    (
        "Phase C forward active harmonic energy, block: current and the 12 last settlement days",
        "C相正向有功谐波电能 结算日数据块",
    ),
    (
        "Phase C reverse active harmonic energy%s",
        "%sC相反向有功谐波电能",
    ),
    (
        "Phase C reverse active harmonic energy, block: current and the 12 last settlement days",
        "C相反向有功谐波电能 结算日数据块",
    ),
    (
        "Phase C copper-loss active compensation energy%s",
        "%sC相铜损有功补偿电能",
    ),
    (
        "Phase C copper-loss active compensation energy, block: current and the 12 last settlement days",
        "C相铜损有功补偿电能 结算日数据块",
    ),
    (
        "Phase C iron-loss active compensation energy%s",
        "%sC相铁损有功补偿电能",
    ),
    (
        "Phase C iron-loss active compensation energy, block: current and the 12 last settlement days",
        "C相铁损有功补偿电能 结算日数据块",
    ),
    (
        "%k maximum demand and time of occurrence, total%s",
        "%s%k总最大需量及发生时间",
    ),
    (
        "%k maximum demand and time, %T, block: current and the last settlement days",
        "%k%T最大需量及发生时间 结算日数据块",
    ),
    (
        "%k maximum demand and time, tariff %t%s",
        "%s%k费率%t最大需量及发生时间",
    ),
    (
        "%k maximum demand and time, block: total and every tariff%s",
        "%s%k最大需量及发生时间数据块",
    ),
    (
        "Phase A forward active maximum demand and time%s",
        "%sA相正向有功最大需量及发生时间",
    ),
    (
        "Phase A forward active maximum demand and time, block: current and the 12 last settlement days",
        "A相正向有功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase A reverse active maximum demand and time%s",
        "%sA相反向有功最大需量及发生时间",
    ),
    (
        "Phase A reverse active maximum demand and time, block: current and the 12 last settlement days",
        "A相反向有功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase A combined reactive 1 maximum demand and time%s",
        "%sA相组合无功1最大需量及发生时间",
    ),
    (
        "Phase A combined reactive 1 maximum demand and time, block: current and the 12 last settlement days",
        "A相组合无功1最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase A combined reactive 2 maximum demand and time%s",
        "%sA相组合无功2最大需量及发生时间",
    ),
    (
        "Phase A combined reactive 2 maximum demand and time, block: current and the 12 last settlement days",
        "A相组合无功2最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase A quadrant I reactive maximum demand and time%s",
        "%sA相第一象限无功最大需量及发生时间",
    ),
    (
        "Phase A quadrant I reactive maximum demand and time, block: current and the 12 last settlement days",
        "A相第一象限无功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase A quadrant II reactive maximum demand and time%s",
        "%sA相第二象限无功最大需量及发生时间",
    ),
    (
        "Phase A quadrant II reactive maximum demand and time, block: current and the 12 last settlement days",
        "A相第二象限无功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase A quadrant III reactive maximum demand and time%s",
        "%sA相第三象限无功最大需量及发生时间",
    ),
    (
        "Phase A quadrant III reactive maximum demand and time, block: current and the 12 last settlement days",
        "A相第三象限无功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase A quadrant IV reactive maximum demand and time%s",
        "%sA相第四象限无功最大需量及发生时间",
    ),
    (
        "Phase A quadrant IV reactive maximum demand and time, block: current and the 12 last settlement days",
        "A相第四象限无功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase A forward apparent maximum demand and time%s",
        "%sA相正向视在最大需量及发生时间",
    ),
    (
        "Phase A forward apparent maximum demand and time, block: current and the 12 last settlement days",
        "A相正向视在最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase A reverse apparent maximum demand and time%s",
        "%sA相反向视在最大需量及发生时间",
    ),
    (
        "Phase A reverse apparent maximum demand and time, block: current and the 12 last settlement days",
        "A相反向视在最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase B forward active maximum demand and time%s",
        "%sB相正向有功最大需量及发生时间",
    ),
    (
        "Phase B forward active maximum demand and time, block: current and the 12 last settlement days",
        "B相正向有功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase B reverse active maximum demand and time%s",
        "%sB相反向有功最大需量及发生时间",
    ),
    (
        "Phase B reverse active maximum demand and time, block: current and the 12 last settlement days",
        "B相反向有功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase B combined reactive 1 maximum demand and time%s",
        "%sB相组合无功1最大需量及发生时间",
    ),
    (
        "Phase B combined reactive 1 maximum demand and time, block: current and the 12 last settlement days",
        "B相组合无功1最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase B combined reactive 2 maximum demand and time%s",
        "%sB相组合无功2最大需量及发生时间",
    ),
    (
        "Phase B combined reactive 2 maximum demand and time, block: current and the 12 last settlement days",
        "B相组合无功2最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase B quadrant I reactive maximum demand and time%s",
        "%sB相第一象限无功最大需量及发生时间",
    ),
    (
        "Phase B quadrant I reactive maximum demand and time, block: current and the 12 last settlement days",
        "B相第一象限无功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase B quadrant II reactive maximum demand and time%s",
        "%sB相第二象限无功最大需量及发生时间",
    ),
    (
        "Phase B quadrant II reactive maximum demand and time, block: current and the 12 last settlement days",
        "B相第二象限无功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase B quadrant III reactive maximum demand and time%s",
        "%sB相第三象限无功最大需量及发生时间",
    ),
    (
        "Phase B quadrant III reactive maximum demand and time, block: current and the 12 last settlement days",
        "B相第三象限无功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase B quadrant IV reactive maximum demand and time%s",
        "%sB相第四象限无功最大需量及发生时间",
    ),
    (
        "Phase B quadrant IV reactive maximum demand and time, block: current and the 12 last settlement days",
        "B相第四象限无功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase B forward apparent maximum demand and time%s",
        "%sB相正向视在最大需量及发生时间",
    ),
    (
        "Phase B forward apparent maximum demand and time, block: current and the 12 last settlement days",
        "B相正向视在最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase B reverse apparent maximum demand and time%s",
        "%sB相反向视在最大需量及发生时间",
    ),
    (
        "Phase B reverse apparent maximum demand and time, block: current and the 12 last settlement days",
        "B相反向视在最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase C forward active maximum demand and time%s",
        "%sC相正向有功最大需量及发生时间",
    ),
    (
        "Phase C forward active maximum demand and time, block: current and the 12 last settlement days",
        "C相正向有功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase C reverse active maximum demand and time%s",
        "%sC相反向有功最大需量及发生时间",
    ),
    (
        "Phase C reverse active maximum demand and time, block: current and the 12 last settlement days",
        "C相反向有功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase C combined reactive 1 maximum demand and time%s",
        "%sC相组合无功1最大需量及发生时间",
    ),
    (
        "Phase C combined reactive 1 maximum demand and time, block: current and the 12 last settlement days",
        "C相组合无功1最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase C combined reactive 2 maximum demand and time%s",
        "%sC相组合无功2最大需量及发生时间",
    ),
    (
        "Phase C combined reactive 2 maximum demand and time, block: current and the 12 last settlement days",
        "C相组合无功2最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase C quadrant I reactive maximum demand and time%s",
        "%sC相第一象限无功最大需量及发生时间",
    ),
    (
        "Phase C quadrant I reactive maximum demand and time, block: current and the 12 last settlement days",
        "C相第一象限无功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase C quadrant II reactive maximum demand and time%s",
        "%sC相第二象限无功最大需量及发生时间",
    ),
    (
        "Phase C quadrant II reactive maximum demand and time, block: current and the 12 last settlement days",
        "C相第二象限无功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase C quadrant III reactive maximum demand and time%s",
        "%sC相第三象限无功最大需量及发生时间",
    ),
    (
        "Phase C quadrant III reactive maximum demand and time, block: current and the 12 last settlement days",
        "C相第三象限无功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase C quadrant IV reactive maximum demand and time%s",
        "%sC相第四象限无功最大需量及发生时间",
    ),
    (
        "Phase C quadrant IV reactive maximum demand and time, block: current and the 12 last settlement days",
        "C相第四象限无功最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase C forward apparent maximum demand and time%s",
        "%sC相正向视在最大需量及发生时间",
    ),
    (
        "Phase C forward apparent maximum demand and time, block: current and the 12 last settlement days",
        "C相正向视在最大需量及发生时间 结算日数据块",
    ),
    (
        "Phase C reverse apparent maximum demand and time%s",
        "%sC相反向视在最大需量及发生时间",
    ),
    (
        "Phase C reverse apparent maximum demand and time, block: current and the 12 last settlement days",
        "C相反向视在最大需量及发生时间 结算日数据块",
    ),
    ("Voltage, phase A", "A相电压"),
    ("Voltage, phase B", "B相电压"),
    ("Voltage, phase C", "C相电压"),
    ("Voltage, block (A, B, C)", "电压数据块"),
    ("Current, phase A", "A相电流"),
    ("Current, phase B", "B相电流"),
    ("Current, phase C", "C相电流"),
    ("Current, block (A, B, C)", "电流数据块"),
    ("Active power, total", "瞬时总有功功率"),
    ("Active power, phase A", "A相有功功率"),
    ("Active power, phase B", "B相有功功率"),
    ("Active power, phase C", "C相有功功率"),
    ("Active power, block (total, A, B, C)", "有功功率数据块"),
    ("Reactive power, total", "瞬时总无功功率"),
    ("Reactive power, phase A", "A相无功功率"),
    ("Reactive power, phase B", "B相无功功率"),
    ("Reactive power, phase C", "C相无功功率"),
    ("Reactive power, block (total, A, B, C)", "无功功率数据块"),
    ("Apparent power, total", "瞬时总视在功率"),
    ("Apparent power, phase A", "A相视在功率"),
    ("Apparent power, phase B", "B相视在功率"),
    ("Apparent power, phase C", "C相视在功率"),
    ("Apparent power, block (total, A, B, C)", "视在功率数据块"),
    ("Power factor, total", "瞬时总功率因数"),
    ("Power factor, phase A", "A相功率因数"),
    ("Power factor, phase B", "B相功率因数"),
    ("Power factor, phase C", "C相功率因数"),
    ("Power factor, block (total, A, B, C)", "功率因数数据块"),
    ("Phase angle, phase A", "A相相角"),
    ("Phase angle, phase B", "B相相角"),
    ("Phase angle, phase C", "C相相角"),
    ("Phase angle, block (A, B, C)", "相角数据块"),
    ("Voltage waveform distortion, phase A", "A相电压波形失真度"),
    ("Voltage waveform distortion, phase B", "B相电压波形失真度"),
    ("Voltage waveform distortion, phase C", "C相电压波形失真度"),
    (
        "Voltage waveform distortion, block (A, B, C)",
        "电压波形失真度数据块",
    ),
    ("Current waveform distortion, phase A", "A相电流波形失真度"),
    ("Current waveform distortion, phase B", "B相电流波形失真度"),
    ("Current waveform distortion, phase C", "C相电流波形失真度"),
    (
        "Current waveform distortion, block (A, B, C)",
        "电流波形失真度数据块",
    ),
    (
        "Voltage harmonic content, phase A, order %d",
        "A相电压第%d次谐波含量",
    ),
    (
        "Voltage harmonic content, phase A, block orders 1..h",
        "A相电压谐波含量数据块",
    ),
    (
        "Voltage harmonic content, phase B, order %d",
        "B相电压第%d次谐波含量",
    ),
    (
        "Voltage harmonic content, phase B, block orders 1..h",
        "B相电压谐波含量数据块",
    ),
    (
        "Voltage harmonic content, phase C, order %d",
        "C相电压第%d次谐波含量",
    ),
    (
        "Voltage harmonic content, phase C, block orders 1..h",
        "C相电压谐波含量数据块",
    ),
    (
        "Current harmonic content, phase A, order %d",
        "A相电流第%d次谐波含量",
    ),
    (
        "Current harmonic content, phase A, block orders 1..h",
        "A相电流谐波含量数据块",
    ),
    (
        "Current harmonic content, phase B, order %d",
        "B相电流第%d次谐波含量",
    ),
    (
        "Current harmonic content, phase B, block orders 1..h",
        "B相电流谐波含量数据块",
    ),
    (
        "Current harmonic content, phase C, order %d",
        "C相电流第%d次谐波含量",
    ),
    (
        "Current harmonic content, phase C, block orders 1..h",
        "C相电流谐波含量数据块",
    ),
    ("Line voltage %l", "%l线电压"),
    ("Line voltage block AB, BC, CA", "线电压数据块"),
    ("Neutral current", "零线电流"),
    ("Grid frequency", "电网频率"),
    (
        "One-minute average active power, total",
        "一分钟有功总平均功率",
    ),
    ("Present active demand", "当前有功需量"),
    ("Present reactive demand", "当前无功需量"),
    ("Present apparent demand", "当前视在需量"),
    ("Internal temperature", "表内温度"),
    ("Clock battery voltage (internal)", "时钟电池电压（内部）"),
    (
        "Outage-reading battery voltage (external)",
        "停电抄表电池电压（外部）",
    ),
    ("Internal battery working time", "内部电池工作时间"),
    ("Present ladder (step) price", "当前阶梯电价"),
    ("Present price", "当前电价"),
    ("Present tariff price", "当前费率电价"),
    (
        "Loss of voltage: total count and cumulative duration, phases A, B, C",
        "A、B、C相失压总次数，总累计时间",
    ),
    ("Loss of voltage record, phase A%n", "%nA相失压记录"),
    ("Loss of voltage record, phase B%n", "%nB相失压记录"),
    ("Loss of voltage record, phase C%n", "%nC相失压记录"),
    (
        "Under-voltage: total count and cumulative duration, phases A, B, C",
        "A、B、C相欠压总次数，总累计时间",
    ),
    ("Under-voltage record, phase A%n", "%nA相欠压记录"),
    ("Under-voltage record, phase B%n", "%nB相欠压记录"),
    ("Under-voltage record, phase C%n", "%nC相欠压记录"),
    (
        "Over-voltage: total count and cumulative duration, phases A, B, C",
        "A、B、C相过压总次数，总累计时间",
    ),
    ("Over-voltage record, phase A%n", "%nA相过压记录"),
    ("Over-voltage record, phase B%n", "%nB相过压记录"),
    ("Over-voltage record, phase C%n", "%nC相过压记录"),
    (
        "Phase break: total count and cumulative duration, phases A, B, C",
        "A、B、C相断相总次数，总累计时间",
    ),
    ("Phase break record, phase A%n", "%nA相断相记录"),
    ("Phase break record, phase B%n", "%nB相断相记录"),
    ("Phase break record, phase C%n", "%nC相断相记录"),
    (
        "All-phase loss of voltage: total count and duration",
        "全失压总次数，总累计时间",
    ),
    ("All-phase loss of voltage record%n", "%n全失压记录"),
    (
        "Auxiliary supply loss: total count and duration",
        "辅助电源失电总次数，总累计时间",
    ),
    ("Auxiliary supply loss record%n", "%n辅助电源失电记录"),
    (
        "Voltage reverse phase sequence: total count and duration",
        "电压逆相序总次数，总累计时间",
    ),
    (
        "Voltage reverse phase sequence record%n",
        "%n电压逆相序记录",
    ),
    (
        "Current reverse phase sequence: total count and duration",
        "电流逆相序总次数，总累计时间",
    ),
    (
        "Current reverse phase sequence record%n",
        "%n电流逆相序记录",
    ),
    (
        "Voltage imbalance: total count and duration",
        "电压不平衡总次数，总累计时间",
    ),
    ("Voltage imbalance record%n", "%n电压不平衡记录"),
    (
        "Current imbalance: total count and duration",
        "电流不平衡总次数，总累计时间",
    ),
    ("Current imbalance record%n", "%n电流不平衡记录"),
    (
        "Loss of current: total count and cumulative duration, phases A, B, C",
        "A、B、C相失流总次数，总累计时间",
    ),
    ("Loss of current record, phase A%n", "%nA相失流记录"),
    ("Loss of current record, phase B%n", "%nB相失流记录"),
    ("Loss of current record, phase C%n", "%nC相失流记录"),
    (
        "Over-current: total count and cumulative duration, phases A, B, C",
        "A、B、C相过流总次数，总累计时间",
    ),
    ("Over-current record, phase A%n", "%nA相过流记录"),
    ("Over-current record, phase B%n", "%nB相过流记录"),
    ("Over-current record, phase C%n", "%nC相过流记录"),
    (
        "Current break: total count and cumulative duration, phases A, B, C",
        "A、B、C相断流总次数，总累计时间",
    ),
    ("Current break record, phase A%n", "%nA相断流记录"),
    ("Current break record, phase B%n", "%nB相断流记录"),
    ("Current break record, phase C%n", "%nC相断流记录"),
    (
        "Power flow reversal: total count and cumulative duration, phases A, B, C",
        "A、B、C相潮流反向总次数，总累计时间",
    ),
    ("Power flow reversal record, phase A%n", "%nA相潮流反向记录"),
    ("Power flow reversal record, phase B%n", "%nB相潮流反向记录"),
    ("Power flow reversal record, phase C%n", "%nC相潮流反向记录"),
    (
        "Overload: total count and cumulative duration, phases A, B, C",
        "A、B、C相过载总次数，总累计时间",
    ),
    ("Overload record, phase A%n", "%nA相过载记录"),
    ("Overload record, phase B%n", "%nB相过载记录"),
    ("Overload record, phase C%n", "%nC相过载记录"),
    (
        "Voltage pass-rate statistics, total%m",
        "%m总电压合格率统计数据",
    ),
    (
        "Voltage pass-rate statistics, phase A%m",
        "%mA相电压合格率统计数据",
    ),
    (
        "Voltage pass-rate statistics, phase B%m",
        "%mB相电压合格率统计数据",
    ),
    (
        "Voltage pass-rate statistics, phase C%m",
        "%mC相电压合格率统计数据",
    ),
    ("Power-down: total count", "掉电总次数"),
    ("Power-down record%n", "%n掉电记录"),
    (
        "Demand over-limit: total counts (forward, reverse active, Q1-Q4 reactive)",
        "需量超限总次数",
    ),
    (
        "Demand over-limit record, forward active%n",
        "%n正向有功需量超限记录",
    ),
    (
        "Demand over-limit record, reverse active%n",
        "%n反向有功需量超限记录",
    ),
    (
        "Demand over-limit record, quadrant I reactive%n",
        "%n第一象限无功需量超限记录",
    ),
    (
        "Demand over-limit record, quadrant II reactive%n",
        "%n第二象限无功需量超限记录",
    ),
    (
        "Demand over-limit record, quadrant III reactive%n",
        "%n第三象限无功需量超限记录",
    ),
    (
        "Demand over-limit record, quadrant IV reactive%n",
        "%n第四象限无功需量超限记录",
    ),
    ("Clock fault: total count", "时钟故障总次数"),
    ("Metering chip fault: total count", "计量芯片故障总次数"),
    ("Programming: total count", "编程总次数"),
    ("Programming record%n", "%n编程记录"),
    ("Meter clear: total count", "电表清零总次数"),
    ("Meter clear record%n", "%n电表清零记录"),
    ("Demand clear: total count", "需量清零总次数"),
    ("Demand clear record%n", "%n需量清零记录"),
    ("Event clear: total count", "事件清零总次数"),
    ("Event clear record%n", "%n事件清零记录"),
    ("Clock adjustment: total count", "校时总次数"),
    ("Clock adjustment record%n", "%n校时记录"),
    ("Day-schedule programming: total count", "时段表编程总次数"),
    ("Day-schedule programming record%n", "%n时段表编程记录"),
    (
        "Season (time-zone) table programming: total count",
        "时区表编程总次数",
    ),
    (
        "Season (time-zone) table programming record%n",
        "%n时区表编程记录",
    ),
    (
        "Weekly-rest-day programming: total count",
        "周休日编程总次数",
    ),
    ("Weekly-rest-day programming record%n", "%n周休日编程记录"),
    ("Holiday programming: total count", "节假日编程总次数"),
    ("Holiday programming record%n", "%n节假日编程记录"),
    (
        "Active-combination word programming: total count",
        "有功组合方式编程总次数",
    ),
    (
        "Active-combination word programming record%n",
        "%n有功组合方式编程记录",
    ),
    (
        "Reactive-combination-1 word programming: total count",
        "无功组合方式1编程总次数",
    ),
    (
        "Reactive-combination-1 word programming record%n",
        "%n无功组合方式1编程记录",
    ),
    (
        "Reactive-combination-2 word programming: total count",
        "无功组合方式2编程总次数",
    ),
    (
        "Reactive-combination-2 word programming record%n",
        "%n无功组合方式2编程记录",
    ),
    (
        "Settlement-day programming: total count",
        "结算日编程总次数",
    ),
    ("Settlement-day programming record%n", "%n结算日编程记录"),
    ("Meter cover open: total count", "开表盖总次数"),
    ("Meter cover open record%n", "%n开表盖记录"),
    ("Terminal cover open: total count", "开端钮盒总次数"),
    ("Terminal cover open record%n", "%n开端钮盒记录"),
    (
        "Tariff-price table programming: total count",
        "费率参数表编程总次数",
    ),
    (
        "Tariff-price table programming record%n",
        "%n费率参数表编程记录",
    ),
    ("Ladder-table programming: total count", "阶梯表编程总次数"),
    ("Ladder-table programming record%n", "%n阶梯表编程记录"),
    ("Key update: total count", "密钥更新总次数"),
    ("Key update record%n", "%n密钥更新记录"),
    ("Abnormal card insertion: total count", "异常插卡总次数"),
    ("Abnormal card insertion record%n", "%n异常插卡记录"),
    (
        "Energy purchase (kWh meter): date%n",
        "%n购电日期（电量型）",
    ),
    (
        "Energy purchase (kWh meter): purchase count after%n",
        "%n购电后总购电次数（电量型）",
    ),
    (
        "Energy purchase (kWh meter): purchased%n",
        "%n购电电量（电量型）",
    ),
    (
        "Energy purchase (kWh meter): remaining before%n",
        "%n购电前剩余电量（电量型）",
    ),
    (
        "Energy purchase (kWh meter): remaining after%n",
        "%n购电后剩余电量（电量型）",
    ),
    (
        "Energy purchase (kWh meter): cumulative purchased after%n",
        "%n购电后累计购电电量（电量型）",
    ),
    (
        "Energy purchase (amount meter): date%n",
        "%n购电日期（电费型）",
    ),
    (
        "Energy purchase (amount meter): purchase count after%n",
        "%n购电后总购电次数（电费型）",
    ),
    (
        "Energy purchase (amount meter): purchased%n",
        "%n购电金额（电费型）",
    ),
    (
        "Energy purchase (amount meter): remaining before%n",
        "%n购电前剩余金额（电费型）",
    ),
    (
        "Energy purchase (amount meter): remaining after%n",
        "%n购电后剩余金额（电费型）",
    ),
    (
        "Energy purchase (amount meter): cumulative purchased after%n",
        "%n购电后累计购电金额（电费型）",
    ),
    ("Refund: total count", "退费总次数"),
    ("Refund record%n", "%n退费记录"),
    (
        "Constant magnetic field interference: total count",
        "恒定磁场干扰总次数",
    ),
    (
        "Constant magnetic field interference record%n",
        "%n恒定磁场干扰记录",
    ),
    (
        "Load switch misoperation: total count",
        "负荷开关误动作总次数",
    ),
    ("Load switch misoperation record%n", "%n负荷开关误动作记录"),
    ("Power supply abnormal: total count", "电源异常总次数"),
    ("Power supply abnormal record%n", "%n电源异常记录"),
    ("Date and weekday (0 = Sunday)", "日期及星期"),
    ("Time", "时间"),
    ("Maximum demand period", "最大需量周期"),
    ("Sliding interval", "滑差时间"),
    ("Test pulse width", "校表脉冲宽度"),
    (
        "Switch time between the two season tables",
        "两套时区表切换时间",
    ),
    (
        "Switch time between the two day-schedule sets",
        "两套日时段表切换时间",
    ),
    (
        "Switch time between the two tariff-price sets",
        "两套费率电价切换时间",
    ),
    (
        "Switch time between the two ladder sets",
        "两套阶梯切换时间",
    ),
    ("Date and time", "日期时间"),
    ("Number of seasons p (<=14)", "年时区数p≤14"),
    ("Number of day schedules q (<=8)", "日时段表数q≤8"),
    ("Number of slots per day m (<=14)", "日时段数m≤14"),
    ("Number of tariffs k (<=63)", "费率数k≤63"),
    ("Number of public holidays n (<=254)", "公共假日数n≤254"),
    ("Harmonic analysis count", "谐波分析次数"),
    ("Ladder count", "阶梯数"),
    ("Auto-scroll screen count", "自动循环显示屏数"),
    ("Display time per screen", "每屏显示时间"),
    ("Displayed energy decimals", "显示电能小数位数"),
    (
        "Displayed power/demand decimals",
        "显示功率（最大需量）小数位数",
    ),
    ("Key-scroll screen count", "按键循环显示屏数"),
    ("CT ratio", "电流互感器变比"),
    ("PT ratio", "电压互感器变比"),
    ("Power-on full-display time", "上电全显时间"),
    ("Communication address", "通信地址"),
    ("Meter number", "表号"),
    ("Asset management code (ASCII)", "资产管理编码（ASCII）"),
    ("Rated voltage (ASCII)", "额定电压（ASCII）"),
    ("Rated/basic current (ASCII)", "额定电流/基本电流（ASCII）"),
    ("Maximum current (ASCII)", "最大电流（ASCII）"),
    ("Active accuracy class (ASCII)", "有功准确度等级（ASCII）"),
    ("Reactive accuracy class (ASCII)", "无功准确度等级（ASCII）"),
    ("Active meter constant", "电表有功常数"),
    ("Reactive meter constant", "电表无功常数"),
    ("Meter model (ASCII)", "电表型号（ASCII）"),
    ("Production date (ASCII)", "生产日期（ASCII）"),
    ("Protocol version (ASCII)", "协议版本号（ASCII）"),
    ("Customer number", "客户编号"),
    ("Meter location", "电表位置信息"),
    ("Meter running status word 1", "电表运行状态字1"),
    ("Meter running status word 2", "电表运行状态字2"),
    ("Meter running status word 3", "电表运行状态字3"),
    ("Meter running status word 4", "电表运行状态字4"),
    ("Meter running status word 5", "电表运行状态字5"),
    ("Meter running status word 6", "电表运行状态字6"),
    ("Meter running status word 7", "电表运行状态字7"),
    ("Key status word", "密钥状态字"),
    (
        "Running status words block (words 1-7)",
        "电表运行状态字数据块",
    ),
    ("Active combination word", "有功组合方式特征字"),
    ("Reactive combination 1 word", "无功组合方式1特征字"),
    ("Reactive combination 2 word", "无功组合方式2特征字"),
    (
        "Baud-rate word, modulated infrared port",
        "调制型红外光口通信速率特征字",
    ),
    (
        "Baud-rate word, contact optical port",
        "接触型红外光口通信速率特征字",
    ),
    ("Baud-rate word, port 1", "通信口1通信速率特征字"),
    ("Baud-rate word, port 2", "通信口2通信速率特征字"),
    ("Baud-rate word, port 3", "通信口3通信速率特征字"),
    ("Weekly rest-day word", "周休日特征字"),
    ("Day schedule used on rest days", "周休日采用的日时段表号"),
    ("Load record mode word", "负荷记录模式字"),
    (
        "Freeze data mode word (timed freeze in the SG supplement)",
        "冻结数据模式字（备案后为定时冻结数据模式字）",
    ),
    ("Instant freeze data mode word", "瞬时冻结数据模式字"),
    (
        "Agreed (table-switch) freeze data mode word",
        "约定冻结数据模式字",
    ),
    ("Hourly freeze data mode word", "整点冻结数据模式字"),
    ("Daily freeze data mode word", "日冻结数据模式字"),
    ("Load record start time", "负荷记录起始时间"),
    ("Load record interval, class 1", "第1类负荷记录间隔时间"),
    ("Load record interval, class 2", "第2类负荷记录间隔时间"),
    ("Load record interval, class 3", "第3类负荷记录间隔时间"),
    ("Load record interval, class 4", "第4类负荷记录间隔时间"),
    ("Load record interval, class 5", "第5类负荷记录间隔时间"),
    ("Load record interval, class 6", "第6类负荷记录间隔时间"),
    ("Monthly settlement day 1", "每月第1结算日"),
    ("Monthly settlement day 2", "每月第2结算日"),
    ("Monthly settlement day 3", "每月第3结算日"),
    ("Password, level 0", "0级密码"),
    ("Password, level 1", "1级密码"),
    ("Password, level 2", "2级密码"),
    ("Password, level 3", "3级密码"),
    ("Password, level 4", "4级密码"),
    ("Password, level 5", "5级密码"),
    ("Password, level 6", "6级密码"),
    ("Password, level 7", "7级密码"),
    ("Password, level 8", "8级密码"),
    ("Password, level 9", "9级密码"),
    ("Phase A conductance coefficient", "A相电导系数"),
    ("Phase A susceptance coefficient", "A相电纳系数"),
    ("Phase A resistance coefficient", "A相电阻系数"),
    ("Phase A reactance coefficient", "A相电抗系数"),
    ("Phase B conductance coefficient", "B相电导系数"),
    ("Phase B susceptance coefficient", "B相电纳系数"),
    ("Phase B resistance coefficient", "B相电阻系数"),
    ("Phase B reactance coefficient", "B相电抗系数"),
    ("Phase C conductance coefficient", "C相电导系数"),
    ("Phase C susceptance coefficient", "C相电纳系数"),
    ("Phase C resistance coefficient", "C相电阻系数"),
    ("Phase C reactance coefficient", "C相电抗系数"),
    ("Forward active power upper limit", "正向有功功率上限值"),
    ("Reverse active power upper limit", "反向有功功率上限值"),
    ("Voltage upper limit", "电压上限值"),
    ("Voltage lower limit", "电压下限值"),
    ("Alarm energy limit 1", "报警电量1限值"),
    ("Alarm energy limit 2", "报警电量2限值"),
    ("Hoarding energy limit", "囤积电量限值"),
    ("Overdraft energy limit", "透支电量限值"),
    ("Alarm amount limit 1", "报警金额1限值"),
    ("Alarm amount limit 2", "报警金额2限值"),
    ("Overdraft amount limit", "透支金额限值"),
    ("Hoarding amount limit", "囤积金额限值"),
    ("Reconnect-allowed amount limit", "合闸允许金额限值"),
    ("Meter running feature word 1", "电表运行特征字1"),
    ("Active-report mode word", "主动上报模式字"),
    ("Hourly freeze start time", "整点冻结起始时间"),
    ("Hourly freeze interval", "整点冻结时间间隔"),
    ("Daily freeze time", "日冻结时间"),
    ("Timed freeze time", "定时冻结时间"),
    (
        "Wireless link status and signal strength",
        "无线通信在线及信号强弱指示",
    ),
    ("Trip delay", "跳闸延时时间"),
    (
        "Relay operation current threshold",
        "继电器拉闸控制电流门限值",
    ),
    (
        "Over-threshold protection delay",
        "超拉闸控制电流门限保护延时时间",
    ),
    ("Infrared authentication validity", "红外认证时效"),
    (
        "Auto-reset delay of the active-report status word",
        "主动上报状态字自动复位延时时间",
    ),
    ("Active-report status word", "主动上报状态字"),
    (
        "Reset of the active-report status word",
        "复位主动上报状态字",
    ),
    ("First season table", "第一套时区表数据"),
    ("First set, day schedule %d", "第一套第%d日时段表数据"),
    ("Second season table", "第二套时区表数据"),
    ("Second set, day schedule %d", "第二套第%d日时段表数据"),
    (
        "Public holiday %d: date and day schedule",
        "第%d公共假日日期及日时段表号",
    ),
    (
        "Auto-scroll display, item of screen %d",
        "自动循环显示第%d屏显示数据项",
    ),
    (
        "Key-scroll display, item of screen %d",
        "按键循环显示第%d屏显示数据项",
    ),
    ("First set, tariff price %d", "第一套费率电价%d"),
    ("First set, tariff price block", "第一套费率电价数据块"),
    ("Second set, tariff price %d", "第二套费率电价%d"),
    ("Second set, tariff price block", "第二套费率电价数据块"),
    ("First set, ladder value %d", "第一套第%d阶梯值"),
    ("First set, ladder price %d", "第一套第%d阶梯电价"),
    ("Second set, ladder value %d", "第二套第%d阶梯值"),
    ("Second set, ladder price %d", "第二套第%d阶梯电价"),
    ("Current ladder parameter block", "当前套阶梯参数数据块"),
    ("Backup ladder parameter block", "备用套阶梯参数数据块"),
    (
        "Loss of voltage: voltage trigger upper limit",
        "失压事件电压触发上限",
    ),
    (
        "Loss of voltage: voltage recovery lower limit",
        "失压事件电压恢复下限",
    ),
    (
        "Loss of voltage: current trigger lower limit",
        "失压事件电流触发下限",
    ),
    ("Loss of voltage: delay", "失压事件判定延时时间"),
    (
        "Under-voltage: voltage trigger upper limit",
        "欠压事件电压触发上限",
    ),
    ("Under-voltage: delay", "欠压事件判定延时时间"),
    (
        "Over-voltage: voltage trigger lower limit",
        "过压事件电压触发下限",
    ),
    ("Over-voltage: delay", "过压事件判定延时时间"),
    (
        "Phase break: voltage trigger upper limit",
        "断相事件电压触发上限",
    ),
    (
        "Phase break: current trigger upper limit",
        "断相事件电流触发上限",
    ),
    ("Phase break: delay", "断相事件判定延时时间"),
    ("Voltage imbalance limit", "电压不平衡率限值"),
    ("Voltage imbalance: delay", "电压不平衡率判定延时时间"),
    ("Current imbalance limit", "电流不平衡率限值"),
    ("Current imbalance: delay", "电流不平衡率判定延时时间"),
    (
        "Loss of current: voltage trigger lower limit",
        "失流事件电压触发下限",
    ),
    (
        "Loss of current: current trigger upper limit",
        "失流事件电流触发上限",
    ),
    (
        "Loss of current: current trigger lower limit",
        "失流事件电流触发下限",
    ),
    ("Loss of current: delay", "失流事件判定延时时间"),
    ("Over-current: trigger lower limit", "过流事件电流触发下限"),
    ("Over-current: delay", "过流事件判定延时时间"),
    (
        "Current break: voltage trigger lower limit",
        "断流事件电压触发下限",
    ),
    (
        "Current break: current trigger upper limit",
        "断流事件电流触发上限",
    ),
    ("Current break: delay", "断流事件判定延时时间"),
    (
        "Power reversal: active power trigger lower limit",
        "潮流反向事件有功功率触发下限",
    ),
    ("Power reversal: delay", "潮流反向事件判定延时时间"),
    (
        "Overload: active power trigger lower limit",
        "过载事件有功功率触发下限",
    ),
    ("Overload: delay", "过载事件判定延时时间"),
    ("Voltage assessment upper limit", "电压考核上限"),
    ("Voltage assessment lower limit", "电压考核下限"),
    (
        "Active demand over-limit: trigger",
        "有功需量超限事件需量触发下限",
    ),
    (
        "Reactive demand over-limit: trigger",
        "无功需量超限事件需量触发下限",
    ),
    ("Demand over-limit: delay", "需量超限事件判定延时时间"),
    ("Total power factor lower limit", "总功率因数超下限阀值"),
    ("Total power factor: delay", "总功率因数超下限判定延时时间"),
    ("Severe current imbalance limit", "电流严重不平衡限值"),
    (
        "Severe current imbalance: delay",
        "电流严重不平衡触发延时时间",
    ),
    (
        "Power reversal (total): active power trigger lower limit",
        "功率反向事件有功功率触发下限",
    ),
    ("Power reversal (total): delay", "功率反向事件判定延时时间"),
    (
        "Manufacturer software version (ASCII)",
        "厂家软件版本号（ASCII）",
    ),
    (
        "Manufacturer hardware version (ASCII)",
        "厂家硬件版本号（ASCII）",
    ),
    ("Manufacturer number (ASCII)", "厂家编号（ASCII）"),
    ("Manufacturer software record number", "厂家软件备案号"),
    ("%f: time of freeze%n", "%n%f时间"),
    (
        "%f: forward active energy (total, tariffs)%n",
        "%n%f正向有功电能数据",
    ),
    (
        "%f: reverse active energy (total, tariffs)%n",
        "%n%f反向有功电能数据",
    ),
    (
        "%f: combined reactive 1 energy (total, tariffs)%n",
        "%n%f组合无功1电能数据",
    ),
    (
        "%f: combined reactive 2 energy (total, tariffs)%n",
        "%n%f组合无功2电能数据",
    ),
    (
        "%f: quadrant I reactive energy (total, tariffs)%n",
        "%n%f第一象限无功电能数据",
    ),
    (
        "%f: quadrant II reactive energy (total, tariffs)%n",
        "%n%f第二象限无功电能数据",
    ),
    (
        "%f: quadrant III reactive energy (total, tariffs)%n",
        "%n%f第三象限无功电能数据",
    ),
    (
        "%f: quadrant IV reactive energy (total, tariffs)%n",
        "%n%f第四象限无功电能数据",
    ),
    (
        "%f: forward active maximum demand and time%n",
        "%n%f正向有功最大需量及发生时间数据",
    ),
    (
        "%f: reverse active maximum demand and time%n",
        "%n%f反向有功最大需量及发生时间数据",
    ),
    ("%f: variables%n", "%n%f变量数据"),
    ("%f: block%n", "%n%f数据块"),
    ("%f: time%n", "%n%f时间"),
    ("%f: forward active total energy%n", "%n%f正向有功总电能"),
    ("%f: reverse active total energy%n", "%n%f反向有功总电能"),
    (
        "Load record, all classes: earliest record blocks",
        "全部类负荷记录：最早记录块",
    ),
    (
        "Load record, all classes: record blocks from a given time",
        "全部类负荷记录：给定时间记录块",
    ),
    (
        "Load record, all classes: most recent record block",
        "全部类负荷记录：最近一个记录块",
    ),
    (
        "Load record, class 1 (voltage, current, frequency): earliest record blocks",
        "第1类（电压、电流、频率）负荷记录：最早记录块",
    ),
    (
        "Load record, class 1 (voltage, current, frequency): record blocks from a given time",
        "第1类（电压、电流、频率）负荷记录：给定时间记录块",
    ),
    (
        "Load record, class 1 (voltage, current, frequency): most recent record block",
        "第1类（电压、电流、频率）负荷记录：最近一个记录块",
    ),
    (
        "Load record, class 2 (active, reactive power): earliest record blocks",
        "第2类（有、无功功率）负荷记录：最早记录块",
    ),
    (
        "Load record, class 2 (active, reactive power): record blocks from a given time",
        "第2类（有、无功功率）负荷记录：给定时间记录块",
    ),
    (
        "Load record, class 2 (active, reactive power): most recent record block",
        "第2类（有、无功功率）负荷记录：最近一个记录块",
    ),
    (
        "Load record, class 3 (power factor): earliest record blocks",
        "第3类（功率因数）负荷记录：最早记录块",
    ),
    (
        "Load record, class 3 (power factor): record blocks from a given time",
        "第3类（功率因数）负荷记录：给定时间记录块",
    ),
    (
        "Load record, class 3 (power factor): most recent record block",
        "第3类（功率因数）负荷记录：最近一个记录块",
    ),
    (
        "Load record, class 4 (total energies): earliest record blocks",
        "第4类（有、无功总电能）负荷记录：最早记录块",
    ),
    (
        "Load record, class 4 (total energies): record blocks from a given time",
        "第4类（有、无功总电能）负荷记录：给定时间记录块",
    ),
    (
        "Load record, class 4 (total energies): most recent record block",
        "第4类（有、无功总电能）负荷记录：最近一个记录块",
    ),
    (
        "Load record, class 5 (four-quadrant reactive energies): earliest record blocks",
        "第5类（四象限无功总电能）负荷记录：最早记录块",
    ),
    (
        "Load record, class 5 (four-quadrant reactive energies): record blocks from a given time",
        "第5类（四象限无功总电能）负荷记录：给定时间记录块",
    ),
    (
        "Load record, class 5 (four-quadrant reactive energies): most recent record block",
        "第5类（四象限无功总电能）负荷记录：最近一个记录块",
    ),
    (
        "Load record, class 6 (present demand): earliest record blocks",
        "第6类（当前需量）负荷记录：最早记录块",
    ),
    (
        "Load record, class 6 (present demand): record blocks from a given time",
        "第6类（当前需量）负荷记录：给定时间记录块",
    ),
    (
        "Load record, class 6 (present demand): most recent record block",
        "第6类（当前需量）负荷记录：最近一个记录块",
    ),
    ("Voltage phase A curve", "A相电压曲线"),
    ("Voltage phase B curve", "B相电压曲线"),
    ("Voltage phase C curve", "C相电压曲线"),
    ("Voltage block curve", "电压数据块曲线"),
    ("Current phase A curve", "A相电流曲线"),
    ("Current phase B curve", "B相电流曲线"),
    ("Current phase C curve", "C相电流曲线"),
    ("Current block curve", "电流数据块曲线"),
    ("Active power total curve", "总有功功率曲线"),
    ("Active power phase A curve", "A相有功功率曲线"),
    ("Active power phase B curve", "B相有功功率曲线"),
    ("Active power phase C curve", "C相有功功率曲线"),
    ("Active power block curve", "有功功率数据块曲线"),
    ("Reactive power total curve", "总无功功率曲线"),
    ("Reactive power phase A curve", "A相无功功率曲线"),
    ("Reactive power phase B curve", "B相无功功率曲线"),
    ("Reactive power phase C curve", "C相无功功率曲线"),
    ("Reactive power block curve", "无功功率数据块曲线"),
    ("Power factor total curve", "总功率因数曲线"),
    ("Power factor phase A curve", "A相功率因数曲线"),
    ("Power factor phase B curve", "B相功率因数曲线"),
    ("Power factor phase C curve", "C相功率因数曲线"),
    ("Power factor block curve", "功率因数数据块曲线"),
    ("Forward active energy curve", "正向有功总电能曲线"),
    ("Reverse active energy curve", "反向有功总电能曲线"),
    ("Combined reactive 1 energy curve", "组合无功1总电能曲线"),
    ("Combined reactive 2 energy curve", "组合无功2总电能曲线"),
    ("Total energies block curve", "总电能数据块曲线"),
    ("Quadrant I reactive energy curve", "第一象限无功总电能曲线"),
    (
        "Quadrant II reactive energy curve",
        "第二象限无功总电能曲线",
    ),
    (
        "Quadrant III reactive energy curve",
        "第三象限无功总电能曲线",
    ),
    (
        "Quadrant IV reactive energy curve",
        "第四象限无功总电能曲线",
    ),
    (
        "Four-quadrant reactive energies block curve",
        "四象限无功总电能数据块曲线",
    ),
    ("Present active demand curve", "当前有功需量曲线"),
    ("Present reactive demand curve", "当前无功需量曲线"),
    ("Present demand block curve", "当前需量数据块曲线"),
    ("%e: count over all phases", "%e总次数（各相合计）"),
    ("%e: duration over all phases", "%e总累计时间（各相合计）"),
    (
        "%e: count over all phases (LYTEST coding)",
        "%e总次数（LYTEST编码）",
    ),
    ("Last loss of voltage: start time", "最近1次失压发生时刻"),
    ("Last loss of voltage: end time", "最近1次失压结束时刻"),
    ("%e, phase %p: total count", "%p相%e总次数"),
    ("%e, phase %p: cumulative duration", "%p相%e总累计时间"),
    ("%e, phase %p: start time%n", "%n%p相%e发生时刻"),
    (
        "%e, phase %p: start forward active energy, total%n",
        "%n%p相%e发生时刻正向有功总电能",
    ),
    (
        "%e, phase %p: start reverse active energy, total%n",
        "%n%p相%e发生时刻反向有功总电能",
    ),
    (
        "%e, phase %p: start combined reactive 1 energy, total%n",
        "%n%p相%e发生时刻组合无功1总电能",
    ),
    (
        "%e, phase %p: start combined reactive 2 energy, total%n",
        "%n%p相%e发生时刻组合无功2总电能",
    ),
    (
        "%e, phase %p: start forward active energy, phase A%n",
        "%n%p相%e发生时刻A相正向有功电能",
    ),
    (
        "%e, phase %p: start reverse active energy, phase A%n",
        "%n%p相%e发生时刻A相反向有功电能",
    ),
    (
        "%e, phase %p: start combined reactive 1 energy, phase A%n",
        "%n%p相%e发生时刻A相组合无功1电能",
    ),
    (
        "%e, phase %p: start combined reactive 2 energy, phase A%n",
        "%n%p相%e发生时刻A相组合无功2电能",
    ),
    (
        "%e, phase %p: start voltage, phase A%n",
        "%n%p相%e发生时刻A相电压",
    ),
    (
        "%e, phase %p: start current, phase A%n",
        "%n%p相%e发生时刻A相电流",
    ),
    (
        "%e, phase %p: start active power, phase A%n",
        "%n%p相%e发生时刻A相有功功率",
    ),
    (
        "%e, phase %p: start reactive power, phase A%n",
        "%n%p相%e发生时刻A相无功功率",
    ),
    (
        "%e, phase %p: start power factor, phase A%n",
        "%n%p相%e发生时刻A相功率因数",
    ),
    (
        "%e, phase %p: start forward active energy, phase B%n",
        "%n%p相%e发生时刻B相正向有功电能",
    ),
    (
        "%e, phase %p: start reverse active energy, phase B%n",
        "%n%p相%e发生时刻B相反向有功电能",
    ),
    (
        "%e, phase %p: start combined reactive 1 energy, phase B%n",
        "%n%p相%e发生时刻B相组合无功1电能",
    ),
    (
        "%e, phase %p: start combined reactive 2 energy, phase B%n",
        "%n%p相%e发生时刻B相组合无功2电能",
    ),
    (
        "%e, phase %p: start voltage, phase B%n",
        "%n%p相%e发生时刻B相电压",
    ),
    (
        "%e, phase %p: start current, phase B%n",
        "%n%p相%e发生时刻B相电流",
    ),
    (
        "%e, phase %p: start active power, phase B%n",
        "%n%p相%e发生时刻B相有功功率",
    ),
    (
        "%e, phase %p: start reactive power, phase B%n",
        "%n%p相%e发生时刻B相无功功率",
    ),
    (
        "%e, phase %p: start power factor, phase B%n",
        "%n%p相%e发生时刻B相功率因数",
    ),
    (
        "%e, phase %p: start forward active energy, phase C%n",
        "%n%p相%e发生时刻C相正向有功电能",
    ),
    (
        "%e, phase %p: start reverse active energy, phase C%n",
        "%n%p相%e发生时刻C相反向有功电能",
    ),
    (
        "%e, phase %p: start combined reactive 1 energy, phase C%n",
        "%n%p相%e发生时刻C相组合无功1电能",
    ),
    (
        "%e, phase %p: start combined reactive 2 energy, phase C%n",
        "%n%p相%e发生时刻C相组合无功2电能",
    ),
    (
        "%e, phase %p: start voltage, phase C%n",
        "%n%p相%e发生时刻C相电压",
    ),
    (
        "%e, phase %p: start current, phase C%n",
        "%n%p相%e发生时刻C相电流",
    ),
    (
        "%e, phase %p: start active power, phase C%n",
        "%n%p相%e发生时刻C相有功功率",
    ),
    (
        "%e, phase %p: start reactive power, phase C%n",
        "%n%p相%e发生时刻C相无功功率",
    ),
    (
        "%e, phase %p: start power factor, phase C%n",
        "%n%p相%e发生时刻C相功率因数",
    ),
    ("%e, phase %p: ampere-hours total%n", "%n%p相%e期间总安时数"),
    (
        "%e, phase %p: ampere-hours, phase A%n",
        "%n%p相%e期间A相安时数",
    ),
    (
        "%e, phase %p: ampere-hours, phase B%n",
        "%n%p相%e期间B相安时数",
    ),
    (
        "%e, phase %p: ampere-hours, phase C%n",
        "%n%p相%e期间C相安时数",
    ),
    ("%e, phase %p: end time%n", "%n%p相%e结束时刻"),
    (
        "%e, phase %p: end forward active energy, total%n",
        "%n%p相%e结束时刻正向有功总电能",
    ),
    (
        "%e, phase %p: end reverse active energy, total%n",
        "%n%p相%e结束时刻反向有功总电能",
    ),
    (
        "%e, phase %p: end combined reactive 1 energy, total%n",
        "%n%p相%e结束时刻组合无功1总电能",
    ),
    (
        "%e, phase %p: end combined reactive 2 energy, total%n",
        "%n%p相%e结束时刻组合无功2总电能",
    ),
    (
        "%e, phase %p: end forward active energy, phase A%n",
        "%n%p相%e结束时刻A相正向有功电能",
    ),
    (
        "%e, phase %p: end reverse active energy, phase A%n",
        "%n%p相%e结束时刻A相反向有功电能",
    ),
    (
        "%e, phase %p: end combined reactive 1 energy, phase A%n",
        "%n%p相%e结束时刻A相组合无功1电能",
    ),
    (
        "%e, phase %p: end combined reactive 2 energy, phase A%n",
        "%n%p相%e结束时刻A相组合无功2电能",
    ),
    (
        "%e, phase %p: end forward active energy, phase B%n",
        "%n%p相%e结束时刻B相正向有功电能",
    ),
    (
        "%e, phase %p: end reverse active energy, phase B%n",
        "%n%p相%e结束时刻B相反向有功电能",
    ),
    (
        "%e, phase %p: end combined reactive 1 energy, phase B%n",
        "%n%p相%e结束时刻B相组合无功1电能",
    ),
    (
        "%e, phase %p: end combined reactive 2 energy, phase B%n",
        "%n%p相%e结束时刻B相组合无功2电能",
    ),
    (
        "%e, phase %p: end forward active energy, phase C%n",
        "%n%p相%e结束时刻C相正向有功电能",
    ),
    (
        "%e, phase %p: end reverse active energy, phase C%n",
        "%n%p相%e结束时刻C相反向有功电能",
    ),
    (
        "%e, phase %p: end combined reactive 1 energy, phase C%n",
        "%n%p相%e结束时刻C相组合无功1电能",
    ),
    (
        "%e, phase %p: end combined reactive 2 energy, phase C%n",
        "%n%p相%e结束时刻C相组合无功2电能",
    ),
    (
        "%e, phase %p: record block of items 01..35%n",
        "%n%p相%e记录数据块",
    ),
    ("%e: end time%n", "%n%e结束时刻"),
    (
        "%e: end forward active energy, total%n",
        "%n%e结束时刻正向有功总电能",
    ),
    (
        "%e: end reverse active energy, total%n",
        "%n%e结束时刻反向有功总电能",
    ),
    (
        "%e: end combined reactive 1 energy, total%n",
        "%n%e结束时刻组合无功1总电能",
    ),
    (
        "%e: end combined reactive 2 energy, total%n",
        "%n%e结束时刻组合无功2总电能",
    ),
    (
        "%e: end forward active energy, phase A%n",
        "%n%e结束时刻A相正向有功电能",
    ),
    (
        "%e: end reverse active energy, phase A%n",
        "%n%e结束时刻A相反向有功电能",
    ),
    (
        "%e: end combined reactive 1 energy, phase A%n",
        "%n%e结束时刻A相组合无功1电能",
    ),
    (
        "%e: end combined reactive 2 energy, phase A%n",
        "%n%e结束时刻A相组合无功2电能",
    ),
    (
        "%e: end forward active energy, phase B%n",
        "%n%e结束时刻B相正向有功电能",
    ),
    (
        "%e: end reverse active energy, phase B%n",
        "%n%e结束时刻B相反向有功电能",
    ),
    (
        "%e: end combined reactive 1 energy, phase B%n",
        "%n%e结束时刻B相组合无功1电能",
    ),
    (
        "%e: end combined reactive 2 energy, phase B%n",
        "%n%e结束时刻B相组合无功2电能",
    ),
    (
        "%e: end forward active energy, phase C%n",
        "%n%e结束时刻C相正向有功电能",
    ),
    (
        "%e: end reverse active energy, phase C%n",
        "%n%e结束时刻C相反向有功电能",
    ),
    (
        "%e: end combined reactive 1 energy, phase C%n",
        "%n%e结束时刻C相组合无功1电能",
    ),
    (
        "%e: end combined reactive 2 energy, phase C%n",
        "%n%e结束时刻C相组合无功2电能",
    ),
    ("%e: record block of items 01..22%n", "%n%e记录数据块"),
    ("%e: total count", "%e总次数"),
    ("%e: cumulative duration", "%e总累计时间"),
    ("%e: start time%n", "%n%e发生时刻"),
    (
        "%e: start forward active energy, total%n",
        "%n%e发生时刻正向有功总电能",
    ),
    (
        "%e: start reverse active energy, total%n",
        "%n%e发生时刻反向有功总电能",
    ),
    (
        "%e: start combined reactive 1 energy, total%n",
        "%n%e发生时刻组合无功1总电能",
    ),
    (
        "%e: start combined reactive 2 energy, total%n",
        "%n%e发生时刻组合无功2总电能",
    ),
    (
        "%e: start forward active energy, phase A%n",
        "%n%e发生时刻A相正向有功电能",
    ),
    (
        "%e: start reverse active energy, phase A%n",
        "%n%e发生时刻A相反向有功电能",
    ),
    (
        "%e: start combined reactive 1 energy, phase A%n",
        "%n%e发生时刻A相组合无功1电能",
    ),
    (
        "%e: start combined reactive 2 energy, phase A%n",
        "%n%e发生时刻A相组合无功2电能",
    ),
    (
        "%e: start forward active energy, phase B%n",
        "%n%e发生时刻B相正向有功电能",
    ),
    (
        "%e: start reverse active energy, phase B%n",
        "%n%e发生时刻B相反向有功电能",
    ),
    (
        "%e: start combined reactive 1 energy, phase B%n",
        "%n%e发生时刻B相组合无功1电能",
    ),
    (
        "%e: start combined reactive 2 energy, phase B%n",
        "%n%e发生时刻B相组合无功2电能",
    ),
    (
        "%e: start forward active energy, phase C%n",
        "%n%e发生时刻C相正向有功电能",
    ),
    (
        "%e: start reverse active energy, phase C%n",
        "%n%e发生时刻C相反向有功电能",
    ),
    (
        "%e: start combined reactive 1 energy, phase C%n",
        "%n%e发生时刻C相组合无功1电能",
    ),
    (
        "%e: start combined reactive 2 energy, phase C%n",
        "%n%e发生时刻C相组合无功2电能",
    ),
    ("%e: maximum imbalance%n", "%n%e最大不平衡率"),
    ("%e: record block of items 01..23%n", "%n%e记录数据块"),
    (
        "%e, phase %p: record block of items 01..31%n",
        "%n%p相%e记录数据块",
    ),
    (
        "%e, phase %p: record block of items 01..22%n",
        "%n%p相%e记录数据块",
    ),
    ("Relay trip record block%n", "%n跳闸记录数据块"),
    ("%e: time%n", "%n%e发生时刻"),
    ("%e: operator code%n", "%n%e操作者代码"),
    ("%e: forward active energy%n", "%n%e时正向有功总电能"),
    ("%e: reverse active energy%n", "%n%e时反向有功总电能"),
    ("%e: Q1 reactive energy%n", "%n%e时第一象限无功总电能"),
    ("%e: Q2 reactive energy%n", "%n%e时第二象限无功总电能"),
    ("%e: Q3 reactive energy%n", "%n%e时第三象限无功总电能"),
    ("%e: Q4 reactive energy%n", "%n%e时第四象限无功总电能"),
    ("Relay close record block%n", "%n合闸记录数据块"),
    ("%e: record block of items 01..0A%n", "%n%e记录数据块"),
    ("Power flow reversal (total): count", "潮流反向总次数"),
    ("Power flow reversal (total) record%n", "%n潮流反向记录"),
    ("Forward active energy, total%u", "%u正向有功总电能"),
    ("Forward active energy, tariff %r%u", "%u正向有功费率%r电能"),
    (
        "Forward active energy, block: total and tariffs 1..k%u",
        "%u正向有功电能数据块",
    ),
    ("Reverse active energy, total%u", "%u反向有功总电能"),
    ("Reverse active energy, tariff %r%u", "%u反向有功费率%r电能"),
    (
        "Reverse active energy, block: total and tariffs 1..k%u",
        "%u反向有功电能数据块",
    ),
    ("Forward reactive energy, total%u", "%u正向无功总电能"),
    (
        "Forward reactive energy, tariff %r%u",
        "%u正向无功费率%r电能",
    ),
    (
        "Forward reactive energy, block: total and tariffs 1..k%u",
        "%u正向无功电能数据块",
    ),
    ("Reverse reactive energy, total%u", "%u反向无功总电能"),
    (
        "Reverse reactive energy, tariff %r%u",
        "%u反向无功费率%r电能",
    ),
    (
        "Reverse reactive energy, block: total and tariffs 1..k%u",
        "%u反向无功电能数据块",
    ),
    ("Quadrant I reactive energy, total%u", "%u一象限无功总电能"),
    (
        "Quadrant I reactive energy, tariff %r%u",
        "%u一象限无功费率%r电能",
    ),
    (
        "Quadrant I reactive energy, block: total and tariffs 1..k%u",
        "%u一象限无功电能数据块",
    ),
    ("Quadrant IV reactive energy, total%u", "%u四象限无功总电能"),
    (
        "Quadrant IV reactive energy, tariff %r%u",
        "%u四象限无功费率%r电能",
    ),
    (
        "Quadrant IV reactive energy, block: total and tariffs 1..k%u",
        "%u四象限无功电能数据块",
    ),
    ("Quadrant II reactive energy, total%u", "%u二象限无功总电能"),
    (
        "Quadrant II reactive energy, tariff %r%u",
        "%u二象限无功费率%r电能",
    ),
    (
        "Quadrant II reactive energy, block: total and tariffs 1..k%u",
        "%u二象限无功电能数据块",
    ),
    (
        "Quadrant III reactive energy, total%u",
        "%u三象限无功总电能",
    ),
    (
        "Quadrant III reactive energy, tariff %r%u",
        "%u三象限无功费率%r电能",
    ),
    (
        "Quadrant III reactive energy, block: total and tariffs 1..k%u",
        "%u三象限无功电能数据块",
    ),
    (
        "Forward active maximum demand, total%u",
        "%u正向有功总最大需量",
    ),
    (
        "Forward active maximum demand, tariff %r%u",
        "%u正向有功费率%r最大需量",
    ),
    (
        "Forward active maximum demand, block: total and tariffs 1..k%u",
        "%u正向有功最大需量数据块",
    ),
    (
        "Reverse active maximum demand, total%u",
        "%u反向有功总最大需量",
    ),
    (
        "Reverse active maximum demand, tariff %r%u",
        "%u反向有功费率%r最大需量",
    ),
    (
        "Reverse active maximum demand, block: total and tariffs 1..k%u",
        "%u反向有功最大需量数据块",
    ),
    (
        "Forward reactive maximum demand, total%u",
        "%u正向无功总最大需量",
    ),
    (
        "Forward reactive maximum demand, tariff %r%u",
        "%u正向无功费率%r最大需量",
    ),
    (
        "Forward reactive maximum demand, block: total and tariffs 1..k%u",
        "%u正向无功最大需量数据块",
    ),
    (
        "Reverse reactive maximum demand, total%u",
        "%u反向无功总最大需量",
    ),
    (
        "Reverse reactive maximum demand, tariff %r%u",
        "%u反向无功费率%r最大需量",
    ),
    (
        "Reverse reactive maximum demand, block: total and tariffs 1..k%u",
        "%u反向无功最大需量数据块",
    ),
    (
        "Quadrant I reactive maximum demand, total%u",
        "%u一象限无功总最大需量",
    ),
    (
        "Quadrant I reactive maximum demand, tariff %r%u",
        "%u一象限无功费率%r最大需量",
    ),
    (
        "Quadrant I reactive maximum demand, block: total and tariffs 1..k%u",
        "%u一象限无功最大需量数据块",
    ),
    (
        "Quadrant IV reactive maximum demand, total%u",
        "%u四象限无功总最大需量",
    ),
    (
        "Quadrant IV reactive maximum demand, tariff %r%u",
        "%u四象限无功费率%r最大需量",
    ),
    (
        "Quadrant IV reactive maximum demand, block: total and tariffs 1..k%u",
        "%u四象限无功最大需量数据块",
    ),
    (
        "Quadrant II reactive maximum demand, total%u",
        "%u二象限无功总最大需量",
    ),
    (
        "Quadrant II reactive maximum demand, tariff %r%u",
        "%u二象限无功费率%r最大需量",
    ),
    (
        "Quadrant II reactive maximum demand, block: total and tariffs 1..k%u",
        "%u二象限无功最大需量数据块",
    ),
    (
        "Quadrant III reactive maximum demand, total%u",
        "%u三象限无功总最大需量",
    ),
    (
        "Quadrant III reactive maximum demand, tariff %r%u",
        "%u三象限无功费率%r最大需量",
    ),
    (
        "Quadrant III reactive maximum demand, block: total and tariffs 1..k%u",
        "%u三象限无功最大需量数据块",
    ),
    (
        "Forward active time of maximum demand, total%u",
        "%u正向有功总最大需量发生时间",
    ),
    (
        "Forward active time of maximum demand, tariff %r%u",
        "%u正向有功费率%r最大需量发生时间",
    ),
    (
        "Forward active time of maximum demand, block: total and tariffs 1..k%u",
        "%u正向有功最大需量发生时间数据块",
    ),
    (
        "Reverse active time of maximum demand, total%u",
        "%u反向有功总最大需量发生时间",
    ),
    (
        "Reverse active time of maximum demand, tariff %r%u",
        "%u反向有功费率%r最大需量发生时间",
    ),
    (
        "Reverse active time of maximum demand, block: total and tariffs 1..k%u",
        "%u反向有功最大需量发生时间数据块",
    ),
    (
        "Forward reactive time of maximum demand, total%u",
        "%u正向无功总最大需量发生时间",
    ),
    (
        "Forward reactive time of maximum demand, tariff %r%u",
        "%u正向无功费率%r最大需量发生时间",
    ),
    (
        "Forward reactive time of maximum demand, block: total and tariffs 1..k%u",
        "%u正向无功最大需量发生时间数据块",
    ),
    (
        "Reverse reactive time of maximum demand, total%u",
        "%u反向无功总最大需量发生时间",
    ),
    (
        "Reverse reactive time of maximum demand, tariff %r%u",
        "%u反向无功费率%r最大需量发生时间",
    ),
    (
        "Reverse reactive time of maximum demand, block: total and tariffs 1..k%u",
        "%u反向无功最大需量发生时间数据块",
    ),
    (
        "Quadrant I reactive time of maximum demand, total%u",
        "%u一象限无功总最大需量发生时间",
    ),
    (
        "Quadrant I reactive time of maximum demand, tariff %r%u",
        "%u一象限无功费率%r最大需量发生时间",
    ),
    (
        "Quadrant I reactive time of maximum demand, block: total and tariffs 1..k%u",
        "%u一象限无功最大需量发生时间数据块",
    ),
    (
        "Quadrant IV reactive time of maximum demand, total%u",
        "%u四象限无功总最大需量发生时间",
    ),
    (
        "Quadrant IV reactive time of maximum demand, tariff %r%u",
        "%u四象限无功费率%r最大需量发生时间",
    ),
    (
        "Quadrant IV reactive time of maximum demand, block: total and tariffs 1..k%u",
        "%u四象限无功最大需量发生时间数据块",
    ),
    (
        "Quadrant II reactive time of maximum demand, total%u",
        "%u二象限无功总最大需量发生时间",
    ),
    (
        "Quadrant II reactive time of maximum demand, tariff %r%u",
        "%u二象限无功费率%r最大需量发生时间",
    ),
    (
        "Quadrant II reactive time of maximum demand, block: total and tariffs 1..k%u",
        "%u二象限无功最大需量发生时间数据块",
    ),
    (
        "Quadrant III reactive time of maximum demand, total%u",
        "%u三象限无功总最大需量发生时间",
    ),
    (
        "Quadrant III reactive time of maximum demand, tariff %r%u",
        "%u三象限无功费率%r最大需量发生时间",
    ),
    (
        "Quadrant III reactive time of maximum demand, block: total and tariffs 1..k%u",
        "%u三象限无功最大需量发生时间数据块",
    ),
    ("Time of last programming", "最近一次编程时间"),
    ("Time of last demand clear", "最近一次最大需量清零时间"),
    ("Programming count", "编程次数"),
    ("Demand clear count", "最大需量清零次数"),
    ("Battery working time", "电池工作时间"),
    ("Programming and clear block", "编程/清零数据块"),
    ("%q phase-break count", "%q断相次数"),
    ("Phase-break count block", "断相次数数据块"),
    ("%q phase-break cumulative time", "%q断相时间累计值"),
    ("Phase-break cumulative time block", "断相时间累计值数据块"),
    ("%q last phase-break start time", "%q最近一次断相起始时刻"),
    (
        "Last phase-break start time block",
        "最近一次断相起始时刻数据块",
    ),
    ("%q last phase-break end time", "%q最近一次断相结束时刻"),
    (
        "Last phase-break end time block",
        "最近一次断相结束时刻数据块",
    ),
    ("Voltage phase %a", "%a相电压"),
    ("Voltage block", "电压数据块"),
    ("Current phase %a", "%a相电流"),
    ("Current block", "电流数据块"),
    ("Active power %q", "瞬时%q有功功率"),
    ("Active power block", "有功功率数据块"),
    ("Reactive power %q", "瞬时%q无功功率"),
    ("Reactive power block", "无功功率数据块"),
    ("Power factor %q", "%q功率因数"),
    ("Power factor block", "功率因数数据块"),
    (
        "Apparent power or phase angle (vendor extension), %q",
        "视在功率/相角（扩展，含义不一）（%q）",
    ),
    ("Apparent power (C82 coding), %q", "视在功率（C82）（%q）"),
    ("Line voltage %L", "%L线电压"),
    ("Date and weekday", "日期及周次"),
    ("Date and time block", "日期时间数据块"),
    ("Meter running status word", "电表运行状态字"),
    ("Grid status word", "电网运行状态字"),
    ("Weekly rest-day word", "周休日状态字"),
    ("Status words block", "状态字数据块"),
    ("Active meter constant", "电表常数（有功）"),
    ("Reactive meter constant", "电表常数（无功）"),
    ("Customer number", "用户号"),
    ("Device code", "设备码"),
    ("Constants and numbers block", "常数及编号数据块"),
    ("Scroll display time", "循显时间"),
    ("Display hold time", "停显时间"),
    ("Automatic reading (billing) day", "自动抄表日期"),
    ("Load representative day", "负荷代表日"),
    ("Active energy initial reading", "有功电能起始读数"),
    ("Reactive energy initial reading", "无功电能起始读数"),
    ("Demand and display parameter block", "需量/显示参数数据块"),
    ("Output pulse width", "输出脉冲宽度"),
    ("Password level and password", "密码权限及密码"),
    ("Number of seasons p", "年时区数P"),
    ("Number of day schedules q (<=8)", "日时段表数q"),
    (
        "Number of slots per day m (<=10)",
        "日时段（每日切换数）m≤10",
    ),
    ("Number of tariffs k (<=14)", "费率数k≤14"),
    ("Number of public holidays n", "公共假日数n"),
    ("Tariff structure counts block", "时区时段数数据块"),
    (
        "Season %r: start date and day schedule",
        "第%r时区起始日期及日时段表号",
    ),
    ("Season block", "时区数据块"),
    (
        "Day schedule %h, slot %r: start time and tariff",
        "第%h日时段表第%r时段起始时间及费率号",
    ),
    ("Day schedule %h block", "第%h日时段表数据块"),
    (
        "Public holiday %r: date and day schedule",
        "第%r公共假日日期及日时段表号",
    ),
    ("Public holiday block", "公共假日数据块"),
    ("Load record interval", "负荷记录间隔时间"),
    ("Load record parameter block", "负荷记录参数数据块"),
    (
        "Forward active total energy load record block %x",
        "正向有功总电能负荷记录数据块%x",
    ),
    (
        "Forward active demand load record block %x",
        "正向有功最大需量负荷记录数据块%x",
    ),
];

/// Events by DI3 from 10.
pub(super) static EVENTS: [(&str, &str); 18] = [
    ("Loss of voltage", "失压"),
    ("Under-voltage", "欠压"),
    ("Over-voltage", "过压"),
    ("Phase break", "断相"),
    ("Voltage reverse sequence", "电压逆相序"),
    ("Current reverse sequence", "电流逆相序"),
    ("Voltage imbalance", "电压不平衡"),
    ("Current imbalance", "电流不平衡"),
    ("Loss of current", "失流"),
    ("Over-current", "过流"),
    ("Current break", "断流"),
    ("Power reversal", "功率反向"),
    ("Overload", "过载"),
    ("Relay trip", "跳闸"),
    ("Relay close", "合闸"),
    ("Total power factor below limit", "总功率因数超下限"),
    ("Severe current imbalance", "电流严重不平衡"),
    ("", ""),
];

/// Energies and demands by DI2.
pub(super) static KINDS: [(&str, &str); 11] = [
    ("Combined active", "组合有功"),
    ("Forward active", "正向有功"),
    ("Reverse active", "反向有功"),
    ("Combined reactive 1", "组合无功1"),
    ("Combined reactive 2", "组合无功2"),
    ("Quadrant I reactive", "第一象限无功"),
    ("Quadrant II reactive", "第二象限无功"),
    ("Quadrant III reactive", "第三象限无功"),
    ("Quadrant IV reactive", "第四象限无功"),
    ("Forward apparent", "正向视在"),
    ("Reverse apparent", "反向视在"),
];

/// Freezes by DI2.
pub(super) static FREEZES: [(&str, &str); 8] = [
    ("Timed freeze", "定时冻结"),
    ("Instant freeze", "瞬时冻结"),
    ("Season-table switch freeze", "两套时区表切换冻结"),
    ("Day-schedule switch freeze", "两套日时段表切换冻结"),
    ("Hourly freeze", "整点冻结"),
    ("Tariff-price switch freeze", "两套费率电价切换冻结"),
    ("Daily freeze", "日冻结"),
    ("Ladder switch freeze", "两套阶梯切换冻结"),
];
