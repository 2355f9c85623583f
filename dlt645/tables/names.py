"""Templates of the names of identifiers, folded from the CSVs, and the Chinese names of parts.

A template is text with marks that src/item/names.rs fills in from the bytes of the identifier:

  %t tariff = DI1          %T total or tariff = DI1       %d DI0                 %x DI0, hexadecimal
  %s settlement day = DI0  %n n-th last record = DI0      %m n-th last month     %u month of DI1 (1997)
  %p phase = DI2           %l line voltage = DI1          %e event = DI3         %k energy or demand = DI2
  %f freeze = DI2          %r low nibble of DI0           %h its high nibble - 2 %q total or phase = low nibble
  %a phase = low nibble    %L line voltage = low nibble
"""
import re

from fold import boxes, merge
from lines import call, hexadecimal, string

EVENTS = {}
KINDS = {}
FREEZES = {}

ITEM_WORDS = [
    ("fwd_active", "forward active energy"), ("rev_active", "reverse active energy"),
    ("comb_reactive1", "combined reactive 1 energy"), ("comb_reactive2", "combined reactive 2 energy"),
    ("active_power", "active power"), ("reactive_power", "reactive power"), ("power_factor", "power factor"),
]


def plain_item(text):
    """start fwd_active_A -> start forward active energy, phase A"""
    for short, long in ITEM_WORDS:
        text = text.replace(short, long)
    text = re.sub(r"_(A|B|C)$", r", phase \1", text)
    text = re.sub(r"_total$", ", total", text)
    return re.sub(r"^(ampere-hours) (A|B|C)$", r"\1, phase \2", text)


def template_2007(row):
    en, zh, di = row["name_en"], row["name_zh"], row["di"]
    if "（当前/上n结算日）" in zh:
        zh = zh.replace("（当前/上n结算日）", "%s")
        en = re.sub(r" \(DI0: (00 current, n = n-th last settlement day|period)\)$", "", en) + "%s"
        zh = zh.replace("费率r", "费率%t")
        en = en.replace("tariff r = DI1", "tariff %t")
    elif "结算日数据块" in zh:
        if "{00-3F}FF" in di:
            en = en.replace(", block:", ", %T, block:")
            zh = zh.replace("电能 结算日", "%T电能 结算日").replace("最大需量及发生时间 结算日", "%T最大需量及发生时间 结算日")
    if di[:4] in ("0332", "0333"):
        zh += "（电量型）" if di[:4] == "0332" else "（电费型）"
    if zh.startswith("（上n次）"):
        zh = "%n" + zh[len("（上n次）"):]
        en = en.replace(" (n-th last)", "") + "%n"
    if zh.startswith("（本月/上n月）"):
        zh = "%m" + zh[len("（本月/上n月）"):]
        en = re.sub(r" \(DI0: .*\)$", "", en) + "%m"
    if "{" in di:
        en = en.replace("order h = DI0 (1-21)", "order %d")
        zh = zh.replace("第h次", "第%d次")
        en = en.replace("AB / BC / CA", "%l")
        zh = zh.replace("AB/BC/CA", "%l")
        if not zh.startswith("%n"):
            en = re.sub(r"\bn\b", "%d", en)
            zh = zh.replace("第n", "第%d")
        en = re.sub(r"tariff price r$", "tariff price %d", en)
        zh = re.sub(r"费率电价r$", "费率电价%d", zh)
    if row["table"] == "SG-item" or di[:2] in ("1D", "1E"):
        en = en.replace(" (phase p = DI2)", ", phase %p")
        zh = zh.replace("p相", "%p相")
        if ": " in en:
            head, item = en.split(": ", 1)
            tail = "%n" if item.endswith("%n") else ""
            item = plain_item(item.removesuffix("%n")) + tail
            event = head.replace(", phase %p", "")
            if event in EVENTS.get(di[:2], (event,)) and f"{event}" and zh_event(di[:2]) and zh_event(di[:2]) in zh:
                head, zh = head.replace(event, "%e"), zh.replace(zh_event(di[:2]), "%e")
            en = f"{head}: {item}"
    if row["table"] in ("A.1", "A.2") and (m := re.fullmatch(r"0[01](0[0-9A])", di[:4])):
        kind = KINDS[int(m.group(1), 16)]
        if en.startswith(kind[0]) and kind[1] in zh:
            en, zh = en.replace(kind[0], "%k", 1), zh.replace(kind[1], "%k", 1)
    if di.startswith("05"):
        freeze = FREEZES[int(di[2:4], 16)]
        if en.startswith(freeze[0]) and freeze[1] in zh:
            en, zh = en.replace(freeze[0], "%f", 1), zh.replace(freeze[1], "%f", 1)
    return en, zh


def zh_event(di3):
    return EVENTS[di3][1] if di3 in EVENTS else None


