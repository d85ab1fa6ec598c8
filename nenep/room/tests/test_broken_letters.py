"""Broken commands and broken letters: told apart, never in the way of the sound ones."""

import gzip
from dataclasses import replace

import pytest
from django.test import Client

from nenep.kernel import ids
from nenep.meetings.models import Attendance
from nenep.room.actions.take_along import revoke_mandate
from nenep.room.rules.commands import fingerprint
from nenep.room.rules.letters import Sealed
from nenep.room.sealing import door, seal
from nenep.room.tests.conftest import Evening
from nenep.room.tests.letters import Device, heard, taken_along, verdicts

EMPTY = fingerprint("")


@pytest.fixture
def phone(attended: Evening) -> Device:
    """The secretary's phone, after everybody was marked."""
    return taken_along(attended.world.act_as("secretary"), attended.meeting.pk)


def _note(evening: Evening, text: str, base: str = EMPTY) -> dict[str, object]:
    return {"item": str(evening.item("discussion").pk), "text": text, "base": base}


def _opinion() -> dict[str, object]:
    return {"id": str(ids.random_id()), "kind": "proposal", "text": "Sửa giọt nước."}


def test_it_lets_no_wrong_secret_speak_for_the_others(attended: Evening, phone: Device) -> None:
    guessed = replace(phone, secret="guessed").say("opinion", _opinion())
    said = replace(phone, counter=1).say("opinion", _opinion())
    assert verdicts(heard(guessed, said)) == ["stranger", "applied"]


@pytest.mark.parametrize(
    ("text", "kept"), [("Nửa chữ \ud83d", "Nửa chữ \ufffd"), ("Dán\0 từ\x0bWord", "Dán từ\nWord")]
)
def test_it_keeps_of_a_text_what_can_be_kept(
    attended: Evening, phone: Device, text: str, kept: str
) -> None:
    """As a form would send it; what is set upon it follows the text that is kept."""
    assert verdicts(heard(phone.say("note", _note(attended, text)))) == ["applied"]
    assert attended.item("discussion").note == kept
    assert verdicts(heard(phone.say("note", _note(attended, "Mới.", fingerprint(kept))))) == [
        "applied"
    ]


def test_it_sets_aside_what_could_not_be_kept_as_it_came(attended: Evening, phone: Device) -> None:
    said = phone.say("note", {"text": "\ud83d \0", "item": float("nan"), "base": 10**40})
    revoke_mandate(actor=attended.world.act_as("deputy"), mandate_id=phone.mandate_id)
    assert verdicts(heard(said)) == ["quarantined"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"said_at": "9999-12-31T23:59:59-14:00"},
        {"said_at": "0001-01-01T00:00:00+14:00"},
        {"version": 2**40},
        {"payload": {"marks": [[[[[[[[[[1]]]]]]]]]]}},
    ],
)
def test_it_hears_the_rest_of_a_letter_with_a_broken_command(
    attended: Evening, phone: Device, wrong: dict[str, object]
) -> None:
    sound, other = phone.say("opinion", _opinion()), phone.say("opinion", _opinion())
    broken = Sealed(sound.id, seal(door().public, {**door().open(sound.box), **wrong}))
    assert verdicts(heard(broken, other)) == ["unreadable", "applied"]


def test_it_refuses_a_roll_of_which_a_line_cannot_be_read(attended: Evening, phone: Device) -> None:
    member = str(attended.person("member"))
    mark = {"person": member, "mark": "excused", "reason": "duty", "was": "present||0|0"}
    assert verdicts(heard(phone.say("roll", {"marks": [mark, "x"]}))) == ["refused"]
    attended.world.act_as("secretary")
    assert Attendance.objects.get(person_id=attended.person("member")).mark == "present"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'{"letter": 2, "commands": []}',
        b"\x1f\x8bxx",
        gzip.compress(b"[" * 100_000),
        gzip.compress(b'{"letter": 1, "commands": [{"id": 5, "sealed": ""}]}'),
        gzip.compress(b'{"letter": 1, "commands": [5]}'),
    ],
)
def test_it_refuses_a_letter_it_cannot_read(body: bytes, db: None) -> None:
    answered = Client().post("/room/letters/", body, content_type="application/gzip")
    assert answered.status_code == 400
