#!/usr/bin/env python3
"""Folds vectors/dlt645-2007-di.csv and dlt645-1997-di.csv into the files of src/item/generated/,
and dlt645-bits.csv into src/value/generated/.

Run it from anywhere; it rewrites the files. With --check it writes nothing and ends with status 1
if a file is not what the CSVs say (scripts/tables.sh). `cargo test -p dlt645 --all-features --test
identifiers` expands both CSVs again and compares every identifier with what the tables say.
"""
import csv
import os
import re
import sys

from fold import boxes, merge
from lines import call, entry, hexadecimal
from lines import width as width_of
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
    "04001101": "Feature1", "04001104": "ReportMode", "04001502": "CardStatus",
    "04001503": "ReportReset", "04000508": "KeyStatus", "C020": "Meter97", "C021": "Grid97",
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

LABELS = {"value"}


def snake(name):
    """Name of a 1997 item as name of a part."""
    return re.sub(r"[ /-]", "_", re.split(r" \(| q$| k$| p$| m$| n$", name.split(" (")[0])[0].lower())


def label(name):
    LABELS.add(name)
    return name


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


# Quantities whose top bit is a sign wherever they are part of an event record, as in the items that
# have them alone (0202 to 0206, 0003, 0004).
SIGNED = re.compile(r"(^|_)(comb_reactive[12]|current|active_power|reactive_power|power_factor)(_total|_[ABC]|_value)?$")

LAYOUTS = {}
CLASSES = []


def add_layout(di, fields, children, separated, engine="Fields"):
    """Remembers the layout under the lowest identifier that has it."""
    key = (tuple(fields), children, separated, engine)
    low = "".join(f"{b[0]:02X}" for b in boxes(di)[0])
    LAYOUTS[key] = min(LAYOUTS.get(key, low), low, key=lambda di: (-len(di), di))
    return key


def layout_name(low):
    return low if len(low) == 8 else f"97_{low}"


def children_of(di, structure):
    """Where the parts of a block stand as items of their own."""
    if len(re.findall(r"\{[^}]*\}|[0-9A-F]{2}", di)) == 2:
        return (0, 1 if re.match(r"(A|p|m|n)[=*]|C111", structure) else 0)
    if di.startswith("05") and di[4:6] == "FF":
        return (4, 0)
    if di.startswith("07"):
        return None
    tail = re.findall(r"\{[^}]*\}|[0-9A-F]{2}", di)
    if tail[2] == "FF":
        first = 0 if structure.startswith("total") else 1
        return (1, first)
    if tail[3] == "FF" and tail[:2] != ["04", "06"]:
        first = 0 if structure.startswith(("total", "current")) else 1
        return (0, first)
    return None


def repeat_of(di, count, times):
    """How often a field is repeated: a number of times, or up to the most that annex A allows."""
    if times != 0:
        return "Once" if times == 1 else f"Times({times})"
    short = len(di) <= 4 or di.startswith("{") or di[2] == "{"
    most = {"k": 14 if short else 63, "(k+1)": 64, "d": 12, "h": 21, "p": 14, "m": 14, "n": 14, "N": 96}
    return f"UpTo({most[count[0]]})"


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
        return add_layout(di, [], None, False, "ActiveReport")
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
        if SIGNED.search(name) and re.match("03|1|2", di):
            signed = "Signed"
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
        unit_expr = "U::Inherit" if unit is None or (unit == row["unit"] and not di.startswith("05")) else f"U::{UNITS[unit]}"
        expr = leaf(fmt, unit, bitmap)
        limit = limit_of(expr, row["unit"] if unit is None else unit)
        fields.append((label(name), expr, unit_expr, signed, repeat_of(di, count, repeat), limit))
    separated = tokens[-2 if len(tokens) == 4 else -1] == "FF" and (di.startswith("05") or row["table"] == "SG-item"
                                                                    or tokens[0] in ("1D", "1E"))
    if row["format"] == "load-record":
        if tuple(fields) not in CLASSES:
            CLASSES.append(tuple(fields))
        return add_layout(di, fields, None, False, "LoadRecord")
    return add_layout(di, fields, children, separated)


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


FORMATS = set()


def limit_of(expr, unit, name=""):
    """The largest magnitude in units of the last digit, 0 for none: what physics or the name says."""
    if m := re.search(r"≤(\d+)$", name):
        return int(m.group(1))
    scale = int((re.search(r"scale: (\d+)", expr) or [0, 0])[1])
    if unit == "1" and expr.startswith("Number"):
        return 10 ** scale  # a power factor
    if unit == "deg":
        return 360 * 10 ** scale
    return 63 if expr == "Slot" else 0  # a slot of a day schedule names a tariff


def limit_expr(limit):
    return f"Limit::new({limit})" if limit else "Limit::NONE"


