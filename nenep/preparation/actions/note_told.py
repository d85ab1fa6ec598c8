"""Who was told of a meeting, or got its papers, on which way."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import Fact, record
from nenep.kernel import clock
from nenep.kernel.errors import Invalid, Refused
from nenep.meetings.models import Meeting
from nenep.meetings.policies import When, meeting_to_change
from nenep.preparation.models import Telling as TellingRow
from nenep.preparation.queries.tellings import as_ruled, expected_at
from nenep.preparation.rules.leave import must_be_past
from nenep.preparation.rules.telling import (
    Telling,
    Told,
    Way,
    must_name_its_reader,
    must_precede,
)

CORRECTED = ("way", "reader", "told_on")


@transaction.atomic
def note_told(
    *,
    actor: Actor,
    meeting_id: UUID,
    what: Told,
    way: Way,
    people: Collection[UUID],
    on: date,
    reader_id: UUID | None = None,
) -> int:
    """Say it of all of them at once; who was told otherwise is corrected, the same again changes
    nothing. Returns how many rows were written. Journals ``notice.told`` with their number.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to prepare.
        Invalid: nobody named, a reader missing or one too many.
        Refused: sealed, somebody not expected at the meeting, a day to come or after the meeting.
    """
    meeting = _to_change(actor, meeting_id)
    must_name_its_reader(way, reader_id)
    must_be_past(on, clock.today())
    must_precede(on, meeting.held_on or meeting.planned_on)
    _must_be_expected(meeting, people, reader_id)
    known = {row.person_id: row for row in TellingRow.objects.filter(meeting=meeting, what=what)}
    new: list[TellingRow] = []
    changed: list[TellingRow] = []
    for person_id in set(people):
        said = Telling(person_id, what, way, on, reader_id)
        row = known.get(person_id)
        if row is not None and as_ruled(row) == said:
            continue
        (new if row is None else changed).append(_written(meeting, row, said))
    TellingRow.objects.bulk_create(new)
    TellingRow.objects.bulk_update(changed, CORRECTED)
    if new or changed:
        facts: dict[str, Fact] = {"what": what.value, "way": way.value, "on": on.isoformat()}
        _journal(actor, meeting, "notice.told", {**facts, "people": len(new) + len(changed)})
    return len(new) + len(changed)


@transaction.atomic
def take_back_told(*, actor: Actor, meeting_id: UUID, what: Told, people: Collection[UUID]) -> int:
    """Noted by mistake: as if never said; once. Journals ``notice.told_taken_back``.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to prepare.
        Invalid: nobody named. Refused: sealed.
    """
    meeting = _to_change(actor, meeting_id)
    _must_be_somebody(people)
    rows = TellingRow.objects.filter(meeting=meeting, what=what, person_id__in=people)
    gone, _ = rows.delete()
    if gone:
        facts: dict[str, Fact] = {"what": what.value, "people": gone}
        _journal(actor, meeting, "notice.told_taken_back", facts)
    return gone


def _to_change(actor: Actor, meeting_id: UUID) -> Meeting:
    door = meeting_to_change(actor, meeting_id, to=Capability.PREPARE_MEETING, when=When.UNSEALED)
    return door.meeting


def _must_be_somebody(people: Collection[UUID]) -> None:
    if not people:
        raise Invalid("Đồng chí chọn ít nhất một người.", field="people")


def _must_be_expected(meeting: Meeting, people: Collection[UUID], reader_id: UUID | None) -> None:
    _must_be_somebody(people)
    named = {*people, reader_id} - {None}
    if named - {one.person_id for one in expected_at(meeting)}:
        raise Refused(
            "Có người không trong danh sách triệu tập của buổi này; chưa ghi gì. "
            "Đồng chí mở lại trang rồi chọn lại."
        )


def _written(meeting: Meeting, row: TellingRow | None, said: Telling) -> TellingRow:
    row = row or TellingRow(
        meeting=meeting, unit_id=meeting.unit_id, person_id=said.person_id, what=said.what.value
    )
    row.way, row.reader_id, row.told_on = said.way.value, said.reader_id, said.told_on
    return row


def _journal(actor: Actor, meeting: Meeting, verb: str, facts: dict[str, Fact]) -> None:
    record(actor, verb, unit_id=meeting.unit_id, kind="meeting", object_id=meeting.pk, facts=facts)
