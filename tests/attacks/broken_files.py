"""Files as hypothesis breaks them: workbooks of strange cells, cut bytes, texts of any coding."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import xlsxwriter
from hypothesis import strategies as st

from tests.attacks.nonsense import TEXTS

Grid = list[list[object]]

# Decomposed letters, other apostrophes, signs of direction, a cell as long as a book, a formula.
NAMES = ("Nguyễn Văn A\u0300n", "SIU H’BIA", "Y Bhăm\u200b", "Đ/c Kpă", "ữ" * 10_000, "🙂" * 300)
FORMULAS = ("=1+1", '=HYPERLINK("http://x")', "+84", "@SUM(A1)", "{=A1:A9}")
DAYS = ("3/2/85", "02/1999", "1960", "31/02/1990", "12/31/1990", "ngày 3 tháng 2", "45000", "0")
MOMENTS = st.one_of(
    st.dates(date(1900, 1, 1), date(9999, 12, 31)),
    st.sampled_from([date(1904, 1, 1), date(1900, 2, 28), date(9999, 12, 31), date(1900, 1, 1)]),
)
CELLS: st.SearchStrategy[object] = st.one_of(
    st.sampled_from((*TEXTS, *NAMES, *FORMULAS, *DAYS, *map(chr, range(1, 32)))),
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**15), 10**15),
    st.booleans(),
    MOMENTS,
)
FILE_NAMES = st.sampled_from(
    ("a.xlsx", "a.csv", "a.xls", "a.ods", "a.yaml", "a", "../../etc/x.csv", "x" * 300 + ".csv")
)


@st.composite
def grids(draw: st.DrawFn, sound: Sequence[Sequence[object]]) -> Grid:
    """A sound list of which some cells are others, some rows twice, gone or of another length."""
    rows: Grid = [list(row) for row in sound]
    for _ in range(draw(st.integers(1, 8))):
        row = draw(st.sampled_from(rows))
        if row:
            row[draw(st.integers(0, len(row) - 1))] = draw(CELLS)
    how = draw(st.sampled_from(["as it is", "a row more", "a row gone", "twice", "wide"]))
    if how == "a row more":
        rows.insert(draw(st.integers(0, len(rows))), draw(st.lists(CELLS, max_size=12)))
    elif how == "a row gone":
        rows.pop(draw(st.integers(0, len(rows) - 1)))
    elif how == "twice":
        rows.append(list(draw(st.sampled_from(rows))))
    elif how == "wide":
        rows[-1] += [""] * 40 + [draw(CELLS)]
    return rows


@st.composite
def workbooks(draw: st.DrawFn, sound: Sequence[Sequence[object]]) -> bytes:
    """The grid as .xlsx, of either calendar, sometimes with cells merged."""
    grid, kept = draw(grids(sound)), io.BytesIO()
    said = {"in_memory": True, "strings_to_formulas": draw(st.booleans()), "strings_to_urls": False}
    with xlsxwriter.Workbook(kept, {**said, "date_1904": draw(st.booleans())}) as book:
        book.set_properties(
            {"created": datetime(2026, 1, 1, tzinfo=UTC)}
        )  # the same bytes each time
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        page = book.add_worksheet("DS")
        if draw(st.booleans()):
            page.merge_range(0, 0, draw(st.integers(1, 5)), draw(st.integers(1, 5)), "gộp")
        for number, row in enumerate(grid):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(number, column, datetime.combine(value, time()), day)
                else:
                    page.write(number, column, value)
    return kept.getvalue()


@st.composite
def tables(draw: st.DrawFn, sound: Sequence[Sequence[object]]) -> bytes:
    """The grid as text, parted by one sign or another, in one coding or another."""
    kept = io.StringIO()
    writer = csv.writer(kept, delimiter=draw(st.sampled_from(",;\t")))
    writer.writerows(draw(grids(sound)))
    coding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1258"]))
    return kept.getvalue().encode(coding, errors="replace")


@st.composite
def cut(draw: st.DrawFn, whole: st.SearchStrategy[bytes]) -> bytes:
    """Whole, or cut somewhere, or with a few bytes turned."""
    content = bytearray(draw(whole))
    how = draw(st.sampled_from(["whole", "whole", "cut", "turned"]))
    if how == "cut":
        return bytes(content[: draw(st.integers(0, len(content)))])
    if how == "turned" and content:
        for _ in range(draw(st.integers(1, 6))):
            content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    return bytes(content)


def broken(sound: Sequence[Sequence[object]]) -> st.SearchStrategy[bytes]:
    """A list, more or less."""
    return st.one_of(cut(workbooks(sound)), cut(tables(sound)), st.binary(max_size=200))
