#!/usr/bin/env python3
"""The dissector in tshark against the tool: check.py SCRIPT.lua TOOL FOLDER."""
import json
import pathlib
import resource
import struct
import subprocess
import sys

script, tool, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
root = pathlib.Path(__file__).resolve().parents[3]
folder.mkdir(parents=True, exist_ok=True)
failed = 0


def say(good: bool, what: str) -> None:
    global failed
    failed += not good
    print("ok    " if good else "FAILED", what, flush=True)


def pcap(name: str, link: int, packets: list[bytes]) -> str:
    out = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, link)]
    for n, packet in enumerate(packets):
        out.append(struct.pack("<IIII", 1_700_000_000 + n, 0, len(packet), len(packet)) + packet)
    (folder / name).write_bytes(b"".join(out))
    return str(folder / name)


def ip(protocol: int, body: bytes) -> bytes:
    return struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(body), 0, 0, 64, protocol, 0, bytes([10, 0, 0, 1]), bytes([10, 0, 0, 2])) + body


def udp(body: bytes) -> bytes:
    return ip(17, struct.pack(">HHHH", 40000, 7645, 8 + len(body), 0) + body)


def tcp(seq: int, body: bytes) -> bytes:
    return ip(6, struct.pack(">HHIIBBHHH", 40001, 7645, seq, 1, 0x50, 0x18, 65535, 0, 0) + body)


def tshark(path: str, *fields: str, more: tuple[str, ...] = ()) -> list[list[str]]:
    args = ["tshark", "-X", f"lua_script:{script}", "-r", path, *more, "-T", "fields", "-E", "separator=|", "-E", "aggregator=;"]
    for field in fields:
        args += ["-e", field]
    run = subprocess.run(args, capture_output=True, text=True)
    if "Lua" in run.stderr or run.returncode != 0 or "Lua Error" in run.stdout:
        say(False, f"{path}: {run.stderr[:400]}")
    return [line.split("|") for line in run.stdout.splitlines()]


def captures(name: str) -> list[bytes]:
    lines = (root / f"dlt645/vectors/dlt645-{name}.jsonl").read_text().splitlines()
    return [bytes.fromhex(json.loads(line)["hex"]) for line in lines]


real = captures("real")
rows = tshark(pcap("real.pcap", 147, real), "dlt645.address", "dlt645.di", "dlt645.value", "dlt645.checksum.bad", "dlt645.unit")
wrong, values, untold, texts = [], 0, [], 0
for data, row in zip(real, rows, strict=True):
    one = json.loads(subprocess.run([tool, "decode", "--json", data.hex()], capture_output=True, text=True).stdout.splitlines()[0])
    address, di, got, bad, unit = row
    right = [value for value in one["values"] if value["di"]]
    reads = one["function"] == "read_data" and one["direction"] == "reply"
    if address != one["address"] or bad not in ("0", "False"):
        wrong.append((data.hex(), address, one["address"], bad))
    # An identifier that orders carry inside their data is a part of the order, told by the tool alone.
    if one["function"] in ("read_data", "read_follow_on", "write_data") and di != (one["di"] or ""):
        wrong.append((data.hex(), di, one["di"]))
    if not reads or not right:
        continue
    numbers = [value["value"] for value in right if isinstance(value["value"], str)]
    if not got:
        untold.append(one["di"])
        if '-v' in sys.argv:
            print(data.hex(), numbers, right[0].get('reason'))
    elif len(numbers) == len(right) and all(value.get("unit") for value in right):
        values += len(numbers)
        pair = ", " in got
        if not pair and (got.split(";") != numbers or set(unit.split(";")) != {value["unit"] for value in right}):
            wrong.append((data.hex(), got, numbers, unit))
        if pair and not got.startswith(numbers[0]):
            wrong.append((data.hex(), got, numbers))
    elif numbers:
        texts += 1
        if got.split(";")[0] != numbers[0]:
            wrong.append((data.hex(), got, numbers))
say(not wrong, f"{len(real)} real vectors: address and identifier as the tool has them, {values} numbers and {texts} other values "
    f"equal; {len(untold)} replies with bytes alone {sorted(set(untold))} {wrong[:4]}")

rows = tshark(pcap("malformed.pcap", 147, captures("malformed") + [b"", b"\x68", b"\x68" * 300]), "dlt645.address", "_ws.expert")
say(len(rows) >= 49, f"{len(rows)} malformed captures without a Lua error")
frame = bytes.fromhex("6845060811222068910833333433BC3357456716")
cut, bad = frame[:-3], frame[:-2] + b"\x00\x16"
rows = tshark(pcap("bad.pcap", 147, [cut, bad, b"\xfe\xfe" + frame]), "_ws.expert.message", "dlt645.value")
say("cut" in rows[0][0] and "67 would be right" in rows[1][0] and rows[2] == ["", "122400.89"], f"cut and bad frames as expert info {rows}")

rows = tshark(pcap("udp.pcap", 101, [udp(b"\xfe" * 4 + frame)]), "dlt645.value", "udp.dstport")
say(rows == [["122400.89", "7645"]], f"over UDP {rows}")
parts = [frame, frame[:5], frame[5:9], frame[9:] + frame + frame[:13], frame[13:]]
seq, packets = 1, []
for part in parts:
    packets.append(tcp(seq, part))
    seq += len(part)
rows = tshark(pcap("tcp.pcap", 101, packets), "dlt645.value")
got = [value for row in rows for value in row[0].split(";") if value]
say(got == ["122400.89"] * 4, f"over TCP, cut at bytes 5 and 9 and glued: {len(got)} of 4 frames put together")
header = struct.pack(">IIBBH", 1_700_000_000, 0, 1, 0, 0)
rows = tshark(pcap("rtac.pcap", 250, [header + frame]), "dlt645.value", more=("-d", "rtacser.data,dlt645"))
say(rows == [["122400.89"]], f"in RTAC serial captures, by Decode As {rows}")
rows = tshark(pcap("filter.pcap", 147, real), "dlt645.di", more=("-Y", 'dlt645.di == "00010000"'))
say(len(rows) > 3 and all("00010000" in row[0] for row in rows), f"filter by identifier: {len(rows)} of {len(real)}")

many = pcap("many.pcap", 147, (real * (100_000 // len(real) + 1))[:100_000])
before = resource.getrusage(resource.RUSAGE_CHILDREN)
rows = tshark(many, "dlt645.di")
after = resource.getrusage(resource.RUSAGE_CHILDREN)
# Time of the processor: others may use the machine.
took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
say(len(rows) == 100_000 and took <= 20, f"100 000 frames in {took:.1f} s of CPU, 20 allowed")
sys.exit(failed != 0)
