"""The superior's office receives papers: complete, or with something missing; never a judgement."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from nenep.access.rules import Actor
from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.models import Meeting, Milestone
from nenep.meetings.tests.scenes import hold_evening
from nenep.minutes.actions.confirm import confirm, send_back, supply
from nenep.minutes.models import SentBack
from nenep.minutes.receiving import waiting_for
from nenep.minutes.tests.evenings import HELD, NOVEMBER, adopt_evening, seal_evening
from tests.browsing import signed_in
from tests.world import World

SENT, TODAY = date(2026, 11, 4), date(2026, 11, 23)


@pytest.fixture
def meeting(world: World) -> Meeting:
    actor = world.act_as("secretary")
    held = hold_evening(actor, world.unit("village"), NOVEMBER)
    seal_evening(actor, held, 4)
    return held


@pytest.fixture
def ward(world: World, meeting: Meeting) -> Actor:
    return world.act_as("ward_officer")


def test_it_confirms_once_what_was_sent(ward: Actor, meeting: Meeting) -> None:
    first = confirm(actor=ward, meeting_id=meeting.pk, on=TODAY)
    assert confirm(actor=ward, meeting_id=meeting.pk, on=SENT).pk == first.pk
    assert (first.on, first.kind) == (TODAY, "confirmed")
    assert Entry.objects.filter(verb="meeting.confirmed").count() == 1
    assert waiting_for(ward) == []


def test_it_lists_what_waits(world: World, ward: Actor, meeting: Meeting) -> None:
    (line,) = waiting_for(ward)
    assert (line.meeting.pk, line.reported_on) == (meeting.pk, SENT)
    assert line.cell == "Chi bộ làng Kon Rơlang"
    assert waiting_for(world.act_as("other_ward_officer")) == []
    for key in ("secretary", "province_officer"):
        with pytest.raises(Forbidden):
            waiting_for(world.act_as(key))


def test_it_is_the_superior_s_to_confirm(world: World, meeting: Meeting) -> None:
    for key, refusal in (
        ("secretary", Forbidden),
        ("member", Forbidden),
        ("other_ward_officer", Absent),
        ("province_officer", Absent),
    ):
        actor = world.act_as(key)
        with pytest.raises(refusal):
            confirm(actor=actor, meeting_id=meeting.pk, on=TODAY)
        with pytest.raises(refusal):
            send_back(actor=actor, meeting_id=meeting.pk, missing=["minutes"], remark="")


def test_it_confirms_nothing_that_was_not_sent(world: World) -> None:
    actor = world.act_as("secretary")
    held = hold_evening(actor, world.unit("village"), NOVEMBER)
    adopt_evening(actor, held, 4)
    with pytest.raises(Absent):
        confirm(actor=world.act_as("ward_officer"), meeting_id=held.pk, on=TODAY)


def test_it_sends_back_by_name_and_hears_the_answer(
    world: World, ward: Actor, meeting: Meeting
) -> None:
    said = {"missing": ["score_sheet", "minutes"], "remark": "Trang 2 bị mờ"}
    row = send_back(actor=ward, meeting_id=meeting.pk, **said)  # type: ignore[arg-type]
    assert send_back(actor=ward, meeting_id=meeting.pk, **said).pk == row.pk  # type: ignore[arg-type]
    with pytest.raises(Refused, match="chưa được chi bộ bổ sung"):
        send_back(actor=ward, meeting_id=meeting.pk, missing=["resolution"], remark="")
    assert "mờ" not in str(Entry.objects.get(verb="papers.sent_back").facts)
    secretary = world.act_as("secretary")
    with pytest.raises(Invalid):
        supply(actor=secretary, meeting_id=meeting.pk, answer=" ", on=TODAY)
    for _ in range(2):
        told = supply(actor=secretary, meeting_id=meeting.pk, answer="Đã gửi lại", on=TODAY)
    assert (told.pk, told.answer, told.answered_on) == (row.pk, "Đã gửi lại", TODAY)
    with pytest.raises(Forbidden):
        supply(actor=world.act_as("ward_officer"), meeting_id=meeting.pk, answer="x", on=TODAY)


def test_it_sends_back_only_what_has_a_name(ward: Actor, meeting: Meeting) -> None:
    for missing in ([], ["discipline"]):
        with pytest.raises(Invalid):
            send_back(actor=ward, meeting_id=meeting.pk, missing=missing, remark="")
    confirm(actor=ward, meeting_id=meeting.pk, on=TODAY)
    with pytest.raises(Refused, match="Đã xác nhận"):
        send_back(actor=ward, meeting_id=meeting.pk, missing=["minutes"], remark="")


def test_it_lets_the_superior_write_that_milestone_and_no_other(
    ward: Actor, meeting: Meeting
) -> None:
    Milestone.objects.filter(meeting=meeting, kind="reported").exists()
    row = {"meeting": meeting, "unit_id": meeting.unit_id, "on": TODAY}
    with pytest.raises(DatabaseError), transaction.atomic():
        Milestone.objects.create(kind="corrected", entered_at="2026-11-23T00:00:00Z", **row)
    Milestone.objects.create(kind="confirmed", entered_at="2026-11-23T00:00:00Z", **row)


def test_it_goes_to_and_fro_on_the_pages(world: World, meeting: Meeting) -> None:
    ward, cell = signed_in(world, "ward_officer"), signed_in(world, "secretary")
    papers, minutes = f"/meetings/{meeting.pk}/papers/", f"/meetings/{meeting.pk}/minutes/"
    assert "Chi bộ làng Kon Rơlang" in ward.get("/papers/received/").content.decode()
    empty = ward.post(f"{papers}return/", {})
    assert empty.status_code == 422
    assert "Đồng chí chọn phần còn thiếu" in empty.content.decode()
    said = {"missing": ["attendance"], "remark": "Bản chụp thiếu chữ ký"}
    assert ward.post(f"{papers}return/", said).status_code == 302
    html = cell.get(minutes).content.decode()
    assert "Danh sách điểm danh có chữ ký" in html
    assert "Bản chụp thiếu chữ ký" in html
    answer = {"on": "23/11/2026", "answer": "Đã gửi bản chụp mới"}
    assert cell.post(f"{papers}supply/", answer).status_code == 302
    assert "Đã gửi bản chụp mới" in ward.get(minutes).content.decode()
    assert ward.post(f"{papers}confirmation/", {"on": "23/11/2026"}).status_code == 302
    assert "Cấp trên xác nhận đã nhận đủ" in cell.get(minutes).content.decode()


def test_it_shows_no_neighbour_what_was_sent_back(
    world: World, ward: Actor, meeting: Meeting
) -> None:
    send_back(actor=ward, meeting_id=meeting.pk, missing=["minutes"], remark="")
    for key in ("school_secretary", "other_ward_officer", "province_officer"):
        world.act_as(key)
        assert SentBack.objects.count() == 0
    assert HELD < SENT
