"""Frames and words: every vector as the tool has it."""

import json
import os
import random
import subprocess
import time
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

import dlt645_rs

ROOT = Path(__file__).resolve().parents[3]
TOOL = os.environ.get("DLT645", str(ROOT / "target/release/dlt645"))
VECTORS = [
    json.loads(line)
    for name in ("real", "field", "malformed")
    for line in (ROOT / f"dlt645/vectors/dlt645-{name}.jsonl").read_text().splitlines()
]
REPLY = bytes.fromhex("FEFEFEFE6845060811222068910833333433BC3357456716")


def tool(*args: str, given: str | None = None) -> str:
    return subprocess.run([TOOL, *args], input=given, capture_output=True, text=True).stdout


def plain(value: object) -> object:
    """A value as the JSON of the tool has it."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    return value


def test_a_reply():
    (frame,) = dlt645_rs.decode(REPLY)
    assert (frame.address, frame.control, frame.di, frame.direction) == ("202211080645", 0x91, "00010000", "reply")
    assert (frame.edition, frame.offset, frame.error, frame.warnings) == ("2007", 4, None, [])
    (value,) = frame.values
    assert (value.value, value.unit, value.reason, value.part) == (Decimal("122400.89"), "kWh", None, None)
    assert bytes(frame) == REPLY[4:]
    assert frame.data.hex() == "0000010089002412"


def test_every_vector_is_what_the_tool_says():
    seen = 0
    for vector in VECTORS:
        lines = tool("decode", "--json", vector["hex"]).splitlines()
        told = [one for one in map(json.loads, lines) if one["ok"]]
        frames = dlt645_rs.decode(bytes.fromhex(vector["hex"]), errors="ignore")
        assert len(frames) == len(told), vector["id"]
        for frame, one in zip(frames, told):
            seen += 1
            assert [frame.address, frame.di, frame.direction, frame.edition, frame.more] == [
                one["address"], one["di"], one["direction"], one["edition"], one["more"]], vector["id"]
            assert frame.data.hex() == one["data"]
            assert [odd.kind for odd in frame.warnings] == [odd["kind"] for odd in one["warnings"]]
            for value, line in zip(frame.values, one["values"], strict=True):
                assert (value.di, value.unit, value.reason) == (line["di"], line.get("unit"), line.get("reason"))
                got, wanted = plain(value.value), line["value"]
                if isinstance(wanted, str) and got != wanted:
                    # A time to the minute has a second in Python.
                    assert str(got).startswith(wanted), vector["id"]
    assert seen > 240


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_explain_has_the_words_of_the_tool(lang):
    for vector in VECTORS[::5]:
        assert dlt645_rs.explain(vector["hex"], lang) == tool("explain", "--lang", lang, vector["hex"])


def test_damage_has_place_and_kind():
    bad = REPLY[:-2] + b"\x00\x16"
    with pytest.raises(dlt645_rs.DecodeError) as caught:
        dlt645_rs.decode(REPLY + bad)
    assert (caught.value.offset, caught.value.kind) == (len(REPLY) + 4, "checksum")
    assert [frame.address for frame in caught.value.frames] == ["202211080645"]
    with pytest.raises(dlt645_rs.DecodeError) as caught:
        dlt645_rs.decode(b"\x01\x02")
    assert caught.value.kind == "no_start"
    assert dlt645_rs.decode(b"") == []
    assert len(dlt645_rs.decode(REPLY + bad, errors="ignore")) == 1


def test_search():
    assert dlt645_rs.items.search("A相电压")[0].di == "02010100"
    assert dlt645_rs.items.lookup("02010100").unit == "V"
    with pytest.raises(KeyError):
        dlt645_rs.items.lookup("FFFFFF7E")


def test_noise_is_never_a_crash():
    """FUZZ_SECONDS seconds of changed, cut and joined vectors, and of noise."""
    rng = random.Random(int(os.environ.get("FUZZ_SEED", "1")))
    until = time.monotonic() + float(os.environ.get("FUZZ_SECONDS", "5"))
    seeds = [bytes.fromhex(vector["hex"]) for vector in VECTORS]
    rounds = 0
    while time.monotonic() < until:
        data = bytearray(b"".join(rng.choices(seeds, k=rng.randint(1, 3))))
        for _ in range(rng.randint(0, 4)):
            at = rng.randrange(len(data) or 1)
            match rng.randrange(4):
                case 0:
                    data[at:at + 1] = rng.randbytes(1)
                case 1:
                    del data[at:at + rng.randint(1, 9)]
                case 2:
                    data[at:at] = rng.randbytes(rng.randint(1, 9))
                case 3 if data:
                    # A right checksum again, so that the values are reached.
                    data[-2:] = bytes([sum(data[:-2]) & 0xFF, 0x16])
        rounds += 1
        try:
            frames = dlt645_rs.decode(bytes(data))
        except dlt645_rs.DecodeError as error:
            assert 0 <= error.offset <= len(data)
            frames = error.frames
        for frame in frames:
            assert len(repr(frame)) and frame.values is not None and frame.warnings is not None
            assert (frame.error is None) or frame.direction == "reply"
        dlt645_rs.explain(data.hex(" "), rng.choice(["en", "zh"]))
        dlt645_rs.explain(data.decode("latin-1"), "en")
    assert rounds > 100
