"""Whoever only knocks where letters arrive is asked to come later; a mandate is always heard."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from nenep.kernel import clock, ids
from nenep.room.tests.conftest import Evening
from nenep.room.tests.letters import Device, packed, taken_along

HALL, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def few(settings: Settings) -> None:
    settings.LETTERS_A_MINUTE = 3


def _post(body: bytes, source: str = HALL) -> HttpResponse:
    answer = Client().post(
        "/room/letters/", body, content_type="application/gzip", REMOTE_ADDR=source
    )
    assert isinstance(answer, HttpResponse)
    return answer


def _statuses(*bodies: bytes) -> list[int]:
    return [_post(body).status_code for body in bodies]


def test_it_asks_to_come_later_and_says_when(db: None) -> None:
    assert _statuses(b"x", b"x", b"x") == [400] * 3
    later = _post(b"x")
    assert later.status_code == 429
    assert 0 < int(later["Retry-After"]) <= 60
    assert "thiết bị giữ nguyên" in later.json()["error"]  # type: ignore[attr-defined]
    assert _post(b"x", "203.0.113.200").status_code == 429
    assert _post(b"x", ELSEWHERE).status_code == 400


def test_it_hears_again_after_the_minute_and_never_waits_longer(db: None) -> None:
    start = clock.now()
    with clock.frozen(start):
        assert _statuses(*[b"x"] * 20)[3:] == [429] * 17
    with clock.frozen(start + timedelta(seconds=61)):
        assert _statuses(*[b"x"] * 4) == [400, 400, 400, 429]


def test_it_counts_strangers_and_empty_letters(db: None) -> None:
    stranger = Device(ids.random_id(), ids.random_id(), "nothing")
    letters = [packed([stranger.say("note")]), packed([]), packed([])]
    assert _statuses(*letters) == [200] * 3
    assert _post(packed([])).status_code == 429


def test_it_never_counts_who_proves_a_mandate(attended: Evening) -> None:
    phone = taken_along(attended.world.act_as("secretary"), attended.meeting.pk)
    said = [packed([phone.say("guest", {"name": f"Khách {at}", "title": ""})]) for at in "abcdef"]
    attended.world.leave()
    assert _statuses(*said) == [200] * 6
    assert _statuses(b"x", b"x", b"x", said[0]) == [400, 400, 400, 429]
