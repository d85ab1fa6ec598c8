"""A cell with sealed papers, and a second officer of its ward."""

from datetime import date, time

from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.models import Grant
from nenep.access.rules import Office
from nenep.documents.models import Paper
from nenep.meetings.actions.mark import mark
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import everybody_came, finish_evening, open_evening
from nenep.minutes.actions.finalise import finalise
from tests.world import SINCE, World


def sealed_paper(world: World, unit: str = "village") -> Paper:
    """The minutes of a meeting that the cell has finalised."""
    actor = world.act_as_system()
    meeting = open_evening(actor=actor, unit_id=world.unit(unit), month=date(2026, 9, 1))
    everybody_came(actor=actor, meeting=meeting)
    _sealed(world, finish_evening(actor=actor, meeting=meeting, at=time(20, 45)))
    paper = Paper.objects.filter(subject_id=meeting.pk, type_code="BB").get()
    world.leave()
    return paper


def second_officer(world: World, unit: str = "ward") -> str:
    """A teacher who also holds the secretary's office of the ward (or another committee)."""
    world.act_as_system()
    Grant.objects.create(
        person_id=world.person("teacher"),
        unit_id=world.unit(unit),
        office=Office.COMMITTEE_SECRETARY.value,
        during=DateRange(SINCE, None),
    )
    world.leave()
    return "teacher"


def _sealed(world: World, meeting: Meeting) -> None:
    actor = world.act_as_system()
    assert meeting.held_on is not None
    for kind in ("scored", "read_back", "adopted"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=meeting.held_on)
    finalise(actor=actor, meeting_id=meeting.pk, on=meeting.held_on)
