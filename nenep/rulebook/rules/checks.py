"""What shape cannot tell: dates that overlap or leave a gap, documents nobody knows, sheets
whose points do not add up."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise

from nenep.rulebook.rules.plain import Json, Table, day, flag, maybe_day, tables, text, texts, whole
from nenep.rulebook.rules.reading import BrokenFile, Row, Source
from nenep.rulebook.rules.shapes import Problem, suggest
from nenep.rulebook.rules.sheets import Measure, StepTest

ONE_DAY = timedelta(days=1)
FULL_SHEET = 100
STEPPED = {Measure.DURATION, Measure.ATTENDANCE, Measure.SPEAKERS, Measure.IMPLEMENTATION}
Key = tuple[str, ...]


def check(source: Source, known: Source | None = None) -> None:
    """Check a source on its own and against the set it adds to; raises :class:`BrokenFile`."""
    national = known or Source()
    documents = {text(row.table, "code"): row for row in national.documents}
    own = {text(row.table, "code"): row for row in source.documents}
    problems = [
        *_repeated(source.documents, lambda row: (text(row, "code"),), "mã văn bản"),
        *_repeated(source.score_sheets, lambda row: (text(row, "code"),), "mã phiếu"),
        *_repeated(source.agendas, lambda row: (text(row, "code"),), "mã chương trình"),
        *(p for row in source.documents for p in _document(row, {**documents, **own})),
        *(p for row in _dated(source) for p in _in_force(row, {**documents, **own})),
        *_series(source.parameters, lambda row: (text(row, "name"), _cells(row))),
        *_series(source.agendas, lambda row: (text(row, "meeting_kind"), _cells(row))),
        *_series(source.score_sheets, lambda row: (_cells(row),)),
        *_crossing(source.parameters, lambda row: (text(row, "name"),)),
        *_crossing(source.agendas, lambda row: (text(row, "meeting_kind"),)),
        *_crossing(source.score_sheets, lambda _row: ()),
        *(p for row in source.agendas for p in _agenda(row)),
        *(p for row in source.score_sheets for p in _sheet(row)),
    ]
    if known is not None:
        problems += [p for row in source.parameters for p in _override(row, known)]
        problems += [
            _problem(row, f"mã văn bản “{code}” đã có trong bộ quy định chung")
            for code, row in own.items()
            if code in documents
        ]
    if problems:
        raise BrokenFile(problems)


def _dated(source: Source) -> Iterable[Row]:
    return (*source.parameters, *source.agendas, *source.score_sheets)


def _cells(row: Table) -> str:
    return ",".join(sorted(texts(row, "cell_types")))


def _problem(row: Row, message: str) -> Problem:
    return Problem(row.file, row.line, message)


def _repeated(rows: Sequence[Row], key: Callable[[Table], Key], what: str) -> Iterable[Problem]:
    seen: set[Key] = set()
    for row in rows:
        found = key(row.table)
        if found in seen:
            yield _problem(row, f"{what} “{found[0]}” đã dùng ở trên")
        seen.add(found)


def _document(row: Row, documents: dict[str, Row]) -> Iterable[Problem]:
    yield from _order(row)
    later = text(row.table, "superseded_by")
    if later and later not in documents:
        yield _problem(row, f"không có văn bản nào mang mã “{later}”{suggest(later, [*documents])}")
    if day(row.table, "from") < day(row.table, "signed"):
        yield _problem(row, "văn bản có hiệu lực trước ngày ký")


def _order(row: Row) -> Iterable[Problem]:
    until = maybe_day(row.table, "until")
    if until is not None and until < day(row.table, "from"):
        yield _problem(row, f"ngày hết hiệu lực {until:%d/%m/%Y} trước ngày bắt đầu")


def _in_force(row: Row, documents: dict[str, Row]) -> Iterable[Problem]:
    yield from _order(row)
    for cited in (row.table, *tables(row.table, "items"), row.table.get("bands_basis")):
        if not isinstance(cited, dict) or "document" not in cited:
            continue
        code = text(cited, "document")
        if code not in documents:
            close = suggest(code, [*documents])
            yield _problem(row, f"không có văn bản nào mang mã “{code}”{close}")
        elif cited is row.table:
            yield from _within(row, documents[code].table)


def _within(row: Row, document: Table) -> Iterable[Problem]:
    start, end = day(row.table, "from"), maybe_day(row.table, "until") or date.max
    if start < day(document, "from") or end > (maybe_day(document, "until") or date.max):
        yield _problem(
            row, f"thời gian áp dụng vượt ra ngoài hiệu lực của văn bản {text(document, 'code')}"
        )


def _series(rows: Sequence[Row], key: Callable[[Table], Key]) -> Iterable[Problem]:
    """Rows of one key must follow each other day by day; a known gap is stated (``after_gap``)."""
    series: dict[Key, list[Row]] = {}
    for row in rows:
        series.setdefault(key(row.table), []).append(row)
    for members in series.values():
        ordered = sorted(members, key=lambda row: day(row.table, "from"))
        for earlier, later in pairwise(ordered):
            yield from _follows(earlier, later)


def _follows(earlier: Row, later: Row) -> Iterable[Problem]:
    end, start = maybe_day(earlier.table, "until"), day(later.table, "from")
    name = text(later.table, "name") or text(later.table, "code")
    if end is None or end >= start:
        yield _problem(
            later, f"“{name}” trùng ngày với giá trị ở dòng {earlier.line} ({earlier.file})"
        )
    elif end + ONE_DAY < start and not text(later.table, "after_gap"):
        yield _problem(
            later,
            f"“{name}” để trống từ {end + ONE_DAY:%d/%m/%Y} đến {start - ONE_DAY:%d/%m/%Y}; "
            "nếu đúng là không có quy định, ghi lý do ở after_gap",
        )


def _crossing(rows: Sequence[Row], key: Callable[[Table], Key]) -> Iterable[Problem]:
    """Two values for the same type of cell on the same day, said through different lists of types:
    neither is nearer, so nobody could tell which one holds."""
    for earlier, later in combinations(rows, 2):
        if key(earlier.table) != key(later.table) or _cells(earlier.table) == _cells(later.table):
            continue
        shared = set(texts(earlier.table, "cell_types")) & set(texts(later.table, "cell_types"))
        if shared and _meet(earlier.table, later.table):
            name = text(later.table, "name") or text(later.table, "code")
            yield _problem(
                later,
                f"“{name}” cho {', '.join(sorted(shared))} trùng ngày với giá trị ở dòng "
                f"{earlier.line} ({earlier.file})",
            )


def _meet(one: Table, other: Table) -> bool:
    ends = [maybe_day(table, "until") or date.max for table in (one, other)]
    return max(day(one, "from"), day(other, "from")) <= min(ends)


def _override(row: Row, known: Source) -> Iterable[Problem]:
    """A unit may set only what the national set names, in the same shape: a typing error would
    otherwise be a rule that nobody ever asks for."""
    name = text(row.table, "name")
    national = [r.table for r in known.parameters if text(r.table, "name") == name]
    if not national:
        names = sorted({text(r.table, "name") for r in known.parameters})
        yield _problem(row, f"không có tham số nào tên “{name}”{suggest(name, names)}")
    elif type(row.table.get("value")) not in {type(table.get("value")) for table in national}:
        yield _problem(row, f"giá trị của “{name}” khác kiểu với giá trị trong bộ quy định chung")
    else:
        yield from _strange_keys(row, [table.get("value") for table in national])


def _strange_keys(row: Row, national: Sequence[Json]) -> Iterable[Problem]:
    """A plain table has the keys the program asks for; one of tables may list more of them."""
    plain = [value for value in national if isinstance(value, dict)]
    value = row.table.get("value")
    if not isinstance(value, dict) or any(isinstance(v, dict) for t in plain for v in t.values()):
        return
    known = sorted({key for table in plain for key in table})
    for key in sorted(value.keys() - set(known)):
        name = text(row.table, "name")
        yield _problem(row, f"giá trị của “{name}” không có khóa “{key}”{suggest(key, known)}")


def _agenda(row: Row) -> Iterable[Problem]:
    codes = [text(item, "code") for item in tables(row.table, "items")]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield _problem(row, f"mục “{code}” có hai lần trong chương trình")


def _sheet(row: Row) -> Iterable[Problem]:
    criteria = tables(row.table, "criteria")
    total = sum(whole(criterion, "max") for criterion in criteria)
    if total != FULL_SHEET:
        yield _problem(row, f"tổng điểm của phiếu là {total}, phải là {FULL_SHEET}")
    lines = [line for criterion in criteria for line in tables(criterion, "lines")]
    codes = [text(line, "code") for line in lines]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield _problem(row, f"dòng “{code}” có hai lần trong phiếu")
    for criterion in criteria:
        points = sum(whole(line, "max") for line in tables(criterion, "lines"))
        if points != whole(criterion, "max"):
            name = text(criterion, "code")
            yield _problem(
                row, f"các dòng của {name} cộng lại {points}, tiêu chí ghi {criterion['max']}"
            )
    for line in lines:
        yield from _line(row, line)
    yield from _bands(row)
    for veto in tables(row.table, "vetoes"):
        if text(veto, "line") not in codes:
            yield _problem(
                row, f"điều kiện chặn nhắc dòng “{text(veto, 'line')}” không có trong phiếu"
            )


def _line(row: Row, line: Table) -> Iterable[Problem]:
    code, steps, measure = text(line, "code"), tables(line, "steps"), text(line, "measure")
    if steps and max(whole(step, "points") for step in steps) != whole(line, "max"):
        yield _problem(row, f"bậc cao nhất của dòng {code} khác điểm tối đa {line['max']}")
    if measure in STEPPED and (not steps or text(steps[-1], "test") != StepTest.OTHERWISE):
        yield _problem(row, f"dòng {code} tính theo bậc nên bậc cuối phải là otherwise")
    if measure and measure not in STEPPED and steps:
        yield _problem(row, f"dòng {code} chỉ có đạt hoặc không đạt, không dùng bậc")
    if flag(line, "bonus") and measure in STEPPED:
        yield _problem(row, f"điểm cộng {code} chỉ có đạt hoặc không đạt")


def _bands(row: Row) -> Iterable[Problem]:
    least = [whole(band, "least") for band in tables(row.table, "bands")]
    if least != sorted(set(least), reverse=True) or least[-1] != 0:
        yield _problem(row, "các mức xếp loại phải giảm dần và mức cuối bắt đầu từ 0 điểm")
