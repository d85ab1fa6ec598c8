"""The first words of a PDF, read well enough to find a stamp and no better.

Fonts number their letters as they like and say in a table (ToUnicode) what the numbers mean.
Which font a word stands in is not followed: each line is read by every table, and one that yields
a stamp is enough. A scan has no words at all.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

_LINES, _TABLES, _TOKENS, _CODES = 400, 24, 200_000, 65_536
_GAP = 40.0  # points between two words that belong to different columns
_TOKEN = re.compile(
    rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>|\[|\]|[-+]?\d*\.?\d+|[A-Za-z'\"*]+|/[^\s/<>\[\]()]+",
    re.S,
)
_ESCAPED = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r?\n)")
_MEANT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_BFCHAR = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)
_BFRANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.S)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]+)>|\[([0-9A-Fa-f\s<>]*)\])"
)
_SHOWING = frozenset({b"Tj", b"TJ", b"'", b'"'})
_DEPTH = 100
Table = Mapping[int, str]
Matrix = tuple[float, float, float, float, float, float]
_STILL: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass
class Page:
    """What has been gathered so far: shown strings by line, and tables of letters."""

    lines: list[bytes] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    streams: int = 0

    def take(self, head: bytes, stream: bytes) -> None:
        """Look at one stream: a table of letters, a page's content, or neither."""
        if b"begincmap" in stream:
            if len(self.tables) < _TABLES:
                self.tables.append(_table(stream))
        elif b"BT" in stream and re.search(rb"\bT[jJ]\b", stream) and b"/Image" not in head:
            self.streams += 1
            self.lines += islice(_lines(stream), max(0, _LINES - len(self.lines)))


def lines_of(page: Page) -> list[str]:
    """Each line once for each way it can be read."""
    read = []
    for line in page.lines:
        read.append(line.decode("cp1252", "replace"))
        if line.startswith(b"\xfe\xff"):
            read.append(line.decode("utf-16", "replace"))
        for table in page.tables:
            read += [_by(table, line, width) for width in (1, 2)]
    return [line for line in read if line.strip()]


def _lines(stream: bytes) -> Iterator[bytes]:
    """Shown strings, joined while they stand on one height and near each other."""
    pen, shown, line, began = _Pen(), list[bytes](), b"", (0.0, 0.0)
    for found in islice(_TOKEN.finditer(stream), _TOKENS):
        token = found[0]
        if token[:1] in b"(<":
            shown.append(_bytes(token))
        elif token[:1].isdigit() or token[:1] in b"+-.":
            pen.numbers = [*pen.numbers[-5:], float(token)]
        elif token in _SHOWING:
            at = pen.place
            if line and (abs(at[1] - began[1]) > 1 or at[0] - began[0] > _GAP + 6.0 * len(line)):
                yield line
                line = b""
            began = began if line else at
            line += b"".join(shown)
            shown, pen.numbers = [], []
        elif token[:1] not in b"[]/":
            pen.move(token)
            shown = []
    if line:
        yield line


@dataclass
class _Pen:
    """Where the next word would stand, by the operators that move it."""

    numbers: list[float] = field(default_factory=list)
    page: Matrix = _STILL
    text: Matrix = _STILL
    kept: list[Matrix] = field(default_factory=list)

    @property
    def place(self) -> tuple[float, float]:
        return _times(self.text, self.page)[4:]

    def move(self, operator: bytes) -> None:
        said, self.numbers = tuple(self.numbers), []
        if operator == b"q" and len(self.kept) < _DEPTH:
            self.kept.append(self.page)
        elif operator == b"Q" and self.kept:
            self.page = self.kept.pop()
        elif operator == b"cm" and len(said) == 6:
            self.page = _times(said, self.page)
        elif operator == b"BT":
            self.text = _STILL
        elif operator == b"Tm" and len(said) == 6:
            self.text = said
        elif operator in {b"Td", b"TD"} and len(said) >= 2:
            self.text = _times((1, 0, 0, 1, said[-2], said[-1]), self.text)
        elif operator == b"T*":
            self.text = _times((1, 0, 0, 1, 0, -12), self.text)


def _times(a: Matrix, b: Matrix) -> Matrix:
    """Moved by ``a``, then by ``b``."""
    return (
        *(a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3]),
        *(a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3]),
        *(a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]),
    )


def _bytes(token: bytes) -> bytes:
    if token.startswith(b"<"):
        digits = re.sub(rb"\s", b"", token[1:-1])
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    return _ESCAPED.sub(_unescaped, token[1:-1])


def _unescaped(found: re.Match[bytes]) -> bytes:
    said: bytes = found[1]
    if said.isdigit():
        return bytes([int(said, 8) & 255])
    return _MEANT.get(said, b"" if said.endswith(b"\n") else said)


def _table(stream: bytes) -> Table:
    """A ToUnicode table as far as it is written in the usual two ways."""
    table: dict[int, str] = {}
    for block in _BFCHAR.findall(stream):
        pairs = _HEX.findall(block)
        for code, meant in zip(pairs[::2], pairs[1::2], strict=False):
            table[_number(code)] = _letters(meant)
    for block in _BFRANGE.findall(stream):
        for first, last, start, listed in _RANGE.findall(block):
            room = max(0, _CODES - len(table))
            codes = range(_number(first), min(_number(last) + 1, _number(first) + room))
            if start:
                table |= {c: _following(start, n) for n, c in enumerate(codes)}
            else:
                table |= dict(zip(codes, map(_letters, _HEX.findall(listed)), strict=False))
    return table


def _following(start: bytes, steps: int) -> str:
    letters = _letters(start)
    return letters[:-1] + chr((ord(letters[-1]) + steps) % 0x110000) if letters else ""


def _letters(digits: bytes) -> str:
    clean = re.sub(rb"\s", b"", digits)
    return bytes.fromhex((clean + b"0" * (len(clean) % 2)).decode()).decode("utf-16-be", "replace")


def _number(digits: bytes) -> int:
    return int(re.sub(rb"\s", b"", digits) or b"0", 16)


def _by(table: Table, line: bytes, width: int) -> str:
    codes = (line[i : i + width] for i in range(0, len(line) - width + 1, width))
    return "".join(table.get(int.from_bytes(code, "big"), "") for code in codes)