def template_1997(row):
    en, zh, di = row["name_en"], row["name_zh"], row["di"]
    if "（当前/上月/上上月）" in zh:
        zh = zh.replace("（当前/上月/上上月）", "%u").replace("费率r", "费率%r")
        en = re.sub(r" \(DI1: current / last month / month before last\)$", "", en)
        en = en.replace("tariff r = low nibble (1-14)", "tariff %r") + "%u"
    if "{" in di:
        zh = zh.replace("总/A/B/C相", "%q").replace("瞬时总/A/B/C相", "瞬时%q").replace("AB/BC/CA", "%L")
        zh = zh.replace("A/B/C相", "%a相")
        en = en.replace("Total / phase A / B / C", "%q").replace("AB / BC / CA", "%L")
        en = en.replace("phase A / B / C", "phase %a").replace("total / A / B / C", "%q")
        en = en.replace("Season i", "Season %r").replace("slot i", "slot %r").replace("Public holiday i", "Public holiday %r")
        en = en.replace("Day schedule j (high nibble - 2)", "Day schedule %h").replace("Day schedule j", "Day schedule %h")
        zh = zh.replace("第i", "第%r").replace("第j", "第%h")
        if di.startswith("B6{60") or di.startswith("B6{70"):
            en, zh = en + ", %q", zh + "（%q）"
        if di.startswith("D"):
            en, zh = en + " %x", zh + "%x"
    return en, zh


def learn(rows07):
    """Names of events, energies and freezes, from the rows that begin with them."""
    for row in rows07:
        di, en, zh = row["di"], row["name_en"], row["name_zh"]
        if (row["table"] == "SG-item" or di[:2] in ("1D", "1E")) and en.endswith(": total count"):
            EVENTS[di[:2]] = (en.split(" (phase")[0].split(":")[0], zh.removeprefix("p相").removesuffix("总次数"))
        if row["table"] == "A.1" and re.fullmatch(r"000.00\{00-0C\}", di):
            KINDS[int(di[2:4], 16)] = (en.split(" energy")[0], zh.split("）")[1].split("总电能")[0])
        if di[:2] == "05" and di[4:6] == "00":
            FREEZES[int(di[2:4], 16)] = (en.split(":")[0], zh.split("）")[1].removesuffix("时间"))


def by_di2(row, rows07):
    """The two rows that stand for many energies: one name each, from the single item."""
    single = {r["di"][:4]: r for r in rows07 if re.fullmatch(r"0[01][0-9A-F]{2}00\{00-0C\}", r["di"])}
    for box in boxes(row["di"]):
        for di2 in range(box[1][0], box[1][1] + 1):
            like = single[f"{row['di'][:2]}{di2:02X}"]
            en = like["name_en"].removesuffix(", total") + ", block: current and the 12 last settlement days"
            zh = like["name_zh"].replace("（当前/上n结算日）", "") + " 结算日数据块"
            yield (box[0], (di2, di2), box[2], box[3]), (en, zh)


def name_rows(rows07, rows97):
    learn(rows07)
    out = []
    for edition, rows in (("2007", rows07), ("1997", rows97)):
        items = []
        for row in rows:
            if "by DI2" in row["unit"]:
                items += by_di2(row, rows07)
                continue
            key = template_2007(row) if edition == "2007" else template_1997(row)
            items += [(box, key) for box in boxes(row["di"])]
        out.append((edition, merge(items)))
    body = ""
    for edition, rows in out:
        texts = {}
        for box, text in rows:
            texts.setdefault(text, []).append(box)
        body += f"\npub(in crate::item) static NAMES_{edition}: &[Named] = &[\n"
        for (en, zh), group in texts.items():
            ends = [f"({hexadecimal(box, 0)}, {hexadecimal(box, 1)})" for box in group]
            body += "    Named {\n" + string("        en: ", en) + string("        zh: ", zh)
            body += call("        at: &[", ends, "],") + "    },\n"
        body += "];\n"

    def subjects(name, doc, table, size, key):
        text = f"\n/// {doc}\npub(in crate::item) static {name}: &[(&str, &str)] = &[\n"
        for n in range(size):
            en, zh = table.get(key(n), ("", ""))
            text += f'    ("{en}", "{zh}"),\n'
        return text + "];\n"

    body += subjects("EVENTS", "Events by DI3 from 10.", EVENTS, 0x12, lambda n: f"{n + 0x10:02X}")
    body += subjects("KINDS", "Energies and demands by DI2.", KINDS, max(KINDS) + 1, lambda n: n)
    body += subjects("FREEZES", "Freezes by DI2.", FREEZES, max(FREEZES) + 1, lambda n: n)
    return "//! Names of identifiers.\n\nuse super::Named;\n" + body


# ---- parts ---------------------------------------------------------------------------------------------------------

PREFIX = {"d": "期间", "before": "发生前", "after": "发生后", "at": "发生时刻", "start": "发生时刻", "end": "结束时刻",
          "set1": "第一套", "set2": "第二套", "present": "当前"}
