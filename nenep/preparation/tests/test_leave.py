"""Leave from a meeting: asked, answered, taken back."""

from datetime import date, time

import pytest
from django.db import transaction

from nenep.access.rules import Actor
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.actions.mark import mark
from nenep.meetings.actions.open_meeting import open_meeting
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import entries, plan_evening
from nenep.preparation.actions.answer_leave import answer_leave
from nenep.preparation.actions.ask_leave import ask_leave
from nenep.preparation.actions.withdraw_leave import withdraw_leave
from nenep.preparation.models import AbsenceRequest
from nenep.preparation.queries.leaves import leaves_of, own_leave, reasons_of_leave
from nenep.preparation.rules.leave import LeaveState
from tests.browsing import signed_in
from tests.world import TODAY, World

MONTH = date(2026, 11, 1)
SUNDAY = date(2026, 11, 22)


@pytest.fixture
def meeting(world: World) -> Meeting:
    """Notified, to be held yesterday by its plan: it can be opened in the test."""
    actor = world.act_as("secretary")
    planned = plan_evening(
        actor=actor, unit_id=world.unit("village"), month=MONTH, planned_on=SUNDAY
    )
    for kind in ("agreed", "notified"):
        mark(actor=actor, meeting_id=planned.pk, kind=kind, on=date(2026, 11, 20))
    return planned


def ask(actor: Actor, meeting: Meeting, **other: object) -> AbsenceRequest:
    said = {"reason": "duty", "note": "Trực cơ quan", "on": TODAY, **other}
    return ask_leave(actor=actor, meeting_id=meeting.pk, **said)  # type: ignore[arg-type]


def answer(world: World, asked: AbsenceRequest, *, granted: bool = True) -> AbsenceRequest:
    return answer_leave(
        actor=world.act_as("secretary"),
        meeting_id=asked.meeting_id,
        request_id=asked.pk,
        granted=granted,
        on=TODAY,
    )


def test_it_is_asked_once_whatever_is_pressed(world: World, meeting: Meeting) -> None:
    member = world.act_as("member")
    first = ask(member, meeting)
    assert ask(member, meeting).pk == first.pk
    changed = ask(member, meeting, reason="study", note="")
    assert (changed.pk, changed.reason, changed.on_behalf) == (first.pk, "study", False)
    world.act_as("secretary")
    assert entries(world.unit("village")).count("leave.asked") == 2


def test_it_is_granted_once(world: World, meeting: Meeting) -> None:
    granted = answer(world, ask(world.act_as("member"), meeting))
    assert answer(world, granted).answered_on == TODAY
    state, reason = reasons_of_leave(meeting.pk)[world.person("member")]
    assert (state, reason) == (LeaveState.GRANTED, "duty")
    assert entries(world.unit("village")).count("leave.answered") == 1


def test_it_is_not_rewritten_under_its_answer(world: World, meeting: Meeting) -> None:
    asked = ask(world.act_as("member"), meeting)
    answer(world, asked)
    member = world.act_as("member")
    with pytest.raises(Refused, match="đã được trả lời"):
        ask(member, meeting, reason="study")


def test_it_is_taken_back_and_asked_anew(world: World, meeting: Meeting) -> None:
    asked = ask(world.act_as("member"), meeting)
    answer(world, asked)
    member = world.act_as("member")
    for _ in range(2):
        withdraw_leave(actor=member, meeting_id=meeting.pk, request_id=asked.pk, on=TODAY)
    with pytest.raises(Refused, match="đã rút báo vắng"):
        answer(world, asked, granted=False)
    assert not leaves_of(world.act_as("secretary"), meeting.pk)
    again = ask(world.act_as("member"), meeting, reason="study")
    assert (again.pk, again.answer, again.withdrawn_on) == (asked.pk, "", None)


def test_it_is_written_for_a_member_by_who_answers(world: World, meeting: Meeting) -> None:
    deputy = world.act_as("deputy")
    asked = ask(deputy, meeting, person_id=world.person("hosted"))
    assert asked.on_behalf
    assert [line.name for line in leaves_of(deputy, meeting.pk)] == ["Bùi Thị Xuân"]
    with pytest.raises(Refused, match="không có trong danh sách"):
        ask(deputy, meeting, person_id=world.person("teacher"))
    for key in ("member", "committee_member"):
        with pytest.raises(Forbidden):
            ask(world.act_as(key), meeting, person_id=world.person("hosted"))


