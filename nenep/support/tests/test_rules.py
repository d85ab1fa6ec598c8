"""The reasons beside a cell: its own facts, its own past."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from nenep.dashboards.rules import Figures, months_back, shifted
from nenep.support.rules import Levels, Tone, reasons

NOVEMBER = date(2026, 11, 1)
LEVELS = Levels(attendance=Fraction(9, 10), thematic_per_quarter=1)


def _month(month: date, **said: int) -> Figures:
    counted = dict.fromkeys(
        (
            *("cells", "members", "met", "met_on_rule_day", "thematic", "minutes_lasted", "due"),
            *("present", "excused", "unexcused", "papers_on_time", "reported_on_time"),
            *("finalised", "tasks_due", "tasks_done", "tasks_late", "opinions_open"),
            *("opinions_overdue", "scored", "good", "fair", "average", "poor"),
        ),
        0,
    )
    held = {"met": 1, "due": 20, "present": 19, "reported_on_time": 1, "thematic": 1}
    return Figures(
        unit_id=UUID(int=1),
        month=month,
        held_on=None,
        planned_on=None,
        score_total=Decimal(0),
        **(counted | held | said),
    )


def _year(**changed: dict[str, int]) -> dict[date, Figures]:
    changes = {int(key[1:]): said for key, said in changed.items()}
    return {m: _month(m, **changes.get(m.month, {})) for m in months_back(NOVEMBER, 11)}


def _texts(months: dict[date, Figures], *, over: bool = True) -> list[tuple[Tone, str]]:
    found = reasons(months, NOVEMBER, LEVELS, month_is_over=over)
    return [(reason.tone, reason.text) for reason in found]


def test_it_says_nothing_of_a_cell_in_good_order() -> None:
    assert _texts(_year()) == []


def test_it_asks_for_help_when_two_months_were_missed() -> None:
    missed = {"met": 0, "due": 0, "present": 0, "reported_on_time": 0}
    assert _texts(_year(m7=missed, m11=missed)) == [(Tone.HELP, "không họp tháng 7, tháng 11")]


def test_it_does_not_blame_a_cell_before_the_day_has_passed() -> None:
    missed = {"met": 0, "due": 0, "present": 0, "reported_on_time": 0}
    assert _texts(_year(m11=missed), over=False) == []


def test_it_names_a_fall_against_the_cell_s_own_past() -> None:
    falling = {"m8": {"present": 19}, "m9": {"present": 18}, "m10": {"present": 17}}
    found = _texts(_year(**falling, m11={"present": 15}))
    assert (Tone.HELP, "dự sinh hoạt giảm 3 tháng liền") in found


def test_it_praises_a_rise() -> None:
    rising = {f"m{m}": {"present": m + 4} for m in range(6, 12)}
    assert (Tone.GOOD, "dự sinh hoạt lên 4 tháng liền") in _texts(_year(**rising))


def test_it_puts_the_loudest_first() -> None:
    found = _texts(_year(m11={"opinions_overdue": 2, "tasks_due": 5, "tasks_done": 1}))
    assert [tone for tone, _text in found] == [Tone.HELP, Tone.WATCH]


def test_it_misses_the_thematic_meeting_only_when_the_quarter_ends() -> None:
    none = {"thematic": 0}
    assert _texts(_year(m10=none, m11=none)) == []
    september = date(2026, 9, 1)
    year = _year(m7=none, m8=none, m9=none)
    found = reasons(year, september, LEVELS, month_is_over=True)
    assert (Tone.WATCH, "quý III chưa có chuyên đề") in [(r.tone, r.text) for r in found]


def test_it_counts_months_across_a_new_year() -> None:
    assert shifted(date(2026, 12, 1), 1) == date(2027, 1, 1)
    assert shifted(date(2026, 1, 1), -1) == date(2025, 12, 1)
