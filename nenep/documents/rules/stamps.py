"""Stamps of secrecy (Law 117/2025/QH15): MẬT, TỐI MẬT, TUYỆT MẬT, each alone on its line.

A net below the uploader's own declaration, not a classification: words in running text ("bí mật",
"mật độ", "mật ong") are ordinary, and a scanned stamp cannot be read at all.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

# Vietnamese papers carry the stamp at the top of the first page; a long table head may precede it.
PARAGRAPHS_LOOKED_AT = 60
_ALONE = re.compile(r"\W*(TUYỆT MẬT|TỐI MẬT|MẬT)\W*")
_SAID = re.compile(r"độ\s+mật\s*[:：]\s*(tuyệt mật|tối mật|mật)(?!\w)(?!\s+\w)", re.I)
_SPACED = re.compile(r"(?:\w\s+){2,}\w")


def stamp_in(paragraphs: Iterable[str]) -> str | None:
    """The stamp among the first paragraphs of a paper, or None."""
    written = (said for text in paragraphs if (said := _plain(text)))
    for text in islice(written, PARAGRAPHS_LOOKED_AT):
        found = _ALONE.fullmatch(text) or _SAID.search(text)
        if found:
            return found[1].upper()
    return None


def _plain(text: str) -> str:
    """One spelling of the letters, single spaces; ``M Ậ T`` closed up."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return plain.replace(" ", "") if _SPACED.fullmatch(plain) else plain
