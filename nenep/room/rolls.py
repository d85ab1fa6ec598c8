"""The roll-call page: who is expected, who is listed apart, and what is marked so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nenep.meetings.queries import MeetingPage, RollRow
from nenep.people.rules.standing import STANDING_NAMES
from nenep.room.forms import REASONS
from nenep.room.pages import RollCard, roll_card


@dataclass(frozen=True)
class RollLine:
    """One person with the boxes as they are to be drawn."""

    row: RollRow
    standing: str
    mark: str
    reason: str
    late: bool
    left_early: bool


@dataclass(frozen=True)
class RollPage:
    """Everything ``room/roll.html`` reads. ``apart`` are those not due that evening."""

    meeting: MeetingPage
    due: Sequence[RollLine]
    apart: Sequence[RollLine]
    card: RollCard
    evidence: str
    reasons: Sequence[tuple[str, str]]
    fresh: bool


def roll_page(page: MeetingPage, typed: Mapping[str, str] | None = None) -> RollPage:
    """Whoever is due and not yet marked is shown as present: one says only who is not here."""
    lines = [_line(row, typed) for row in page.roll]
    card = roll_card(page)
    return RollPage(
        meeting=page,
        due=[line for line in lines if line.row.due],
        apart=[line for line in lines if not line.row.due],
        card=card,
        evidence=page.tally.evidence,
        reasons=REASONS,
        fresh=not card.taken,
    )


def _line(row: RollRow, typed: Mapping[str, str] | None) -> RollLine:
    standing = STANDING_NAMES[row.standing]
    if typed is not None:
        key = str(row.person_id)
        return RollLine(
            row,
            standing,
            mark=typed.get(f"mark-{key}", ""),
            reason=typed.get(f"reason-{key}", ""),
            late=bool(typed.get(f"late-{key}")),
            left_early=bool(typed.get(f"early-{key}")),
        )
    unmarked = "present" if row.due else ""
    mark = row.mark.value if row.mark else unmarked
    return RollLine(row, standing, mark, row.reason, row.late, row.left_early)
