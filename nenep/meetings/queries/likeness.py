"""Questions to the author of notes that are much like earlier ones. Never stored, never counted."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from uuid import UUID

from nenep.meetings.models import AgendaItem, Meeting
from nenep.meetings.queries import ItemView
from nenep.meetings.rules.likeness import Alike, Passage, Threshold, most_alike
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.plain import whole


def alike_notes(
    meeting: Meeting, items: Sequence[ItemView], only: UUID | None = None
) -> Mapping[UUID, Alike]:
    """By item (``only`` one of them), the passage its note is much like: of the cell's own last
    meetings of that kind, or of another item of this one. Two queries; none without a note.

    For whoever writes the minutes: ask after the door of running the meeting.
    """
    asked = [i.row for i in items if i.row.note and (only is None or i.row.pk == only)]
    if not asked:
        return {}
    rule = _rule(meeting)
    if rule is None:
        return {}
    earlier = _earlier(meeting, rule.meetings)
    found: dict[UUID, Alike] = {}
    for row in asked:
        beside = [
            Passage(other.row.note, other.row.title, None)
            for other in items
            if other.row.note and other.row.pk != row.pk
        ]
        alike = most_alike(row.note, [*beside, *earlier], rule)
        if alike is not None:
            found[row.pk] = alike
    return found


def _rule(meeting: Meeting) -> Threshold | None:
    ruling = rules_in_force().find("hints.likeness", on=meeting.held_on or meeting.planned_on)
    if ruling is None:
        return None
    table = ruling.table
    return Threshold(
        share=Fraction(whole(table, "percent"), 100),
        least_words=whole(table, "least_words"),
        words_together=max(1, whole(table, "words_together")),
        meetings=whole(table, "meetings"),
    )


def _earlier(meeting: Meeting, meetings: int) -> list[Passage]:
    """Every note of the last few meetings of that kind. One query."""
    day = meeting.held_on or meeting.planned_on
    before = Meeting.objects.filter(unit_id=meeting.unit_id, kind=meeting.kind, held_on__lt=day)
    last = before.order_by("-held_on").values("pk")[:meetings]
    rows = AgendaItem.objects.filter(meeting_id__in=last, skipped_reason="").exclude(note="")
    told = rows.order_by("-meeting__held_on", "position").values_list(
        "note", "title", "meeting__held_on"
    )
    return [Passage(note, title, on) for note, title, on in told]
