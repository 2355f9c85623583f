#!/usr/bin/env python3
"""Folds vectors/dlt645-2007-di.csv and dlt645-1997-di.csv into src/item/table.rs, layouts.rs and name_table.rs.

Run it from anywhere; it rewrites the three files. `cargo test -p dlt645 --all-features --test identifiers` expands
both CSVs again and compares every identifier with what the tables say.
"""
import csv
import os
import re
import subprocess

from fold import boxes, merge
from names import label_zh, name_rows

HERE = os.path.dirname(os.path.abspath(__file__))
CRATE = os.path.dirname(HERE)

UNITS = {
    "": "None", "kWh": "KilowattHour", "kvarh": "KilovarHour", "kVAh": "KilovoltAmpereHour", "kW": "Kilowatt",
    "kvar": "Kilovar", "kVA": "KilovoltAmpere", "V": "Volt", "A": "Ampere", "Hz": "Hertz", "1": "One", "%": "Percent",
    "deg": "Degree", "degC": "Celsius", "times": "Times", "min": "Minute", "s": "Second", "ms": "Millisecond",
    "Ah": "AmpereHour", "yuan": "Yuan", "yuan/kWh": "YuanPerKilowattHour", "imp/kWh": "ImpulsePerKilowattHour",
    "imp/kvarh": "ImpulsePerKilovarHour", "times,min": "TimesMinute", "kW/kvar": "KilowattKilovar",
    "kWh/kvarh": "KilowattHourKilovarHour",
}
TABLES = {
    "A.1": "A1", "A.2": "A2", "A.3": "A3", "A.4": "A4", "A.5": "A5", "A.6": "A6", "A.7": "A7", "SG": "StateGrid",
    "SG-item": "StateGridItem", "energy": "Energy97", "demand": "Demand97", "demand-time": "DemandTime97",
    "variable": "Variable97", "parameter": "Parameter97", "load": "Load97", "extension": "Extension97",
}
ACCESS = {"R": "Read", "W": "Write", "RW": "ReadWrite"}
CALENDAR = {"YYMMDDhhmmss", "YYMMDDhhmm", "YYMMDDWWhhmmss", "YYMMDDWW", "hhmmss", "hhmm", "MMDDhhmm", "MMDDhh", "DDhh"}
CAMEL = {
    "YYMMDDhhmmss": "DateTime", "YYMMDDhhmm": "DateMinute", "YYMMDDWWhhmmss": "DateWeekTime", "YYMMDDWW": "DateWeek",
    "hhmmss": "Time", "hhmm": "Minute", "MMDDhhmm": "MonthDayMinute", "MMDDhh": "MonthDayHour", "DDhh": "DayHour",
}
BITS = {
    "04000601": "ActiveCombination", "04000602": "ReactiveCombination", "04000603": "ReactiveCombination",
    "04000701": "BaudRate", "04000702": "BaudRate", "04000703": "BaudRate", "04000704": "BaudRate",
    "04000705": "BaudRate", "04000801": "WorkDays", "04000901": "LoadMode", "04000902": "FreezeMode",
    "04000903": "FreezeMode", "04000904": "FreezeMode", "04000906": "FreezeMode", "04000905": "HourlyFreezeMode",
    "04001101": "Feature1", "04001104": "ReportMode", "04001503": "ReportStatus", "C020": "Meter97", "C021": "Grid97",
    "C022": "RestDays97", "033009": "ActiveCombination", "03300A": "ReactiveCombination",
    "03300B": "ReactiveCombination", "04001501": "ReportStatus",
    **{f"0400050{n}": f"Status{n}" for n in range(1, 8)},
}


def leaf(text, unit, bitmap, length=None):
    """Rust expression of a format without repetition."""
    if m := re.fullmatch(r"([XN]+)(?:\.([XN]+))?", text):
        whole, frac = m.group(1), m.group(2) or ""
        digits, scale = len(whole + frac), len(frac)
        if whole[0] == "N" and not frac and digits >= 8 and not unit:
            return f"Code {{ digits: {digits} }}"
        return f"{'Number' if whole[0] == 'X' else 'Setting'} {{ digits: {digits}, scale: {scale} }}"
    if text in CALENDAR:
        return f"Calendar(Calendar::{CAMEL[text]})"
    if m := re.fullmatch(r"HEX(\d+)", text):
        bits = int(m.group(1))
        if bits > 96 or bits == 88:
            return f"Bytes {{ len: {bits // 8} }}"
        return f"Bits {{ width: {bits}, map: BitMap::{bitmap or 'Unnamed'} }}"
    if m := re.fullmatch(r"ASCII(\d+)", text):
        return f"Text {{ len: {m.group(1)} }}"
    fixed = {
        "XX.XXXX+YYMMDDhhmm": "Demand", "MMDDNN": "Season", "hhmmNN": "Slot", "YYMMDDNN": "Holiday", "DI32": "Id",
        "C0C1C2C3": "Operator", "composite": "Composite", "load-record": "LoadRecord",
    }
    if text in fixed:
        return fixed[text]
    if text == "unknown":
        return f"Unknown {{ len: {int(length) if str(length).isdigit() else 0} }}"
    raise ValueError(text)


