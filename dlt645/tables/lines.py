"""Lines of the generated files: one row a line where it fits."""
import unicodedata


def width(text):
    """Columns on a screen: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def entry(name, value, indent="    ", end=","):
    """`name = value,` on one line of at most 100 columns, else on two."""
    line = f"{indent}{name} = {value}{end}"
    return line + "\n" if width(line) <= 100 else f"{indent}{name} =\n{indent}    {value}{end}\n"


def string(head, text):
    """A string literal of at most 100 columns a line."""
    line = f'{head}"{text}",'
    if width(line) <= 100:
        return line + "\n"
    cut = text.rindex(" ", 0, 98 - len(head)) + 1
    return f'{head}"{text[:cut]}\\\n{" " * len(head)} {text[cut:]}",\n'


def hexadecimal(box, end):
    """Lower (0) or upper (1) end of a box as one number; a 1997 identifier has its bytes last."""
    box = ((0, 0),) * (4 - len(box)) + tuple(box)
    digits = "".join(f"{b[end]:02X}" for b in box)
    return f"0x{digits[:4]}_{digits[4:]}"


def call(head, arguments, tail):
    """A call on one line of at most 100 columns, else one argument a line."""
    line = f"{head}{', '.join(arguments)}{tail}"
    if width(line) <= 100:
        return line + "\n"
    indent = " " * (len(head) - len(head.lstrip()) + 4)
    body = "".join(f"{indent}{argument},\n" for argument in arguments)
    return f"{head}\n{body}{indent[4:]}{tail}\n"
