"""How long a state may last: refused with the provision, or only remarked upon."""

from dataclasses import dataclass
from datetime import date

from nenep.kernel.errors import Invalid
from nenep.people.rules.seniority import months_later
from nenep.rulebook.rules.engine import Ruling
from nenep.rulebook.rules.plain import flag, tables, text, whole

# Nothing else may be recorded by hand: who is being transferred follows from the letter.
RECORDED = ("activity_exemption", "temporary_exemption", "away", "suspended")
NEEDS_AN_END = frozenset({"temporary_exemption", "away"})


@dataclass(frozen=True)
class Provision:
    """A provision that may be named on a form; ``study`` allows the longer stay of studies."""

    text: str
    study: bool = False


def provisions_of(kind: str, ruling: Ruling | None) -> tuple[Provision, ...]:
    """The provisions for a kind of state, from ``member.state_provisions``; empty if none known."""
    if ruling is None:
        return ()
    rows = tables(ruling.table, kind)
    return tuple(Provision(text(row, "text"), flag(row, "study")) for row in rows)


@dataclass(frozen=True)
class Lengths:
    """What the rulebook says on the day a state begins; None where it knows no rule."""

    exemption: Ruling | None
    stay: Ruling | None


def must_not_last_too_long(
    kind: str, since: date, until: date | None, lengths: Lengths, *, study: bool = False
) -> None:
    """``until`` is the last day, included.

    Raises:
        Invalid: the days are the wrong way round, an end is missing, or the rule allows less.
    """
    if until is None:
        if kind in NEEDS_AN_END:
            raise Invalid("Cần ghi ngày cuối cùng; chưa ghi gì.", field="until")
        return
    if until < since:
        raise Invalid("Ngày cuối cùng phải sau ngày bắt đầu; chưa ghi gì.", field="until")
    if kind == "temporary_exemption" and lengths.exemption is not None:
        months = whole(lengths.exemption.table, "other_reason_months_below")
        _must_be_below(since, until, months, lengths.exemption, "Mỗi lần tạm miễn")
    if kind == "away" and lengths.stay is not None:
        if study:
            months = whole(lengths.stay.table, "study_most_months")
            _must_be_below(since, until, months, lengths.stay, "Đi học", most=True)
        else:
            months = whole(lengths.stay.table, "below_months")
            _must_be_below(since, until, months, lengths.stay, "Sinh hoạt tạm thời")


def shorter_than_a_stay(since: date, until: date | None, stay: Ruling | None) -> bool:
    """Is it less than the months from which a stay elsewhere is a transfer at all? Only remarked
    upon: the cell knows why it records a short absence."""
    if until is None or stay is None:
        return False
    return _day_after(until) < months_later(since, whole(stay.table, "from_months"))


def _must_be_below(
    since: date, until: date, months: int, ruling: Ruling, what: str, *, most: bool = False
) -> None:
    first_too_late = months_later(since, months)
    over = _day_after(until) > first_too_late if most else _day_after(until) >= first_too_late
    if over:
        raise Invalid(
            "%(what)s %(bound)s %(months)s tháng kể từ ngày bắt đầu; chưa ghi gì. "
            "Căn cứ: %(cited)s.",
            field="until",
            basis=str(ruling.citation),
            cited=str(ruling.citation),
            what=what,
            bound="không quá" if most else "phải dưới",
            months=months,
        )


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
