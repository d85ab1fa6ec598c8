"""The running order and the time of an evening, from its agenda as it went."""

from collections.abc import Sequence

from nenep.meetings.queries import END_OF_EVENING, MeetingPage, rule_path
from nenep.meetings.rules.agenda_draft import least_minutes
from nenep.meetings.rules.running_order import Budget, Place, budget, out_of_order
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.agendas import MeetingKind


def places_of(page: MeetingPage) -> list[Place]:
    """The items as the running order sees them. What is dealt with after the closing has its own
    settled order and counts neither for nor against."""
    return [
        Place(
            finished_at=item.row.finished_at,
            skipped=bool(item.row.skipped_reason) or item.row.code in END_OF_EVENING,
            planned=item.row.minutes_planned,
            spent=item.row.minutes_spent,
        )
        for item in page.items
    ]


def budget_of(page: MeetingPage) -> Budget:
    """Minutes planned, spent and asked for by the rules of that day. One query."""
    meeting = page.meeting
    on = meeting.held_on or meeting.planned_on
    kind, path = MeetingKind(meeting.kind), rule_path(meeting.unit_id, on)
    least = least_minutes(rules_in_force(), kind, on=on, unit_path=path)
    return budget(places_of(page), least=least.whole if least else None, lasted=page.minutes_lasted)


def strayed_items(page: MeetingPage) -> Sequence[int]:
    """Indexes of items dealt with out of the planned order. Of an evening told from paper the
    moments are those of the typing, which say nothing."""
    opening = page.milestone("opened")
    live = opening is not None and not opening.declared
    return out_of_order(places_of(page)) if live else ()
