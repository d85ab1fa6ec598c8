"""The roll-call page: who is expected, who is listed apart, and what is marked so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nenep.meetings.queries import MeetingPage, RollRow
from nenep.people.queries.following import follower_of
from nenep.people.rules.standing import STANDING_NAMES
from nenep.preparation.queries.leaves import reasons_of_leave
from nenep.preparation.rules.leave import LeaveState
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
    arrived: str
    left: str
    leave: str = ""
    """What became of the leave this person asked: a value of ``LeaveState``, or nothing."""


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
    follower: tuple[str, str] | None
    """Name and title of who follows the cell from above, until noted among the guests."""


def roll_page(page: MeetingPage, typed: Mapping[str, str] | None = None) -> RollPage:
    """Whoever is due and not yet marked is shown as present, or as excused where leave was
    granted: one says only who is missing without leave. Two queries."""
    leaves = reasons_of_leave(page.meeting.pk)
    lines = [_line(row, typed, leaves.get(row.person_id)) for row in page.roll]
    card = roll_card(page)
    return RollPage(
        meeting=page,
        due=[line for line in lines if line.row.due],
        apart=[line for line in lines if not line.row.due],
        card=card,
        evidence=page.tally.evidence,
        reasons=REASONS,
        fresh=not card.taken,
        follower=_follower(page),
    )


def _follower(page: MeetingPage) -> tuple[str, str] | None:
    """Name and title of who follows the cell for the committee above, while not yet noted."""
    meeting = page.meeting
    line = follower_of(meeting.unit_id, meeting.held_on or meeting.planned_on)
    if line is None or any(guest.name == line.full_name for guest in page.guests):
        return None
    return line.full_name, _("cấp ủy viên theo dõi chi bộ")


def _line(
    row: RollRow, typed: Mapping[str, str] | None, asked: tuple[LeaveState, str] | None
) -> RollLine:
    standing, leave = STANDING_NAMES[row.standing], asked[0].value if asked else ""
    if typed is not None:
        key = str(row.person_id)
        return RollLine(
            row,
            standing,
            mark=typed.get(f"mark-{key}", ""),
            reason=typed.get(f"reason-{key}", ""),
            late=bool(typed.get(f"late-{key}")),
            left_early=bool(typed.get(f"early-{key}")),
            arrived=typed.get(f"arrived-{key}", ""),
            left=typed.get(f"left-{key}", ""),
            leave=leave,
        )
    mark, reason = (row.mark.value, row.reason) if row.mark else _unmarked(row, asked)
    return RollLine(
        row,
        standing,
        mark,
        reason,
        row.late,
        row.left_early,
        arrived=f"{row.arrived_at:%H:%M}" if row.arrived_at else "",
        left=f"{row.left_at:%H:%M}" if row.left_at else "",
        leave=leave,
    )


def _unmarked(row: RollRow, asked: tuple[LeaveState, str] | None) -> tuple[str, str]:
    """What the roll begins from: excused where leave was granted, present otherwise."""
    if not row.due:
        return "", ""
    granted = asked is not None and asked[0] is LeaveState.GRANTED
    return ("excused", asked[1]) if asked and granted else ("present", "")
