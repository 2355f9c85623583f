"""Frames a second from bytes to value, beside the package dlt645 of PyPI where it is installed."""

import time
from decimal import Decimal

import dlt645_rs

REPLY = bytes.fromhex("6845060811222068910833333433BC3357456716")


def best(work, count):
    """Frames a second in the best of seven rounds: others may use the machine."""
    took = []
    for _ in range(7):
        begin = time.perf_counter()
        work()
        took.append(time.perf_counter() - begin)
    return count / min(took)


def one_by_one():
    for _ in range(20_000):
        dlt645_rs.decode(REPLY)[0].values[0].value


def from_a_capture():
    for frame in dlt645_rs.decode(REPLY * 20_000):
        frame.values[0].value


assert dlt645_rs.decode(REPLY)[0].values[0].value == Decimal("122400.89")
print(f"dlt645_rs, frame by frame: {best(one_by_one, 20_000):,.0f} frames/s from bytes to value")
print(f"dlt645_rs, a capture:      {best(from_a_capture, 20_000):,.0f} frames/s from bytes to value")
try:
    from dlt645 import DLT645Protocol

    def split_only():
        for _ in range(5_000):
            DLT645Protocol.deserialize(REPLY)

    assert DLT645Protocol.deserialize(REPLY) is not None
    print(f"dlt645 of PyPI:            {best(split_only, 5_000):,.0f} frames/s for splitting the frame alone")
except ImportError as missing:
    print(f"dlt645 of PyPI is not compared: {missing}")
