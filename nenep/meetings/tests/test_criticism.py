"""Notes of self-criticism: the committee and the person concerned, nobody else, erasable."""

from datetime import date

import pytest

from nenep.access.rules import Actor
from nenep.kernel.errors import Absent, Conflict, Forbidden, Invalid
from nenep.meetings.actions.mark import mark
from nenep.meetings.actions.note_criticism import erase_criticism, note_criticism
from nenep.meetings.models import CriticismNote, Meeting
from nenep.meetings.tests.scenes import entries, hold_evening
from tests.world import World

TEXT = "Còn nể nang khi góp ý cho hàng xóm."


@pytest.fixture
def held(world: World) -> Meeting:
    return hold_evening(world.act_as("secretary"), world.unit("village"), date(2026, 11, 1))


def _noted(actor: Actor, world: World, meeting: Meeting, **other: object) -> CriticismNote:
    said = {"person_id": world.person("member"), "kind": "self_criticism", "text": TEXT}
    return note_criticism(actor=actor, meeting_id=meeting.pk, **(said | other))  # type: ignore[arg-type]


def _readable() -> list[str]:
    return list(CriticismNote.objects.values_list("text", flat=True))


def test_it_is_read_by_the_committee_and_the_person_concerned_only(
    world: World, held: Meeting
) -> None:
    _noted(world.act_as("secretary"), world, held)
    seen = {}
    for key in ("secretary", "deputy", "committee_member", "member", "probationary"):
        world.act_as(key)
        seen[key] = _readable()
    for key in ("ward_officer", "province_officer", "school_secretary"):
        world.act_as(key)
        seen[key] = _readable()
    assert {key for key, texts in seen.items() if texts} == {
        *("secretary", "deputy", "committee_member", "member")
    }


def test_it_stays_private_once_the_papers_are_sealed(world: World, held: Meeting) -> None:
    actor = world.act_as("secretary")
    note = _noted(actor, world, held)
    for kind in ("scored", "read_back", "adopted", "finalised", "reported"):
        mark(actor=actor, meeting_id=held.pk, kind=kind, on=date(2026, 11, 4))
    world.act_as("ward_officer")
    assert _readable() == []
    erase_criticism(actor=world.act_as("secretary"), note_id=note.pk)
    assert _readable() == []


def test_it_tells_the_journal_neither_whom_nor_what(world: World, held: Meeting) -> None:
    actor = world.act_as("secretary")
    note = _noted(actor, world, held)
    _noted(actor, world, held, note_id=note.pk)
    erase_criticism(actor=actor, note_id=note.pk)
    verbs = [verb for verb in entries(world.unit("village")) if "criticism" in verb]
    assert verbs == ["criticism.noted", "criticism.erased"]


def test_it_is_written_upon_what_the_writer_had_seen(world: World, held: Meeting) -> None:
    actor = world.act_as("secretary")
    note = _noted(actor, world, held)
    _noted(actor, world, held, note_id=note.pk, text="Đã sửa.", revision=0)
    with pytest.raises(Conflict) as two:
        _noted(actor, world, held, note_id=note.pk, text="Bản khác.", revision=0)
    assert (two.value.mine, two.value.theirs) == ("Bản khác.", "Đã sửa.")


def test_it_is_not_written_by_members_nor_about_strangers(world: World, held: Meeting) -> None:
    with pytest.raises(Forbidden):
        _noted(world.act_as("member"), world, held)
    actor = world.act_as("secretary")
    with pytest.raises(Absent, match="danh sách"):
        _noted(actor, world, held, person_id=world.person("teacher"))
    with pytest.raises(Invalid, match="ghi nội dung"):
        _noted(actor, world, held, text="  ")
    with pytest.raises(Invalid, match="nhiều nhất"):
        _noted(actor, world, held, text="x" * 4001)
    assert not CriticismNote.objects.exists()
    note = _noted(actor, world, held)
    with pytest.raises(Forbidden):
        erase_criticism(actor=world.act_as("member"), note_id=note.pk)
    with pytest.raises(Absent):
        erase_criticism(actor=world.act_as("school_secretary"), note_id=note.pk)
