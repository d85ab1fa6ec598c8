"""The mark by which somebody with a printed paper asks whether its seal is genuine.

The code is the beginning of the paper's own SHA-256: 96 bits, so that it cannot be guessed and
says nothing by itself.
"""

import re
from dataclasses import dataclass

CODE_LENGTH = 24
_CODE = re.compile(rf"^[0-9a-f]{{{CODE_LENGTH}}}$")
_SHA256 = re.compile(r"^[0-9a-f]{64}$")


@dataclass(frozen=True, slots=True)
class SealMark:
    """What is printed at the foot of the last page. ``address`` leads to the page that answers;
    without one (an installation that told none) only the code is printed."""

    code: str
    address: str


def code_of(sha256: str) -> str:
    """The code of a seal."""
    return sha256[:CODE_LENGTH]


def read_code(typed: str) -> str:
    """A code as somebody typed it from paper; empty when it is none."""
    bare = re.sub(r"[\s.-]", "", typed).lower()
    return bare if _CODE.match(bare) else ""


def shown_code(code: str) -> str:
    """In groups of four, to be read aloud and typed."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def same_seal(typed: str, sha256: str) -> bool | None:
    """Is the whole hash somebody has that of this seal? None when it is no SHA-256."""
    bare = re.sub(r"\s", "", typed).lower()
    return bare == sha256 if _SHA256.match(bare) else None