# ---- layouts -------------------------------------------------------------------------------------------------------

LABELS = {"value": 0}


def snake(name):
    """Name of a 1997 item as name of a part."""
    return re.sub(r"[ /-]", "_", re.split(r" \(| q$| k$| p$| m$| n$", name.split(" (")[0])[0].lower())


def label(name):
    return LABELS.setdefault(name, len(LABELS))


def guess_unit(name, fmt, row_unit):
    """Unit of a field of a record, from its name; None = the item's own."""
    if not re.match(r"[XN]", fmt):
        return ""
    if fmt.startswith("XX.XXXX+"):
        return "kvar" if "reactive" in name else "kW" if "active" in name else None
    for key, unit in (
        ("duration_min", "min"), ("_min", "min"), ("_pct", "%"), ("voltage", "V"), ("ampere_hours", "Ah"),
        ("power_factor", "1"), ("reactive_power", "kvar"), ("active_power", "kW"), ("imbalance", "%"),
        ("frequency", "Hz"), ("price", "yuan/kWh"), ("ladder_value", "kWh"), ("amount", "yuan"),
    ):
        if key in name and fmt not in ("MMDDhhmm",):
            return unit
    if "count" in name:
        return "times"
    if fmt == "XXXXXX.XX" and "reactive" in name:
        return "kvarh"
    if fmt == "XXXXXX.XX" and "active" in name:
        return "kWh"
    if fmt == "XX.XXXX" and "reactive" in name:
        return "kvar"
    if fmt == "XX.XXXX" and "active" in name:
        return "kW"
    if name.startswith("current") and fmt == "XXX.XXX":
        return "A"
    if fmt in ("NN", "NNNN") and name not in ("C211",):
        return None if row_unit else ""
    return None


LAYOUTS = {}
CLASSES = []


def add_layout(fields, children, separated, engine="Fields"):
    key = (tuple(fields), children, separated, engine)
    return LAYOUTS.setdefault(key, len(LAYOUTS) + 1)


def children_of(di, structure):
    """Where the parts of a block stand as items of their own."""
    if len(re.findall(r"\{[^}]*\}|[0-9A-F]{2}", di)) == 2:
        return (0, 1 if re.match(r"(A|p|m|n)[=*]|C111", structure) else 0)
    if di.startswith("05") and di[4:6] == "FF":
        return (4, 0)
    tail = re.findall(r"\{[^}]*\}|[0-9A-F]{2}", di)
    if tail[2] == "FF":
        first = 0 if structure.startswith("total") else 1
        return (1, first)
    if tail[3] == "FF" and tail[:2] != ["04", "06"]:
        first = 0 if structure.startswith(("total", "current")) else 1
        return (0, first)
    return None


FREEZE_ENERGY = ["fwd_active", "rev_active", "comb_reactive1", "comb_reactive2", "q1_reactive", "q2_reactive",
                 "q3_reactive", "q4_reactive"]
LADDER = "6*{p}ladder_value=NNNNNN.NN; 7*{p}ladder_price=NNNN.NNNN; 4*{p}annual_settlement_day=MMDDhh"


label("status")
label("new_count")


