"""What a unit's file would change, day by day and type by type."""

from datetime import date

from nenep.rulebook.rules.cell_types import CellType
from nenep.rulebook.rules.differences import differences
from nenep.rulebook.rules.engine import Rulebook, Ruling
from nenep.rulebook.rules.national import national, read_file, rulebook_from
from nenep.rulebook.tests.files import OVERRIDE, SHEET
from tests.world import uid

PATH = (uid("province"), uid("ward"))


def book(content: str) -> Rulebook:
    unit = PATH[0]
    return national().with_own(unit, rulebook_from(read_file(content, "x.yaml"), unit))


def test_it_finds_nothing_between_the_same_rules() -> None:
    assert not differences(book(OVERRIDE), book(OVERRIDE), PATH[:1])


def test_it_tells_value_days_and_whom() -> None:
    found = differences(national(), book(OVERRIDE), PATH[:1]).values
    assert [
        (c.name, c.cell_types, c.since, c.until, _whole(c.before), _whole(c.after)) for c in found
    ] == [
        ("meeting.min_minutes", (), date(2026, 1, 10), date(2026, 6, 30), 90, 60),
        ("meeting.min_minutes", (), date(2026, 7, 1), None, 90, 75),
    ]
    assert found[0].reaches_back(date(2026, 11, 23))
    assert found[0].after is not None
    assert found[0].after.citation.document.number == "01-HD/TU"


def test_it_tells_what_comes_back_when_a_rule_is_taken_out() -> None:
    less = OVERRIDE[: OVERRIDE.index("      - {value: 75")]
    found = differences(book(OVERRIDE), book(less), PATH[:1]).values
    assert [(c.since, _whole(c.before), _whole(c.after)) for c in found] == [
        (date(2026, 7, 1), 75, 90)
    ]


def test_it_names_the_types_of_cell_a_rule_is_for() -> None:
    only = OVERRIDE.replace("value: 75,", "value: 75, cell_types: [school],").replace(
        "      - {value: 60, document: HD01_SON_HA, from: 2026-01-10, until: 2026-06-30,"
        " provision: điểm 2}\n",
        "",
    )
    found = differences(national(), book(only), PATH[:1]).values
    assert [c.cell_types for c in found] == [(CellType.SCHOOL.value,)]


def test_it_tells_of_forms() -> None:
    added = differences(national(), book(SHEET), PATH[:1]).forms
    assert [(f.kind, f.code, f.how) for f in added] == [("score_sheet", "SON_HA_2026", "added")]
    changed = differences(book(SHEET), book(SHEET.replace("Nhận xét", "Đánh giá")), PATH[:1])
    assert [f.how for f in changed.forms] == ["changed"]
    assert [f.how for f in differences(book(SHEET), national(), PATH[:1]).forms] == ["removed"]


def _whole(ruling: Ruling | None) -> int | None:
    return ruling.whole if ruling else None
