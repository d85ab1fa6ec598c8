"""The storm: two devices, random cuts, a server that dies and is restored, and a model that only
counts. Whatever was confirmed is there exactly once; whatever was not is still on its device."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nenep.journal.models import Receipt
from nenep.meetings.models import AgendaItem, Guest, Opinion, Vote
from nenep.room import epochs
from nenep.room.rules.letters import Sealed
from nenep.room.tests.conftest import Evening
from nenep.room.tests.letters import heard, taken_along
from nenep.room.tests.phones import DONE, KINDS, WAITS, Phone, speak
from tests.thorough import examples


class Killed(Exception):
    """The server died in the middle of a letter."""


@dataclass
class Storm:
    """The server under the storm, with one backup that may be put back."""

    evening: Evening
    phones: tuple[Phone, Phone]
    item: UUID
    count: int = 0

    def speak(self, phone: Phone, what: int) -> None:
        self.count += 1
        speak(phone, what, self.count, self.item)

    def deliver(self, phone: Phone, fault: str) -> None:
        letter = [row.command for row in phone.letter()]
        if not letter or fault == "cut before":
            return
        if fault == "killed within":
            with pytest.raises(Killed):
                _heard_and_killed(letter, phone.epoch)
            return
        answer = heard(*letter, epoch=phone.epoch)
        epochs.remember(answer.epoch, answer.number)
        if fault == "twice":
            answer = heard(*reversed(letter), epoch=phone.epoch)
            epochs.remember(answer.epoch, answer.number)
        if fault != "cut after":
            phone.take(answer)

    def settle(self) -> None:
        """Quiet at last: everything goes out until nothing waits, on the newest epoch."""
        for _round in range(3):
            for phone in self.phones:
                phone.take(heard())
                while phone.letter():  # ends: each round is answered in the newest epoch
                    self.deliver(phone, "none")


def _heard_and_killed(letter: list[Sealed], epoch: str) -> None:
    with transaction.atomic():
        heard(*letter, epoch=epoch)
        raise Killed


FAULTS = st.sampled_from(["none", "cut before", "cut after", "killed within", "twice"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("speak"), st.integers(0, 1), st.integers(0, KINDS - 1)),
        st.tuples(st.just("send"), st.integers(0, 1), FAULTS),
        st.tuples(st.just("backup"), st.just(0), st.just(0)),
        st.tuples(st.just("restore"), st.just(0), st.just(0)),
    ),
    min_size=4,
    max_size=24,
)


@settings(
    max_examples=examples(15, 500),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_it_loses_nothing_and_does_nothing_twice(
    attended: Evening, steps: list[tuple[str, int, str | int]]
) -> None:
    with transaction.atomic():
        world, meeting = attended.world, attended.meeting
        phones = (
            Phone(taken_along(world.act_as("secretary"), meeting.pk)),
            Phone(taken_along(world.act_as("deputy"), meeting.pk)),
        )
        storm = Storm(attended, phones, attended.item("discussion").pk)
        backup = transaction.savepoint()
        for step, which, what in steps:
            if step == "speak":
                storm.speak(phones[which], int(what))
            elif step == "send":
                storm.deliver(phones[which], str(what))
            elif step == "backup":
                backup = transaction.savepoint()
            else:
                _restored(backup)
                backup = transaction.savepoint()
        storm.settle()
        _nothing_lost_nothing_twice(storm)
        transaction.set_rollback(True)


def _restored(backup: str) -> None:
    """The data of then, under a mark of now: a sequence of the test cannot be put back with it."""
    before = epochs.standing()
    transaction.savepoint_rollback(backup)
    epochs.remember(before.epoch, epochs.standing().heard + 1)


def _nothing_lost_nothing_twice(storm: Storm) -> None:
    storm.evening.world.act_as("secretary")
    rows = [row for phone in storm.phones for row in phone.queue.values()]
    assert [row.name for row in rows if row.state in WAITS] == []
    acted = [row for row in rows if row.state in DONE]
    mine = [row.command.id for row in storm.phones[0].queue.values() if row.state in DONE]
    assert Receipt.objects.filter(pk__in=mine).count() == len(mine)
    gone = {row.words["id"] for row in acted if row.name == "opinion_off"}
    kept = {str(row.words["id"]) for row in acted if row.name == "opinion"} - gone
    assert {str(o.pk) for o in Opinion.objects.all()} == kept
    votes = [str(row.words["id"]) for row in acted if row.name == "vote"]
    assert sorted(str(v.pk) for v in Vote.objects.all()) == sorted(votes)
    assert Guest.objects.count() == len([row for row in acted if row.name == "guest"])
    written = {row.words["text"] for row in acted if row.name == "note"}
    note = AgendaItem.objects.get(pk=storm.item).note
    assert note == "" if not written else note in written
    refused = [row for row in rows if row.state not in DONE]
    assert {row.state for row in refused} <= {"refused", "conflict"}
    assert all(row.told for row in refused)
