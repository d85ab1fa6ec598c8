"""Amending the minutes while they are read back: when it may be done, and what was changed."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nenep.kernel.errors import Invalid, Refused
from nenep.meetings.rules.stages import Milestone, may_mark

LONGEST = 20_000
_SENTENCES = re.compile(r"(?<=[.!?;…])\s+|\n+")


class Part(StrEnum):
    """What can be amended: the note of an item, an opinion, the chair's conclusion."""

    ITEM = "item"
    OPINION = "opinion"
    CONCLUSION = "conclusion"


@dataclass(frozen=True)
class Changed:
    """The sentences that differ; either side may be empty (added, taken out)."""

    before: str
    after: str


def must_be_reading(kinds: Collection[Milestone], without: Collection[Milestone]) -> None:
    """The time of amendments: from the moment the minutes may be read until they are adopted.

    Raises:
        Refused: too early (nothing was read yet) or too late (the cell has adopted the text).
    """
    if Milestone.ADOPTED in kinds:
        raise Refused("Biên bản đã thông qua và được giữ nguyên; sau khi ban hành chỉ đính chính.")
    refusal = may_mark(Milestone.READ_BACK, kinds, without=without)
    if refusal is not None:
        raise refusal


def must_change(before: str, after: str) -> None:
    """Raises:
    Invalid: nothing is left of the text, nothing differs, or it is too long.
    """
    if not after:
        raise Invalid("Đồng chí ghi nội dung sau khi sửa.", field="after")
    if before == after:
        raise Invalid("Nội dung chưa thay đổi so với bản đã đọc.", field="after")
    if len(after) > LONGEST:
        raise Invalid("Nội dung dài quá %(most)d ký tự.", most=LONGEST, field="after")


def typed(text: str) -> str:
    """A text as forms send it, with plain line ends and no space around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def changed(before: str, after: str) -> Changed:
    """What differs, without the sentences both begin and end with."""
    old, new = _sentences(before), _sentences(after)
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    return Changed(" ".join(old[start : len(old) - end]), " ".join(new[start : len(new) - end]))


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCES.split(text) if part.strip()]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many pieces both begin with."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
