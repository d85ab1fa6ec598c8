"""A sheet as the rules see it: rows of plain values, numbered as the person sees them."""

from dataclasses import dataclass
from datetime import date

from nenep.kernel.names import tidy

Cell = str | float | bool | date | None


@dataclass(frozen=True)
class Sheet:
    """One visible sheet. ``rows[0]`` is row 1 of the sheet; missing cells at the end are blank."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]

    def cell(self, row: int, column: int) -> Cell:
        """The value at a row (from 1) and a column (from 0); None beyond the edge."""
        if not 0 < row <= len(self.rows):
            return None
        values = self.rows[row - 1]
        return values[column] if 0 <= column < len(values) else None

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max(map(len, self.rows), default=0)


def text_of(cell: Cell) -> str:
    """What a person reads in the cell, tidied; whole numbers without ".0"."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return tidy(str(cell))


def column_letter(index: int) -> str:
    """0 → A, 26 → AA: the name a person knows the column by."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
