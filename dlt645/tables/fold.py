"""Patterns of identifiers: expanding them to boxes of byte ranges, and folding boxes."""
import itertools
import re


def byte_set(text):
    """Ranges of one byte of a pattern."""
    if text[0] != "{":
        return [(int(text, 16), int(text, 16))]
    out = []
    for item in text[1:-1].split(","):
        lo, _, hi = item.partition("-")
        out.append((int(lo, 16), int(hi or lo, 16)))
    return out


def boxes(pattern):
    return list(itertools.product(*(byte_set(t) for t in re.findall(r"\{[^}]*\}|[0-9A-F]{2}", pattern))))


def merge(items):
    """Joins boxes with equal attributes that touch along one byte."""
    by_key = {}
    for box, key in items:
        by_key.setdefault(key, []).append(box)
    out = []
    for key, group in by_key.items():
        changed = True
        while changed:
            changed = False
            for i, j in itertools.combinations(range(len(group)), 2):
                a, b = group[i], group[j]
                diff = [n for n in range(len(a)) if a[n] != b[n]]
                if len(diff) != 1:
                    continue
                n = diff[0]
                if a[n][1] + 1 == b[n][0] or b[n][1] + 1 == a[n][0]:
                    joined = list(a)
                    joined[n] = (min(a[n][0], b[n][0]), max(a[n][1], b[n][1]))
                    group = [g for k, g in enumerate(group) if k not in (i, j)] + [tuple(joined)]
                    changed = True
                    break
        out += [(box, key) for box in group]
    return sorted(out)
