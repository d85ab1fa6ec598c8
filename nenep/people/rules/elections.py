"""The totals of an election: what cannot be, what is beyond doubt, what people must judge.

Totals only, never ballots. A candidate with at most half of the valid ballots has no majority on
any base. More than half of those convened is beyond doubt. What lies between depends on who is left
out of the base (294 §9.3; 190-QĐ/TW 2024, whose text we could not read): people decide, the ratio
is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from nenep.access.rules import Office
from nenep.kernel.errors import Invalid, Refused
from nenep.people.rules.offices import ELECTED, ONE_HOLDER

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Ballots:
    """How many were convened, and the ballots issued, collected and valid."""

    convened: int
    issued: int
    collected: int
    valid: int


@dataclass(frozen=True)
class Candidacy:
    """What a candidate got for an office, and whether the meeting declared him or her elected."""

    person_id: UUID
    office: Office
    votes: int
    elected: bool


def must_add_up(ballots: Ballots, tallies: Sequence[Candidacy]) -> None:
    """Refuse totals that contradict each other.

    Raises:
        Invalid: a total below nought or above the one it is part of; ``field`` names it.
        Refused: a candidate twice for an office, or two elected to an office of one.
    """
    _must_descend(ballots)
    for tally in tallies:
        if not 0 <= tally.votes <= ballots.valid:
            raise Invalid(
                "Một người được %(votes)s phiếu trong khi chỉ có %(valid)s phiếu hợp lệ;"
                " chưa ghi gì. Đồng chí xem lại biên bản kiểm phiếu.",
                field="valid",
                votes=tally.votes,
                valid=ballots.valid,
            )
        if tally.elected and 2 * tally.votes <= ballots.valid:
            raise Refused(
                "Có người ghi trúng cử với %(votes)s/%(valid)s phiếu hợp lệ, chưa quá một nửa;"
                " chưa ghi gì.",
                votes=tally.votes,
                valid=ballots.valid,
            )
    if not tallies:
        raise Invalid("Chưa ghi kết quả của người nào.", field="tallies")
    _must_be_distinct(tallies)


def share(votes: int, ballots: Ballots) -> Fraction | None:
    """Votes of those convened; None when nobody was."""
    return Fraction(votes, ballots.convened) if ballots.convened else None


def in_doubt(ballots: Ballots, tallies: Sequence[Candidacy]) -> tuple[Candidacy, ...]:
    """The elected whose votes are not more than half of those convened: people must confirm."""
    return tuple(t for t in tallies if t.elected and 2 * t.votes <= ballots.convened)


def _must_descend(ballots: Ballots) -> None:
    steps = (
        ("convened", ballots.convened, None),
        ("issued", ballots.issued, ballots.convened),
        ("collected", ballots.collected, ballots.issued),
        ("valid", ballots.valid, ballots.collected),
    )
    for field, count, most in steps:
        if count < 0 or (most is not None and count > most):
            raise Invalid(
                "Số triệu tập, phát ra, thu về, hợp lệ phải giảm dần hoặc bằng nhau;"
                " chưa ghi gì. Đồng chí xem lại biên bản kiểm phiếu.",
                field=field,
            )


def _must_be_distinct(tallies: Sequence[Candidacy]) -> None:
    named = [(tally.person_id, tally.office) for tally in tallies]
    if len(named) != len(set(named)):
        raise Refused("Một người được ghi hai lần cho cùng một chức vụ; chưa ghi gì.")
    if any(tally.office not in ELECTED for tally in tallies):
        raise Refused("Chỉ bầu các chức vụ trong cấp ủy; chưa ghi gì.")
    for office in ONE_HOLDER:
        if sum(tally.elected for tally in tallies if tally.office is office) > 1:
            raise Refused("Chỉ một người được bầu làm Bí thư; chưa ghi gì.")
