"""Leave asked from the meeting in the making, told to the secretary and waiting for an answer."""

from itertools import islice
from uuid import UUID

from nenep.access.rules import Actor
from nenep.demo.rules import demo_offices, demo_today, uid
from nenep.meetings.models import Meeting
from nenep.people.models import OfficeTerm
from nenep.people.queries.rosters import roster_on
from nenep.preparation.actions.ask_leave import ask_leave

ASKED = (("shift", "Trực rẫy đêm, không đổi được ca."), ("study", ""))


def load_leaves(actor: Actor, meeting_id: UUID) -> int:
    """How many asked."""
    meeting, today = Meeting.objects.get(pk=meeting_id), demo_today()
    busy = {uid(office.person) for office in demo_offices() if office.person}
    busy |= set(
        OfficeTerm.objects.filter(unit_id=meeting.unit_id, during__contains=today).values_list(
            "person_id", flat=True
        )
    )
    roster = roster_on(meeting.unit_id, meeting.planned_on)
    free = [line.person_id for line in roster if line.counts.due and line.person_id not in busy]
    requests = [
        ask_leave(
            actor=actor,
            meeting_id=meeting_id,
            person_id=person,
            reason=reason,
            note=note,
            on=today,
        )
        for person, (reason, note) in zip(islice(free, len(ASKED)), ASKED, strict=False)
    ]
    return len(requests)
