#!/usr/bin/env python3
"""Puts the page together: assemble.py MODULE.wasm OUT.html. The module goes in packed with LZMA, as base64."""
import base64
import gzip
import lzma
import pathlib
import struct
import sys

here = pathlib.Path(__file__).parent / "page"


def packed(module: bytes) -> bytes:
    """The smallest .lzma of a few settings, with the size of the content in its head."""
    settings = [dict(id=lzma.FILTER_LZMA1, preset=9 | lzma.PRESET_EXTREME, lc=lc, lp=0, pb=0) for lc in (0, 3, 4)]
    best = min((lzma.compress(module, lzma.FORMAT_ALONE, filters=[one]) for one in settings), key=len)
    return best[:5] + struct.pack("<Q", len(module)) + best[13:]


def main(module: str, out: str) -> None:
    wasm = pathlib.Path(module).read_bytes()
    text = base64.b64encode(packed(wasm)).decode()
    scripts = "\n".join((here / name).read_text() for name in ("words.js", "lzma.js", "app.js"))
    page = (here / "index.html").read_text()
    page = page.replace("/*style.css*/", (here / "style.css").read_text())
    page = page.replace("/*scripts*/", f'const MODULE = "{text}";\n{scripts}')
    target = pathlib.Path(out)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page)
    size = len(page.encode())
    zipped = len(gzip.compress(page.encode(), 9))
    print(f"{out}: {size} bytes, {zipped} with gzip; the module {len(wasm)}")


main(*sys.argv[1:])