def layout_of(row, by_di):
    structure, di = row["block_structure"], row["di"]
    if not structure or row["format"] in ("XX.XXXX+YYMMDDhhmm",) and "*" not in structure:
        return 0
    if di == "04001501":
        return add_layout([], None, False, "ActiveReport")
    children = children_of(di, structure)
    tokens = re.findall(r"\{[^}]*\}|[0-9A-F]{2}", di)
    if di.startswith("05") and di[4:6] == "FF" and di[2:4] != "04":
        structure = "time=YYMMDDhhmm; " + "; ".join(f"(k+1)*{n}_energy=XXXXXX.XX" for n in FREEZE_ENERGY)
        structure += "; (k+1)*fwd_active_demand=XX.XXXX+YYMMDDhhmm; (k+1)*rev_active_demand=XX.XXXX+YYMMDDhhmm; "
        structure += "; ".join(f"{kind}_power_{ph}=XX.XXXX" for kind in ("active", "reactive")
                               for ph in ("total", "A", "B", "C"))
    structure = re.sub(r"(before_(?:current|backup)_)ladder=LADDER64", lambda m: LADDER.format(p=m.group(1)), structure)
    fields = []
    for part in structure.split("; "):
        left, fmt = part.split("=")
        *count, name = left.split("*")
        repeat = 1
        for c in count:
            repeat = repeat * int(c) if c.isdigit() else 0
        if len(count) == 2 and repeat == 0:
            raise ValueError(part)
        unit, signed, bitmap = guess_unit(name, fmt, row["unit"]), "Inherit", None
        if name.startswith("item"):
            number = name[4:]
            item = by_di[f"{tokens[0]}{tokens[1]}{number}{tokens[3]}"]
            assert item["format"] == fmt, (di, name)
            unit = item["unit"]
            name = item["name_en"].split(": ", 1)[1].replace(" ", "_").replace("-", "_")
        if re.fullmatch(r"C[0-9A-F]{3}|B[0-9A-F]{3}", name):
            item = by_di[name]
            unit, bitmap = item["unit"], BITS.get(name)
            name = snake(item["name_en"])
        if di.startswith("05") and di[4:6] == "FF":
            signed = "Signed" if "comb_" in name or "_power_" in name else "Plain"
        if di.startswith("060"):
            signed = "Signed" if re.match("comb|current|active|reactive|power", name) else "Plain"
            if di.startswith("0604"):
                name += "_total"
            if di.startswith("0605"):
                name, unit = name + "_reactive_total", "kvarh"
        if di == "061006FF":
            signed = "Signed" if "comb_" in name else "Plain"
        if m := re.fullmatch(r"word(\d)", name):
            bitmap = f"Status{m.group(1)}"
        if "combination" in name:
            bitmap = BITS[di[:6]]
        unit_expr = "Unit::Inherit" if unit is None or (unit == row["unit"] and not di.startswith("05")) else f"Unit::{UNITS[unit]}"
        fields.append((label(name), leaf(fmt, unit, bitmap), unit_expr, signed, repeat))
    separated = tokens[-2 if len(tokens) == 4 else -1] == "FF" and (di.startswith("05") or row["table"] == "SG-item"
                                                                    or tokens[0] in ("1D", "1E"))
    if row["format"] == "load-record":
        if tuple(fields) not in CLASSES:
            CLASSES.append(tuple(fields))
        return add_layout(fields, None, False, "LoadRecord")
    return add_layout(fields, children, separated)


def resolve_by_di2(rows):
    """Splits the two rows whose unit and sign follow the single item with the same DI2."""
    out = []
    single = {}
    for row in rows:
        if "by DI2" in row["unit"]:
            continue
        for box in boxes(row["di"]):
            if row["table"] in ("A.1", "A.2") and box[2][0] == 0 and box[3][0] == 0:
                for di2 in range(box[1][0], box[1][1] + 1):
                    single[(box[0][0], di2)] = row
    for row in rows:
        if "by DI2" not in row["unit"]:
            out.append(row)
            continue
        for box in boxes(row["di"]):
            for di2 in range(box[1][0], box[1][1] + 1):
                like = single[(box[0][0], di2)]
                out.append(dict(row, di=f"{box[0][0]:02X}{di2:02X}00FF", unit=like["unit"], signed=like["signed"]))
    return out


FORMATS = {}


def format_of(row):
    text, times = row["format"], "Once"
    if m := re.fullmatch(r"(.+)\*(\d+)", text):
        text, times = m.group(1), f"Times({m.group(2)})"
    elif m := re.fullmatch(r"(.+)\*([pmkn])", text):
        text, times = m.group(1), {"p": "Seasons", "m": "Slots", "k": "Tariffs", "n": "Holidays"}[m.group(2)]
    bitmap = BITS.get(row["di"])
    expr = leaf(text, row["unit"], bitmap, row["length_bytes"])
    return FORMATS.setdefault((expr, times), len(FORMATS))


def fold(rows, width):
    by_di = {row["di"]: row for row in rows}
    items = []
    for row in resolve_by_di2(rows):
        key = (format_of(row), UNITS[row["unit"]], row["signed"] == "y", ACCESS[row["access"]],
               TABLES[row["table"]], layout_of(row, by_di))
        for box in boxes(row["di"]):
            items.append((box, key))
    return step(merge(items)) if width == 2 else merge(items)


def step(rows):
    """Joins 1997 rows whose DI1 goes up by 4 (current, last month, month before last) into one with a mask."""
    out = []
    group = {}
    for (di1, di0), key in rows:
        group.setdefault((di0, key), []).append(di1)
    for (di0, key), ones in group.items():
        ones = sorted(ones)
        if len(ones) == 3 and [b[0] - ones[0][0] for b in ones] == [0, 4, 8]:
            mask = 3 & ~(ones[0][1] - ones[0][0])
            out.append((((mask, mask), (0, 0), (ones[0][0], ones[2][1]), di0), key))
        else:
            out += [((di1, di0), key) for di1 in ones]
    return out


