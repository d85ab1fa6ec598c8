"""The evening fetched anew under a mandate, and the papers that go along."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from nenep.kernel import ids
from nenep.meetings.actions.note import write_note
from nenep.meetings.models import Meeting
from nenep.room import papers
from nenep.room.actions.take_along import revoke_mandate
from nenep.room.bundles import evening_of
from nenep.room.models import Mandate
from nenep.room.papers import papers_to_take
from nenep.room.queries import room_page
from nenep.room.sealing import opened_answer
from nenep.room.tests.conftest import Evening
from nenep.room.tests.letters import Device, taken_along


def _asked(phone: Device, etag: str = "") -> tuple[int, dict[str, Any]]:
    box = phone.say("renew", {"etag": etag}).box
    answered = Client().post("/room/renewal/", box, content_type="application/octet-stream")
    said = answered.json()
    told: dict[str, Any] = (
        dict(opened_answer(phone.reply_key, said["told"])) if "told" in said else {}
    )
    return answered.status_code, told


def test_it_gives_the_evening_as_it_stands_to_a_mandate(attended: Evening) -> None:
    actor = attended.world.act_as("secretary")
    phone = taken_along(actor, attended.meeting.pk)
    item = attended.item("discussion")
    write_note(actor=actor, item_id=item.pk, text="Ghi ở máy chủ.", revision=0)
    attended.world.leave()
    status, told = _asked(phone)
    bundle = json.loads(told["bundle"])
    assert status == 200
    assert "Ghi ở máy chủ." in {one["note"] for one in bundle["items"]}
    assert _asked(phone, told["etag"]) == (200, {"etag": told["etag"]})
    assert Meeting.objects.count() == 0


def test_it_gives_nothing_to_a_revoked_a_strange_or_a_late_device(attended: Evening) -> None:
    phone = taken_along(attended.world.act_as("secretary"), attended.meeting.pk)
    elsewhere = Device(ids.random_id(), phone.mandate_id, phone.secret, id=phone.id)
    guessed = Device(phone.meeting_id, phone.mandate_id, "guessed", id=phone.id)
    assert [_asked(one)[0] for one in (elsewhere, guessed)] == [404, 404]
    assert Client().post("/room/renewal/", b"x", content_type="text/plain").status_code == 400
    revoke_mandate(actor=attended.world.act_as("deputy"), mandate_id=phone.mandate_id)
    assert _asked(phone) == (403, {})


def test_it_ends_the_reading_with_the_mandates_time(
    attended: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = taken_along(attended.world.act_as("secretary"), attended.meeting.pk)
    attended.world.act_as("secretary")
    until = Mandate.objects.get(pk=phone.mandate_id).until
    box = phone.say("renew", {"etag": ""}).box
    monkeypatch.setattr("nenep.room.renewal.clock.now", lambda: until + timedelta(days=1))
    answered = Client().post("/room/renewal/", box, content_type="application/octet-stream")
    assert answered.status_code == 403


def test_it_hides_the_evening_from_whoever_carries_the_answer(attended: Evening) -> None:
    phone = taken_along(attended.world.act_as("secretary"), attended.meeting.pk)
    box = phone.say("renew", {"etag": ""}).box
    answered = Client().post("/room/renewal/", box, content_type="application/octet-stream")
    raw = base64.b64decode(answered.json()["told"])
    assert "Siu Thương".encode() not in raw


def test_it_offers_the_papers_of_the_evening_with_their_size(attended: Evening) -> None:
    text = attended.text("take-along/")
    assert "Tài liệu sinh hoạt kỳ này" in text
    answered = attended.get("bundle/papers/agenda-pack/")
    lines = json.loads(answered.content)
    assert ["title", "TÀI LIỆU SINH HOẠT"] in lines
    assert answered["Cache-Control"] == "private, no-store"
    assert attended.get("bundle/papers/paper-x/").status_code == 404
    assert attended.get("bundle/papers/agenda-pack/", key="member").status_code == 403
    assert attended.get("bundle/papers/agenda-pack/", key="school_secretary").status_code == 404


def test_it_says_what_is_too_large_and_does_not_send_it(
    attended: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "LARGEST", 10)
    actor = attended.world.act_as("secretary")
    assert [one.too_large for one in papers_to_take(actor, room_page(actor, attended.meeting.pk))]
    assert "quá lớn" in attended.text("take-along/")
    assert attended.get("bundle/papers/agenda-pack/").status_code == 404


def test_it_carries_the_rules_by_which_the_hall_judges(attended: Evening) -> None:
    actor = attended.world.act_as("secretary")
    said = evening_of(room_page(actor, attended.meeting.pk), reader=actor)
    rules = said["vote_rules"]
    assert isinstance(rules, dict)
    assert rules["attempts"] == 3
    assert rules["recused_count"] in (True, False)
    assert said["me"] == str(attended.person("secretary"))