def test_it_is_answered_by_secretary_or_deputy_only(world: World, meeting: Meeting) -> None:
    asked = ask(world.act_as("member"), meeting)
    for key in ("member", "committee_member"):
        with pytest.raises(Forbidden):
            answer_leave(
                actor=world.act_as(key),
                meeting_id=meeting.pk,
                request_id=asked.pk,
                granted=True,
                on=TODAY,
            )


def test_it_is_closed_once_the_meeting_began(world: World, meeting: Meeting) -> None:
    asked = ask(world.act_as("member"), meeting)
    _open(world, meeting)
    with pytest.raises(Refused, match="đã bắt đầu"):
        answer(world, asked)
    with pytest.raises(Refused, match="đã bắt đầu"):
        ask(world.act_as("probationary"), meeting)


@pytest.mark.parametrize("said", [{"reason": "illness"}, {"note": "x" * 301}])
def test_it_takes_no_other_reason_and_no_long_story(
    world: World, meeting: Meeting, said: dict[str, str]
) -> None:
    with pytest.raises(Invalid):
        ask(world.act_as("member"), meeting, **said)


def test_it_is_nobody_elses_business(world: World, meeting: Meeting) -> None:
    asked = ask(world.act_as("member"), meeting)
    for key in ("teacher", "other_secretary", "ward_officer", "province_officer"):
        stranger = world.act_as(key)
        assert not AbsenceRequest.objects.exists()
        with pytest.raises(Absent):
            ask(stranger, meeting)
    fellow = world.act_as("probationary")
    assert not AbsenceRequest.objects.exists()
    with pytest.raises(Absent):
        withdraw_leave(actor=fellow, meeting_id=meeting.pk, request_id=asked.pk, on=TODAY)


def test_a_member_cannot_grant_it_to_oneself_behind_the_program(
    world: World, meeting: Meeting
) -> None:
    asked = ask(world.act_as("member"), meeting)
    with pytest.raises(Exception, match="by who leads the cell"), transaction.atomic():
        AbsenceRequest.objects.filter(pk=asked.pk).update(answer="granted", answered_on=TODAY)


def test_it_goes_all_the_way_over_the_pages(world: World, meeting: Meeting) -> None:
    member, place = signed_in(world, "member"), f"/meetings/{meeting.pk}/"
    assert "Báo vắng buổi này" in member.get(place).content.decode()
    empty = member.post(f"{place}leave/", {"reason": ""})
    assert empty.status_code == 422
    sent = member.post(f"{place}leave/", {"reason": "distance", "note": "Lên tỉnh"})
    assert sent["Location"] == f"{place}#leave"
    secretary = signed_in(world, "secretary")
    prepared = secretary.get(f"{place}preparation/").content.decode()
    assert "Phạm Thị Cúc" in prepared
    assert "Lên tỉnh" in prepared
    fellow = signed_in(world, "probationary").get(place).content.decode()
    assert "Lên tỉnh" not in fellow
    asked = own_leave(world.act_as("member"), meeting.pk)
    assert asked is not None
    secretary.post(f"{place}leave/{asked.id}/answer/", {"answer": "granted"})
    assert "được đồng ý" in member.get(place).content.decode()
    member.post(f"{place}leave/{asked.id}/withdrawal/")
    assert "Báo vắng buổi này" in member.get(place).content.decode()


def test_it_takes_a_telephone_call(world: World, meeting: Meeting) -> None:
    secretary, place = signed_in(world, "secretary"), f"/meetings/{meeting.pk}/"
    said = {"person_id": str(world.person("hosted")), "reason": "shift", "note": ""}
    secretary.post(f"{place}leave/others/", said)
    text = secretary.get(f"{place}preparation/").content.decode()
    assert "ghi thay" in text
    wrong = secretary.post(f"{place}leave/others/", {"person_id": "", "reason": "shift"})
    assert wrong.status_code == 422


def _open(world: World, meeting: Meeting) -> None:
    open_meeting(
        actor=world.act_as("secretary"),
        meeting_id=meeting.pk,
        on=SUNDAY,
        at=time(19),
        chair_id=world.person("secretary"),
        secretary_id=world.person("deputy"),
    )
