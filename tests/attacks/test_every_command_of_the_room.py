"""Nonsense in every command of the room: a verdict with a sentence, never a fault of the program,
nothing half-written; and nonsense around the commands, from anybody who knows the address."""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.db import transaction
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from nenep.access.rules import Actor
from nenep.kernel import clock, ids
from nenep.meetings.models import AgendaItem, Meeting
from nenep.meetings.tests.scenes import everybody_came, finish_evening, open_evening
from nenep.minutes.actions.read_back import read_back
from nenep.room.actions.take_along import revoke_mandate
from nenep.room.rules.commands import fingerprint
from nenep.room.rules.letters import Sealed
from nenep.room.sealing import door, seal
from nenep.room.speaking.vocabulary import VOCABULARY
from nenep.room.tests.letters import Device, heard, packed, taken_along
from nenep.scoring.tests.sheets import score_evening
from tests.attacks.kept import Rows, rows_now
from tests.attacks.nonsense import VALUES, spoilt, trying
from tests.browsing import signed_in
from tests.world import TODAY, World

# What arrived is noted whatever becomes of it; the journal and its head follow what was done.
NOTED = ("journal_", "room_command", "identity_", "procrastinate_")
EMPTY = fingerprint("")
DONE = {"applied", "known"}
TOLD = {"refused", "conflict"}
SENTENCE = (".", "?", ")", "”")


@dataclass(frozen=True)
class Hall:
    """Three evenings of one cell, each on a device; a payload of every command that is taken."""

    devices: Mapping[str, Device]
    words: Mapping[str, Mapping[str, object]]
    known: Sequence[str]
    before: Rows

    def say(self, name: str, words: Mapping[str, object]) -> Sealed:
        """A copy of the device speaks: no example may count on what another left behind. Answers
        are opened with the key of one phone, whichever speaks."""
        phone = self.devices.get(name, self.phone)
        return replace(phone, reply_key=self.phone.reply_key).say(name, words)

    @property
    def phone(self) -> Device:
        return self.devices[""]


@pytest.fixture(scope="module")
def hall(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Hall]:
    """Built once, never committed; each example is taken back."""
    keys = override_settings(DATA_DIR=tmp_path_factory.mktemp("room"))
    with django_db_blocker.unblock(), clock.frozen(TODAY), keys, transaction.atomic():
        yield _hall(World())
        transaction.set_rollback(True)


def _hall(world: World) -> Hall:
    actor = world.act_as("secretary")
    read = _closed(actor, world, date(2026, 9, 1))
    on = read.held_on or read.planned_on
    score_evening(actor, read.pk, on)
    read_back(actor=actor, meeting_id=read.pk, on=on)
    closed = _closed(actor, world, date(2026, 10, 1))
    sitting = open_evening(actor=actor, unit_id=world.unit("village"), month=date(2026, 11, 1))
    everybody_came(actor=actor, meeting=sitting)
    phone = taken_along(actor, sitting.pk)
    late, last = taken_along(actor, closed.pk), taken_along(actor, read.pk)
    heard(phone.say("guest", {"name": "Lê Minh Châu", "title": "Đảng ủy phường"}))
    world.act_as("secretary")
    items = {item.code: str(item.pk) for item in AgendaItem.objects.filter(meeting=sitting)}
    devices = {"": phone, "score": late, "confirm": last, "read_back": late, "adopt": last}
    words = _words(world, sitting, closed, items)
    known = [*items.values(), str(world.person("teacher")), str(world.unit("other_cell"))]
    return Hall(devices, words, [*known, str(closed.pk), items["discussion"]], rows_now(*NOTED))


def _closed(actor: Actor, world: World, month: date) -> Meeting:
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=month)
    everybody_came(actor=actor, meeting=meeting)
    return finish_evening(actor=actor, meeting=meeting)


def _words(
    world: World, sitting: Meeting, closed: Meeting, items: Mapping[str, str]
) -> Mapping[str, Mapping[str, object]]:
    member, chair = str(world.person("member")), str(world.person("secretary"))
    some, day = str(ids.random_id()), sitting.planned_on.isoformat()
    item = {"item": items["discussion"], "base": EMPTY}
    totals = {"votes_for": 3, "votes_against": 0, "abstentions": 0}
    vote = {"id": some, "question": "Thông qua", "matter": "ordinary", "method": "hand", **totals}
    held = (closed.held_on or closed.planned_on).isoformat()
    opening = f"{sitting.held_on} {sitting.started_at:%H:%M} {chair} {sitting.secretary_id}"
    mark = {"person": member, "mark": "excused", "reason": "duty", "was": "present||0|0"}
    return {
        "open": {"on": day, "at": "19:05", "chair": chair, "secretary": str(sitting.secretary_id)}
        | {"base": fingerprint(opening)},
        "roll": {"marks": [mark]},
        "guest": {"name": "Đỗ Thị Lan", "title": "Ban Tổ chức", "superior": True},
        "guest_off": {"name": "Lê Minh Châu", "title": "Đảng ủy phường"},
        "note": item | {"text": "Đã bàn."},
        "finish": item | {"minutes": 12},
        "skip": item | {"reason": "Hết giờ"},
        "opinion": {"id": some, "kind": "proposal", "text": "Sửa giọt nước.", "person": member}
        | {"item": items["discussion"], "minority": False, "needs_answer": True},
        "opinion_off": {"id": some},
        "vote": vote | {"item": items["discussion"]},
        "vote_off": {"id": some},
        "task": {"id": some, "title": "Hố rác", "due_on": "2026-11-30", "person": member}
        | {"measure": "4 hộ", "source_sentence": "Vận động.", "unit": None},
        "task_off": {"id": some},
        "item": {"id": some, "title": "Việc khác", "minutes": 5},
        "criticism": {"id": some, "person": member, "kind": "criticism", "text": "Đúng giờ hơn."}
        | {"base": EMPTY},
        "criticism_off": {"id": some},
        "recount": {"vote": some, "teller": member, "second_teller": chair, "invalid": 0, **totals},
        "amend": {"part": "note", "id": items["discussion"], "before": "", "after": "Đã bàn."}
        | {"asked_by": member, "counted": False},
        "finding": {"task": some, "kind": "done", "comment": "", "due_on": "", "base": ""},
        "conclusion": {"text": "Thống nhất.", "base": EMPTY},
        "resolution": {"kind": "conclusion", "subject": "về nhiệm vụ", "vote": None},
        "close": {"at": "20:45"},
        "score": {"answers": [{"code": "A1", "points": 3, "reason": "", "remedy": ""}]},
        "confirm": {"on": held},
        "read_back": {"on": held},
        "adopt": {"on": held, "votes_for": 4, "votes_against": 0, "abstentions": 0},
    }


