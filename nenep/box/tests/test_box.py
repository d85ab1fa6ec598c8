"""The box: who may put in, how much, when it is opened, and what it becomes."""

from datetime import date

import pytest
from django.conf import settings
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse

from nenep.access.rules import Actor
from nenep.box.actions.open_box import open_box
from nenep.box.actions.put_in import put_in
from nenep.box.models import Slip
from nenep.box.queries import left_in, slips_of
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.actions.answer_opinion import answer_opinion
from nenep.meetings.actions.mark import mark
from nenep.meetings.actions.open_meeting import open_meeting
from nenep.meetings.models import Meeting, Opinion
from nenep.meetings.tests.scenes import START, entries, plan_evening
from tests.world import TODAY, World

DECEMBER = date(2026, 12, 1)


def _told(world: World) -> Meeting:
    """The meeting of the village that was planned for today, and announced yesterday."""
    actor = world.act_as("secretary")
    meeting = plan_evening(
        actor=actor, unit_id=world.unit("village"), month=DECEMBER, planned_on=TODAY
    )
    for kind in ("agreed", "notified"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=date(2026, 11, 22))
    return meeting


def _open(world: World, meeting: Meeting) -> Actor:
    actor = world.act_as("secretary")
    open_meeting(
        actor=actor,
        meeting_id=meeting.pk,
        on=TODAY,
        at=START,
        chair_id=world.person("secretary"),
        secretary_id=world.person("deputy"),
    )
    return actor


def test_it_takes_three_slips_of_a_member_and_no_fourth(world: World) -> None:
    meeting = _told(world)
    member = world.act_as("member")
    assert left_in(meeting.pk) == 3
    left = [put_in(actor=member, meeting_id=meeting.pk, text=f"Câu {n}") for n in range(3)]
    assert left == [2, 1, 0]
    with pytest.raises(Refused, match="đã bỏ đủ"):
        put_in(actor=member, meeting_id=meeting.pk, text="Câu nữa")
    other = world.act_as("probationary")
    assert put_in(actor=other, meeting_id=meeting.pk, text="Câu khác") == 2


@pytest.mark.parametrize("text", ["   ", "x" * 1001])
def test_it_takes_no_empty_and_no_endless_slip(world: World, text: str) -> None:
    meeting = _told(world)
    with pytest.raises(Invalid):
        put_in(actor=world.act_as("member"), meeting_id=meeting.pk, text=text)


@pytest.mark.parametrize("key", ["school_secretary", "ward_officer", "other_secretary"])
def test_it_is_not_there_for_others(world: World, key: str) -> None:
    meeting = _told(world)
    other = world.act_as(key)
    with pytest.raises((Absent, Forbidden)):
        put_in(actor=other, meeting_id=meeting.pk, text="Chen vào")
    assert left_in(meeting.pk) is None


def test_it_is_closed_before_the_notice_and_after_the_opening(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(
        actor=actor, unit_id=world.unit("village"), month=DECEMBER, planned_on=TODAY
    )
    with pytest.raises(Refused, match="chỉ mở"):
        put_in(actor=actor, meeting_id=meeting.pk, text="Sớm")
    for kind in ("agreed", "notified"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=date(2026, 11, 22))
    _open(world, meeting)
    with pytest.raises(Refused, match="chỉ mở"):
        put_in(actor=world.act_as("member"), meeting_id=meeting.pk, text="Muộn")


def test_it_opens_once_into_opinions_without_a_speaker(world: World) -> None:
    meeting = _told(world)
    for key in ("member", "probationary", "deputy"):
        put_in(actor=world.act_as(key), meeting_id=meeting.pk, text=f"Hỏi về đường {key[0]}")
    actor = world.act_as("secretary")
    with pytest.raises(Refused, match="chưa bắt đầu"):
        open_box(actor=actor, meeting_id=meeting.pk)
    actor = _open(world, meeting)
    assert [open_box(actor=actor, meeting_id=meeting.pk) for _ in range(2)] == [3, 0]
    said = Opinion.objects.filter(meeting=meeting)
    assert {(one.person_id, one.raised_on, one.needs_answer) for one in said} == {
        (None, TODAY, True)
    }
    assert Slip.objects.count() == 3
    assert entries(world.unit("village")).count("box.opened") == 1


def test_it_is_opened_by_nobody_else_even_past_the_actions(world: World) -> None:
    meeting = _told(world)
    put_in(actor=world.act_as("member"), meeting_id=meeting.pk, text="Hỏi")
    tries = [("secretary", "select box_open(%s)")]  # not opened yet
    tries += [(key, "select box_open(%s)") for key in ("member", "ward_officer")]
    tries += [("secretary", "select slips from box_box where meeting_id = %s")]
    tries += [("secretary", "delete from box_box where meeting_id = %s")]
    for number, (key, statement) in enumerate(tries):
        if number == 1:
            _open(world, meeting)
        world.act_as(key)
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [meeting.pk])
    actor = world.act_as("secretary")
    assert open_box(actor=actor, meeting_id=meeting.pk) == 1


def test_it_shows_the_answer_to_every_member(world: World, client: Client) -> None:
    meeting = _told(world)
    put_in(actor=world.act_as("member"), meeting_id=meeting.pk, text="Bao giờ sửa đường?")
    actor = _open(world, meeting)
    open_box(actor=actor, meeting_id=meeting.pk)
    opinion = Opinion.objects.get(meeting=meeting)
    answer_opinion(actor=actor, opinion_id=opinion.pk, on=TODAY, text="Quý một năm sau.")
    (slip,) = slips_of(world.unit("village"))
    assert slip.answer == "Quý một năm sau."
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session("probationary")
    page = client.get(reverse("box")).content.decode()
    assert "Bao giờ sửa đường?" in page
    assert "Quý một năm sau." in page


def test_it_is_put_in_by_form_and_keeps_what_was_typed_when_refused(
    world: World, client: Client
) -> None:
    _told(world)
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session("member")
    for number in range(3):
        answer = client.post(reverse("box"), {"text": f"Hỏi lần {number}"})
        assert answer.status_code == 302
    assert "Đã bỏ vào hộp" in client.get(answer["Location"]).content.decode()
    answer = client.post(reverse("box"), {"text": "Hỏi lần bốn"})
    assert answer.status_code == 422
    assert "đã bỏ đủ" in answer.content.decode()
