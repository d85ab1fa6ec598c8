"""Words on paper: runs of text, cleaned once when they enter the model.

Cleaning happens here and nowhere else, so that a seal, a DOCX and a PDF always speak of the same
characters: composed (NFC) Vietnamese, no control characters, no lone surrogates.
"""

import re
import unicodedata
from dataclasses import dataclass

from nenep.kernel.errors import Invalid

_BREAKS = re.compile(r"\r\n|[\r\u0085\u2028\u2029]")
# Invisible marks that come along when text is pasted; they carry nothing and break searching.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. A newline is a line break inside the paragraph."""

    text: str
    bold: bool = False
    italic: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


RichText = tuple[Run, ...]


def rich(*parts: str | Run) -> RichText:
    """One paragraph's text from plain strings and styled runs; empty parts fall away."""
    runs = (part if isinstance(part, Run) else Run(part) for part in parts)
    return tuple(run for run in runs if run.text)


def bold(text: str) -> Run:
    """A bold stretch."""
    return Run(text, bold=True)


def italic(text: str) -> Run:
    """An italic stretch."""
    return Run(text, italic=True)


def plain(text: RichText) -> str:
    """What a reader reads, without the styles."""
    return "".join(run.text for run in text)


def clean(text: str) -> str:
    """``text`` in NFC with plain line breaks; a tab becomes a space.

    :raises Invalid: for characters that no paper and no XML file can hold. Nothing is dropped
        in silence except invisible joiners: a character lost from minutes is a changed record.
    """
    text = _INVISIBLE.sub("", _BREAKS.sub("\n", text).replace("\t", " "))
    for character in text:
        if _is_unwritable(character):
            raise Invalid(
                "Văn bản có ký tự điều khiển (mã U+%(code)s) không ghi được lên giấy. "
                "Chưa có gì thay đổi; đồng chí xóa ký tự đó rồi làm lại.",
                code=f"{ord(character):04X}",
            )
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """As :func:`clean`, on one line and without spaces at the ends (names, titles, places)."""
    return _SPACES.sub(" ", clean(text)).strip()


def _is_unwritable(character: str) -> bool:
    if character == "\n":
        return False
    code = ord(character)
    if 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:
        return True  # turns the reading direction: what is shown would not be what is stored
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return True
    return unicodedata.category(character) in ("Cc", "Cs")