def format_of(row):
    text, times = row["format"], "Once"
    if m := re.fullmatch(r"(.+)\*(\d+)", text):
        text, times = m.group(1), f"Times({m.group(2)})"
    elif m := re.fullmatch(r"(.+)\*([pmkn])", text):
        text, times = m.group(1), {"p": "Seasons", "m": "Slots", "k": "Tariffs", "n": "Holidays"}[m.group(2)]
    bitmap = BITS.get(row["di"])
    expr = leaf(text, row["unit"], bitmap, row["length_bytes"])
    limit = limit_of(expr, row["unit"], row["name_zh"])
    FORMATS.add((expr, times, limit))
    return format_name(expr, times, limit)


def fold(rows, width):
    by_di = {row["di"]: row for row in rows}
    items = []
    for row in resolve_by_di2(rows):
        key = (format_of(row), UNITS[row["unit"]], row["signed"] == "y", row["access"],
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


HEAD = "// Written by tables/generate.py from the CSVs of vectors/; do not edit.\n\n"


CHECK = "--check" in sys.argv
STALE = []


def write(name, text, folder="item"):
    """Writes a file; with --check only remembers whether it would change."""
    path = os.path.join(CRATE, "src", folder, "generated", name)
    old = open(path, encoding="utf-8").read() if os.path.exists(path) else None
    if old == HEAD + text:
        return
    if CHECK:
        STALE.append(os.path.relpath(path, CRATE))
        return
    with open(path, "w", encoding="utf-8") as f:
        f.write(HEAD + text)


def camel(name):
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[^0-9A-Za-z]+", name))


def format_name(expr, times, limit=0):
    """Name of a format in the table: X8_2, N4_0, X4_3UpTo1000, Code12, Bits16Status1."""
    numbers = re.findall(r": (\d+)", expr)
    name = re.match(r"\w+", expr).group(0)
    if name in ("Number", "Setting"):
        out = ("X" if name == "Number" else "N") + "_".join(numbers)
    elif name == "Calendar":
        out = expr.split("::")[1].rstrip(")")
    elif name == "Bits":
        out = f"Bits{numbers[0]}{expr.split('::')[1].removesuffix(' }')}"
    else:
        out = name + "".join(numbers)
    return out + {"Once": ""}.get(times, "By" + camel(times)) + (f"UpTo{limit}" if limit else "")


def row_line(box, key):
    fmt, unit, signed, access, table, layout = key
    name = f"L::L{layout_name(LAYOUTS[layout])}" if layout else "L::None"
    arguments = [hexadecimal(box, 0), hexadecimal(box, 1), f"F::{fmt}", f"U::{unit}", access, f"T::{table}", name]
    return call("    signed(" if signed else "    plain(", arguments, "),")


def write_formats():
    lines = sorted((format_name(*f), *f) for f in FORMATS)
    out = "//! The formats of items and how often each is repeated.\n\n"
    out += "use crate::value::{BitMap, Calendar, Format, Limit, Times};\n\nformats! {\n"
    out += "".join(entry(n, f"(Format::{e}, Times::{t}, {limit_expr(l)})") for n, e, t, l in lines)
    write("formats.rs", out + "}\n")


def write_rows(fold07, fold97):
    out = "//! Patterns of identifiers and what they name, by their lower ends.\n\n"
    out += "use super::formats::FormatNumber as F;\nuse super::layouts::LayoutNumber as L;\n"
    out += "use crate::item::Table as T;\nuse crate::item::row::{R, RW, Row, W, plain, signed};\n"
    out += "use crate::value::Unit as U;\n"
    for edition, rows, width in (("2007", fold07, 4), ("1997", fold97, 2)):
        # By the bytes of the identifier: a 1997 row may have a mask before them.
        rows = sorted(rows, key=lambda row: [lo for lo, _ in row[0][-width:]])
        out += f"\npub(in crate::item) const ROWS_{edition}: &[Row] = &[\n"
        out += "".join(row_line(*row) for row in rows) + "];\n"
    write("rows.rs", out)


def write_layouts():
    out = "//! Layouts of blocks and records, named by the first identifier that has them.\n\n"
    out += "use super::labels::LabelNumber as N;\n"
    out += "use crate::item::layout::Repeat::{Once, Times, UpTo};\n"
    out += "use crate::item::layout::{Children, Field, field, load, marked, plain, report};\n"
    out += "use crate::value::{BitMap, Calendar, Format, Unit as U};\n\nlayouts! {\n"
    named = sorted(((layout_name(n), key) for key, n in LAYOUTS.items()))
    arrays = {}
    for name, (fields, _, _, _) in named:
        arrays.setdefault(fields, name)
    for name, (fields, children, separated, engine) in named:
        ch = "Children::None" if children is None else "Children::Freeze" if children[0] == 4 else \
            f"Children::Byte {{ byte: {children[0]}, first: {children[1]} }}"
        constructor = {"ActiveReport": "report", "LoadRecord": "load"}.get(engine, "marked" if separated else "plain")
        arguments = [f"&F{arrays[fields]}"] + ([ch] if constructor in ("plain", "marked") else [])
        out += f"    L{name} = {constructor}({', '.join(arguments)}),\n"
    out += "}\n\n"
    out += "/// The values of load record classes 1 to 6.\n"
    out += call("pub(in crate::item) static CLASSES: [&[Field]; 6] = [", [f"&F{arrays[c]}" for c in CLASSES], "];") + "\n"
    (block,) = {k[0] for k in LAYOUTS if len(k[0]) == 35 and any("Percent" in f[2] for f in k[0])}
    out += "/// The block of an imbalance event, 1600FFnn.\n"
    out += f"pub(in crate::item) static IMBALANCE: &[Field; 35] = &F{arrays[block]};\n"
    formats = sorted({(format_name(f[1], "Once"), f[1]) for fields in arrays for f in fields})
    out += "\n" + "".join(entry(f"const {n.upper()}: Format", f"Format::{e}", "", ";") for n, e in formats)
    for fields, name in arrays.items():
        out += f"\nstatic F{name}: [Field; {len(fields)}] = [\n"
        for lb, e, u, s, r, most in fields:
            tail = {"Inherit": "),", "Signed": ").signed(),", "Plain": ").plain(),"}[s]
            tail = f").up_to({most})" + tail[1:] if most else tail
            out += call("    field(", [f"N::{camel(lb)}", format_name(e, "Once").upper(), u, r], tail)
        out += "];\n"
    write("layouts.rs", out)


def write_labels(rows97):
    single = {snake(r["name_en"]): r["name_zh"] for r in rows97}
    out = "//! Names of parts.\n\nlabels! {\n"
    names = sorted(LABELS, key=lambda n: (n != "value", camel(n)))
    assert len({camel(n) for n in names}) == len(names)
    out += "".join(entry(camel(n), f'("{n}", "{label_zh(n, single)}")') for n in names) + "}\n"
    write("labels.rs", out)


def write_bits():
    """The bits of status and mode words: names of every value, and which of them are shown."""
    words = {}
    for row in csv.DictReader(open(os.path.join(CRATE, "vectors", "dlt645-bits.csv"), encoding="utf-8")):
        field = words.setdefault(row["word"], {}).setdefault((int(row["bit"]), int(row["width"])), [])
        field.append((row["name_en"], row["name_zh"], row["shown"] == "y"))
    out = "//! Names of the bits of status and mode words, from the lowest.\n\n"
    out += "use crate::value::BitMap;\nuse crate::value::bit_def::{BitDef, bits};\n\n"
    out += "/// The named bits of a word.\npub(in crate::value) fn definitions(map: BitMap) -> &'static [BitDef] {\n    match map {\n"
    out += "        BitMap::Unnamed => &[],\n"
    out += "".join(f"        BitMap::{word} => {upper(word)},\n" for word in words) + "    }\n}\n"
    for word, fields in words.items():
        out += f"\nconst {upper(word)}: &[BitDef] = &[\n"
        for (shift, width), names in fields.items():
            shown = [show for _, _, show in names]
            tail = {(True, True): ").both(),", (True, False): ").clear(),"}.get(tuple(shown[:2]), "),")
            pairs = ", ".join(f'("{en}", "{zh}")' for en, zh, _ in names)
            line = f"    bits({shift}, {width}, &[{pairs}]{tail}"
            if width_of(line) > 100:
                each = "".join(f'        ("{en}", "{zh}"),\n' for en, zh, _ in names)
                line = f"    bits({shift}, {width}, &[\n{each}    ]{tail}"
            out += line + "\n"
        out += "];\n"
    write("bits.rs", out, "value")


def upper(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def main():
    rows07 = list(csv.DictReader(open(os.path.join(CRATE, "vectors", "dlt645-2007-di.csv"), encoding="utf-8")))
    rows97 = list(csv.DictReader(open(os.path.join(CRATE, "vectors", "dlt645-1997-di.csv"), encoding="utf-8")))
    fold07, fold97 = fold(rows07, 4), fold(rows97, 2)
    write_formats()
    write_rows(fold07, fold97)
    write_layouts()
    write_labels(rows97)
    write("names.rs", name_rows(rows07, rows97))
    write_bits()
    print(f"rows {len(fold07)} + {len(fold97)}, formats {len(FORMATS)}, layouts {len(LAYOUTS)}, labels {len(LABELS)}")
    if STALE:
        sys.exit("not what the CSVs say, run tables/generate.py: " + ", ".join(STALE))


if __name__ == "__main__":
    main()