def _judged(hall: Hall, said: Sealed) -> tuple[str, str, Rows]:
    """The verdict, its sentence, and the tables afterwards; then all of it is taken back."""
    with transaction.atomic():
        verdict = heard(said).verdicts[0]
        after = rows_now(*NOTED)
        transaction.set_rollback(True)
    told = hall.phone.opened(verdict.told)["why"] if verdict.told else ""
    return verdict.verdict.value, told, after


def test_it_knows_a_payload_of_every_command(hall: Hall) -> None:
    assert set(hall.words) == {name for name, _version in VOCABULARY}
    taken = {
        name
        for name, words in hall.words.items()
        if _judged(hall, hall.say(name, words))[0] == "applied"
    }
    assert len(taken) >= 15, sorted(set(hall.words) - taken)


@pytest.mark.parametrize("name", sorted({name for name, _version in VOCABULARY}))
def test_it_answers_nonsense_in_a_command_and_keeps_nothing_of_it(name: str, hall: Hall) -> None:
    @trying(4, 60)
    @given(st.data())
    def nonsense(data: st.DataObject) -> None:
        words = spoilt(hall.words[name], data, hall.known)
        verdict, told, after = _judged(hall, hall.say(name, words))
        assert verdict in DONE | TOLD, words
        assert verdict in DONE or (told.strip().endswith(SENTENCE) and after == hall.before), words

    nonsense()


def test_it_sets_aside_nonsense_of_a_revoked_device_and_can_still_be_read(hall: Hall) -> None:
    @trying(8, 100)
    @given(st.data())
    def nonsense(data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(set(hall.words) - set(hall.devices))))
        said = hall.say(name, spoilt(hall.words[name], data, hall.known))
        with transaction.atomic():
            revoke_mandate(actor=World().act_as("secretary"), mandate_id=hall.phone.mandate_id)
            verdict = heard(said).verdicts[0].verdict.value
            page = signed_in(World(), "secretary").get(
                f"/meetings/{hall.phone.meeting_id}/take-along/"
            )
            transaction.set_rollback(True)
        assert verdict == "quarantined"
        assert page.status_code == 200

    nonsense()


def test_it_answers_nonsense_around_a_command(hall: Hall) -> None:
    """Its id, its clock, its counter, its key: what is no command is named so, and a letter that
    holds one is heard to its end."""

    @trying(12, 150)
    @given(st.data())
    def nonsense(data: st.DataObject) -> None:
        said = hall.say("note", hall.words["note"])
        around = spoilt(_opened(said), data, hall.known)
        strange = Sealed(said.id, seal(door().public, around))
        with transaction.atomic():
            answer = heard(strange, hall.say("guest", hall.words["guest"]))
            transaction.set_rollback(True)
        assert answer.verdicts[0].verdict.value != "later", around
        assert answer.verdicts[1].verdict.value == "applied", around

    nonsense()


def test_it_answers_whatever_is_posted_where_letters_arrive(hall: Hall) -> None:
    """Whoever knows the address may post: 200, or 400 with a sentence, and nothing is kept."""
    fine = json.loads(gzip.decompress(packed([hall.say("note", hall.words["note"])])))

    @trying(20, 250)
    @given(st.data())
    def nonsense(data: st.DataObject) -> None:
        packs = data.draw(st.booleans())
        body = data.draw(st.one_of(st.binary(max_size=60), _bodies(fine, data)))
        with transaction.atomic():
            answered = Client(raise_request_exception=False).post(
                "/room/letters/",
                gzip.compress(body) if packs else body,
                content_type="application/gzip" if packs else "application/json",
            )
            after = rows_now(*NOTED)
            transaction.set_rollback(True)
        assert answered.status_code in {200, 400}, body
        assert answered.status_code == 200 or answered.json()["error"].endswith(SENTENCE)
        assert after == hall.before or answered.json()["verdicts"][0]["verdict"] == "applied"

    nonsense()


def _opened(said: Sealed) -> Mapping[str, object]:
    return door().open(said.box)


def _bodies(fine: dict[str, object], data: st.DataObject) -> st.SearchStrategy[bytes]:
    """Letters with something else where a letter has its parts; nests nobody can climb out of."""
    first = dict(fine["commands"][0])  # type: ignore[index]
    letters = st.builds(
        lambda: (
            {**spoilt(fine, data), "commands": [spoilt(first, data)]}
            if data.draw(st.booleans())
            else spoilt(fine, data)
        )
    )
    nests = st.sampled_from([b"[" * 100_000, b'{"a":' * 100_000, b"9" * 5_000, b"NaN", b"null"])
    return st.one_of(nests, letters.map(lambda one: json.dumps(one).encode()), VALUES.map(_json))


def _json(value: object) -> bytes:
    return json.dumps(value).encode()
