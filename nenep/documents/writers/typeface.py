"""What the vendored Tinos can draw, read straight from its tables.

Two questions only, not worth a font library: which characters does it hold (a PDF/A with a
missing letter is refused by the engine, and a resolution with an empty box is worse), and how
wide is a line (Word has no rule "as long as the text", so the DOCX writer works it out; Tinos
has the widths of Times New Roman).
"""

import struct
from functools import cache
from pathlib import Path

from nenep.documents.rules.model import Document, texts

FONT_FOLDER = Path(__file__).resolve().parent.parent / "fonts"
FAMILY = "Tinos"
BOX = "□"


def unprintable(document: Document) -> str:
    """The characters of ``document`` the typeface lacks (emoji, for one), each once, in order."""
    covered = _glyphs("Regular")
    used = dict.fromkeys(
        character for text in texts(document) for character in text if character != "\n"
    )
    return "".join(character for character in used if ord(character) not in covered)


def with_boxes(text: str) -> str:
    """``text`` with a box in place of every character the typeface lacks (for previews)."""
    covered = _glyphs("Regular")
    return "".join(
        character if character == "\n" or ord(character) in covered else BOX for character in text
    )


def width_in_points(text: str, size: float, *, bold: bool = False) -> float:
    """Length of ``text`` on one line, without kerning (as Word sets it by default)."""
    face = "Bold" if bold else "Regular"
    glyphs, widths, units = _glyphs(face), _widths(face), _units(face)
    return sum(widths[glyphs.get(ord(character), 0)] for character in text) * size / units


@cache
def _tables(face: str) -> dict[str, bytes]:
    data = (FONT_FOLDER / f"{FAMILY}-{face}.ttf").read_bytes()
    count = struct.unpack_from(">H", data, 4)[0]
    found: dict[str, bytes] = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        if tag in (b"cmap", b"head", b"hhea", b"hmtx"):
            found[tag.decode()] = data[offset : offset + length]
    return found


def _units(face: str) -> int:
    return int(struct.unpack_from(">H", _tables(face)["head"], 18)[0])


@cache
def _widths(face: str) -> tuple[int, ...]:
    """Advance of every glyph that has its own; the ones after share the last."""
    count = struct.unpack_from(">H", _tables(face)["hhea"], 34)[0]
    table = _tables(face)["hmtx"]
    own = [struct.unpack_from(">H", table, 4 * index)[0] for index in range(count)]
    sharing = (len(table) - 4 * count) // 2
    return tuple(own + own[-1:] * sharing)


@cache
def _glyphs(face: str) -> dict[int, int]:
    """Character code → glyph, from the Unicode subtable of format 4 (the BMP is all Tinos has)."""
    table = _tables(face)["cmap"]
    count = struct.unpack_from(">H", table, 2)[0]
    for index in range(count):
        platform, _, offset = struct.unpack_from(">HHI", table, 4 + 8 * index)
        if platform in (0, 3) and struct.unpack_from(">H", table, offset)[0] == 4:
            return _format_4(table[offset:])
    raise LookupError("the typeface has no Unicode character map")


def _format_4(table: bytes) -> dict[int, int]:
    segments = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", table, 14)
    starts = struct.unpack_from(f">{segments}H", table, 16 + 2 * segments)
    deltas = struct.unpack_from(f">{segments}H", table, 16 + 4 * segments)
    offsets_at = 16 + 6 * segments
    found: dict[int, int] = {}
    for index in range(segments):
        place = offsets_at + 2 * index
        offset = struct.unpack_from(">H", table, place)[0]
        for code in range(starts[index], ends[index] + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(
                    ">H", table, place + offset + 2 * (code - starts[index])
                )[0]
                if glyph == 0:
                    continue
            glyph = (glyph + deltas[index]) & 0xFFFF
            if glyph and code != 0xFFFF:
                found[code] = glyph
    return found
