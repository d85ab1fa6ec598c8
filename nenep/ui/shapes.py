"""What the larger parts of a page are given. No models here: pages translate theirs into these."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from nenep.ui.formats import strip_step


class Tone(StrEnum):
    """A colour that always stands beside a word."""

    NONE = ""
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"


class StepState(StrEnum):
    DONE = "done"
    NOW = "now"
    NEXT = "next"


class MonthState(StrEnum):
    """``weak``: held, but something asks for a look. ``none``: no meeting was due."""

    HELD = "held"
    WEAK = "weak"
    MISSED = "missed"
    FUTURE = "future"
    NONE = "none"


@dataclass(frozen=True)
class Step:
    """One stage of a meeting; a link when its page may be opened."""

    label: str
    state: StepState | str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class MonthMark:
    """One month of the strip. ``share`` 0…1 gives the height; ``text`` is the figure in words."""

    first: date
    state: MonthState | str
    share: float | Fraction | None = None
    text: str = ""
    url: str = ""

    @property
    def step(self) -> int:
        """Height class, 1 to 5. Months without a figure stand full so that the gap is seen."""
        return strip_step(self.share) if self.share is not None else 5

    @property
    def word(self) -> str:
        """What the table beside the strip says."""
        return self.text or MONTH_WORDS[MonthState(self.state)]


MONTH_WORDS = {
    MonthState.HELD: "đã họp",
    MonthState.WEAK: "để ý",
    MonthState.MISSED: "không họp",
    MonthState.FUTURE: "chưa đến",
    MonthState.NONE: "không phải họp",
}


@dataclass(frozen=True)
class Column:
    """``kind``: ``""`` text, ``"num"`` figures to the right, ``"main"`` the card's title."""

    label: str
    kind: str = ""


@dataclass(frozen=True)
class Cell:
    """``tone`` shows the text as a badge; ``note`` is a quiet second line."""

    text: str
    url: str = ""
    tone: Tone | str | None = None
    note: str = ""


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    state: str = ""


@dataclass(frozen=True)
class Table:
    """A table on a desk and on paper, cards on a phone."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption_hidden: bool = False

    @property
    def labelled(self) -> Sequence[tuple[Row, Sequence[tuple[Column, Cell]]]]:
        """Each row with its cells beside their columns.

        Raises:
            ValueError: a row has more or fewer cells than the table has columns.
        """
        return [(row, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]


@dataclass(frozen=True)
class Pair:
    term: str
    value: str
    url: str = ""
