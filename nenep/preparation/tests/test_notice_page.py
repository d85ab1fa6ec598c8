"""The meeting as its members read it."""

from datetime import date

import pytest

from nenep.meetings.actions.mark import mark
from nenep.meetings.actions.note_criticism import note_criticism
from nenep.meetings.models import Opinion
from nenep.meetings.tests.scenes import hold_evening, open_evening, plan_evening
from nenep.resolutions.actions.assign_task import assign_task
from tests.browsing import signed_in
from tests.world import World

MONTH = date(2026, 12, 1)


def _announced(world: World) -> str:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=MONTH)
    for kind in ("agreed", "notified"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=date(2026, 11, 22))
    return f"/meetings/{meeting.pk}/"


def test_it_tells_a_member_when_what_and_on_what_basis(world: World) -> None:
    place = _announced(world)
    text = signed_in(world, "member").get(place).content.decode()
    assert "19:00, ngày 03 tháng 12 năm 2026" in text
    assert "Thảo luận" in text
    assert "Hướng dẫn 42-HD/BTCTW" in text
    assert "Chuẩn bị</a>" not in text


def test_it_shows_a_member_only_the_own_open_tasks(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=date(2026, 11, 1))
    for key, title in (("member", "Việc của Cúc"), ("deputy", "Việc của Lộc")):
        assign_task(
            actor=actor,
            meeting_id=meeting.pk,
            title=title,
            due_on=date(2026, 11, 30),
            owner_person_id=world.person(key),
        )
    text = signed_in(world, "member").get(_announced(world)).content.decode()
    assert "Việc của Cúc" in text
    assert "Việc của Lộc" not in text


def test_it_is_absent_before_the_notice(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=MONTH)
    assert signed_in(world, "member").get(f"/meetings/{meeting.pk}/").status_code == 404
    assert signed_in(world, "deputy").get(f"/meetings/{meeting.pk}/").status_code == 200


@pytest.mark.parametrize("key", ["teacher", "other_secretary", "ward_officer", "province_officer"])
def test_it_is_absent_to_everybody_else(world: World, key: str) -> None:
    assert signed_in(world, key).get(_announced(world)).status_code == 404


def test_it_takes_a_question_in_the_own_name(world: World) -> None:
    place, member = _announced(world), signed_in(world, "member")
    empty = member.post(f"{place}questions/", {"kind": "question", "text": ""})
    assert empty.status_code == 422
    said = {"kind": "question", "text": "Bao giờ sửa giọt nước?", "needs_answer": "on"}
    assert member.post(f"{place}questions/", said)["Location"] == place
    world.act_as("secretary")
    opinion = Opinion.objects.get()
    assert (opinion.person_id, opinion.needs_answer) == (world.person("member"), True)
    prepared = signed_in(world, "secretary").get(f"{place}preparation/").content.decode()
    assert "Bao giờ sửa giọt nước?" in prepared


def test_it_takes_no_question_from_a_neighbour(world: World) -> None:
    said = {"kind": "question", "text": "Tò mò."}
    place = _announced(world)
    assert signed_in(world, "teacher").post(f"{place}questions/", said).status_code == 404


def test_it_takes_no_question_after_the_closing(world: World) -> None:
    meeting = hold_evening(world.act_as("secretary"), world.unit("village"), date(2026, 11, 1))
    member, place = signed_in(world, "member"), f"/meetings/{meeting.pk}/"
    assert "Gửi ý kiến cho buổi họp" not in member.get(place).content.decode()
    late = member.post(f"{place}questions/", {"kind": "question", "text": "Muộn."})
    assert late.status_code == 422


def test_it_leads_the_person_concerned_to_what_was_noted_in_private(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=date(2026, 11, 1))
    note_criticism(
        actor=actor,
        meeting_id=meeting.pk,
        person_id=world.person("member"),
        kind="self_criticism",
        text="Còn đi họp muộn.",
    )
    place, notes = f"/meetings/{meeting.pk}/", f"/meetings/{meeting.pk}/criticism/"
    assert notes in signed_in(world, "member").get(place).content.decode()
    assert "Còn đi họp muộn." in signed_in(world, "member").get(notes).content.decode()
    assert notes not in signed_in(world, "probationary").get(place).content.decode()
    assert "Còn đi họp muộn." not in signed_in(world, "probationary").get(notes).content.decode()