def write(name, text):
    path = os.path.join(CRATE, "src", "item", name)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    subprocess.run(["rustfmt", "--edition", "2024", "--config-path", os.path.dirname(CRATE), path], check=True)


HEAD = "// Written by tables/generate.py from vectors/dlt645-2007-di.csv and dlt645-1997-di.csv; do not edit.\n\n"


def row_expr(box, key):
    box = ((0, 0),) * (4 - len(box)) + tuple(box)
    lo = ", ".join(f"0x{b[0]:02X}" for b in box)
    hi = ", ".join(f"0x{b[1]:02X}" for b in box)
    fmt, unit, signed, access, table, layout = key
    return f"row([{lo}], [{hi}], {fmt}, Unit::{unit}, {str(signed).lower()}, Access::{access}, Table::{table}, {layout}),"


def main():
    rows07 = list(csv.DictReader(open(os.path.join(CRATE, "vectors", "dlt645-2007-di.csv"), encoding="utf-8")))
    rows97 = list(csv.DictReader(open(os.path.join(CRATE, "vectors", "dlt645-1997-di.csv"), encoding="utf-8")))
    fold07, fold97 = fold(rows07, 4), fold(rows97, 2)
    out = HEAD
    out += "//! Patterns of identifiers and the formats they name.\n\n"
    out += "use super::{Access, Table, lookup::{Row, row}};\nuse crate::value::{BitMap, Calendar, Format, Times, Unit};\n\n"
    out += f"pub(super) static FORMATS: [(Format, Times); {len(FORMATS)}] = [\n"
    out += "".join(f"(Format::{e}, Times::{t}),\n" for e, t in FORMATS) + "];\n\n"
    out += f"pub(super) static ROWS_2007: [Row; {len(fold07)}] = [\n" + "\n".join(row_expr(*r) for r in fold07) + "\n];\n\n"
    out += f"pub(super) static ROWS_1997: [Row; {len(fold97)}] = [\n" + "\n".join(row_expr(*r) for r in fold97) + "\n];\n"
    write("table.rs", out)

    out = HEAD + "//! Layouts of blocks and records.\n\n"
    out += "use super::layout::{Children, Engine, Field, Layout, Sign, field};\n"
    out += "use crate::value::{BitMap, Calendar, Format, Unit};\n\n"
    out += f"pub(super) static LAYOUTS: [Layout; {len(LAYOUTS)}] = [\n"
    body = ""
    arrays = {}
    for (fields, children, separated, engine), n in LAYOUTS.items():
        ch = "Children::None" if children is None else f"Children::Freeze" if children[0] == 4 else \
            f"Children::Byte {{ byte: {children[0]}, first: {children[1]} }}"
        if fields not in arrays:
            arrays[fields] = n
            body += f"static F{n}: [Field; {len(fields)}] = [\n" + "".join(
                f"field({lb}, Format::{e}, {u}, Sign::{s}, {r}),\n" for lb, e, u, s, r in fields) + "];\n"
        out += f"Layout {{ fields: &F{arrays[fields]}, children: {ch}, separated: {str(separated).lower()}, engine: Engine::{engine} }},\n"
    out += "];\n\n" + body + "\n"
    out += "/// The values of load record classes 1 to 6.\n"
    out += "pub(super) static CLASSES: [&[Field]; 6] = [" + ", ".join(f"&F{arrays[c]}" for c in CLASSES) + "];\n\n"
    (block,) = {k[0] for k in LAYOUTS if len(k[0]) == 35 and any("Percent" in f[2] for f in k[0])}
    out += "/// The block of an imbalance event, 1600FFnn.\n"
    out += f"pub(super) static IMBALANCE: &[Field; 35] = &F{arrays[block]};\n\n"
    out += f"pub(super) static LABELS: [(&str, &str); {len(LABELS)}] = [\n"
    single = {}
    for r in rows97:
        single[snake(r["name_en"])] = r["name_zh"]
    out += "".join(f'("{n}", "{label_zh(n, single)}"),\n' for n in LABELS) + "];\n"
    for name in ("total", "tariff", "A", "B", "C", "start_time", "end_time", "time", "status", "new_count", *(f"word{n}" for n in range(1, 8))):
        out += f"pub(super) const LABEL_{name.upper()}: u16 = {LABELS[name]};\n"
    write("layouts.rs", out)
    nfields = sum(len(k[0]) for k in LAYOUTS)
    print(f"arrays {len(arrays)}/{sum(len(f) for f in arrays)}, rows {len(fold07)} + {len(fold97)}, formats {len(FORMATS)}, layouts {len(LAYOUTS)}, fields {nfields}, labels {len(LABELS)}")

    write("name_table.rs", HEAD + name_rows(rows07, rows97))


if __name__ == "__main__":
    main()