WHOLE = {
    "value": "值", "total": "总", "tariff": "费率", "current": "当前", "last_settlement_day": "上#结算日", "A": "A相",
    "B": "B相", "C": "C相", "AB": "AB线", "BC": "BC线", "CA": "CA线", "order": "#次谐波", "time": "时间",
    "start_time": "发生时刻", "end_time": "结束时刻", "max_demand": "最大需量", "max_demand_time": "最大需量发生时间",
    "operator": "操作者代码", "validity_min": "有效时长", "mac": "MAC", "current_value": "电流值", "programmed_di": "编程数据标识", "cleared_di": "清零数据标识", "time_before": "校时前时间",
    "time_after": "校时后时间", "count": "次数", "duration_min": "累计时间", "max_imbalance": "最大不平衡率",
    "maximum_imbalance": "最大不平衡率", "monitored_min": "监测时间", "pass_rate_pct": "合格率",
    "over_limit_rate_pct": "超限率", "above_upper_min": "超上限时间", "below_lower_min": "超下限时间",
    "max_voltage": "最高电压", "max_time": "最高电压时间", "min_voltage": "最低电压", "min_time": "最低电压时间",
    "holiday": "节假日", "settlement_day": "结算日", "keys_updated": "更新密钥条数", "before_key_status": "更新前密钥状态字",
    "card_serial_and_status": "卡序列号及状态", "purchase_count": "购电次数", "remaining_amount": "剩余金额",
    "fwd_active_start": "发生时刻正向有功总电能", "rev_active_start": "发生时刻反向有功总电能",
    "fwd_active_end": "结束时刻正向有功总电能", "rev_active_end": "结束时刻反向有功总电能",
    "switch_state_after": "动作后开关状态", "date": "日期", "purchase_count_before": "退费前购电次数",
    "refund_amount": "退费金额", "remaining_before": "退费前剩余金额", "remaining_after": "退费后剩余金额",
    "season": "时区", "slot": "时段", "set1_season": "第一套时区", "set2_season": "第二套时区", "set1_slot": "第一套时段",
    "set2_slot": "第二套时段", "status": "状态字", "new_count": "新增次数", "price": "电价", "set1_price": "第一套电价",
    "set2_price": "第二套电价", "ladder_value": "阶梯值", "ladder_price": "阶梯电价", "annual_settlement_day": "年结算日",
    "before_rest_day_schedule": "编程前周休日时段表号", "before_active_combination": "编程前有功组合方式特征字",
    "before_reactive_combination1": "编程前无功组合方式1特征字", "before_reactive_combination2": "编程前无功组合方式2特征字",
    "fwd_limit": "正向有功功率上限值", "rev_limit": "反向有功功率上限值", "frequency": "频率", "active": "有功",
    "reactive": "无功", "active_demand": "当前有功需量", "reactive_demand": "当前无功需量",
    "fwd_active_demand": "正向有功最大需量", "rev_active_demand": "反向有功最大需量",
}
QUANTITY = {
    "fwd_active": "正向有功电能", "rev_active": "反向有功电能", "comb_reactive1": "组合无功1电能",
    "comb_reactive2": "组合无功2电能", "q1_reactive": "第一象限无功电能", "q2_reactive": "第二象限无功电能",
    "q3_reactive": "第三象限无功电能", "q4_reactive": "第四象限无功电能", "q1": "第一象限无功电能",
    "q2": "第二象限无功电能", "q3": "第三象限无功电能", "q4": "第四象限无功电能", "voltage": "电压", "current": "电流",
    "active_power": "有功功率", "reactive_power": "无功功率", "power_factor": "功率因数", "ampere_hours": "安时数",
    "count": "次数", "duration_min": "累计时间", "annual_settlement_day": "年结算日", "ladder_value": "阶梯值",
    "ladder_price": "阶梯电价",
}
PHASE = {"total": "总", "A": "A相", "B": "B相", "C": "C相", "energy": "", "": ""}


def label_zh(name, single=None):
    """Chinese name of a part; `single` maps English snake-case names of 1997 items to their Chinese names."""
    if name in WHOLE:
        return WHOLE[name]
    if single and name in single:
        return single[name]
    if m := re.fullmatch(r"word(\d)", name):
        return f"运行状态字{m.group(1)}"
    if m := re.fullmatch(r"before_(current|backup)_(.+)", name):
        return "编程前" + {"current": "当前套", "backup": "备用套"}[m.group(1)] + QUANTITY[m.group(2)]
    if m := re.fullmatch(r"count_(forward|reverse)_active", name):
        return {"forward": "正向", "reverse": "反向"}[m.group(1)] + "有功需量超限次数"
    if m := re.fullmatch(r"count_quadrant_(I|II|III|IV)_reactive", name):
        return "第" + {"I": "一", "II": "二", "III": "三", "IV": "四"}[m.group(1)] + "象限无功需量超限次数"
    text = name.replace("ampere_hours_", "ampere_hours_")
    prefix = ""
    head, _, tail = text.partition("_")
    if head in PREFIX and tail:
        prefix, text = PREFIX[head], tail
    for quantity in sorted(QUANTITY, key=len, reverse=True):
        if text == quantity or text.startswith(quantity + "_"):
            phase = text[len(quantity):].lstrip("_")
            if phase in PHASE:
                whole = QUANTITY[quantity]
                if phase == "total" and whole.endswith("电能"):
                    text = whole.removesuffix("电能") + "总电能"
                else:
                    text = PHASE[phase] + whole
                return prefix + text + ("增量" if head == "d" else "")
    raise KeyError(name)
