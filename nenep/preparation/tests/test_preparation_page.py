"""The preparation page: day, agenda, checklist."""

from collections.abc import Mapping
from datetime import date

import pytest
from django.http import HttpResponse

from nenep.meetings.models import AgendaItem, Meeting, Milestone
from nenep.meetings.tests.scenes import open_evening, plan_evening
from tests.browsing import signed_in
from tests.world import World

MONTH = date(2026, 12, 1)
SCHEDULE = {
    "planned_on": "05/12/2026",
    "planned_at": "19h30",
    "place": "Trường tiểu học",
    "reason": "ngày 03 có đám cưới lớn trong làng",
}


class Draft:
    """A meeting of December being prepared, and the secretary's device."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.meeting = plan_evening(
            actor=world.act_as("secretary"), unit_id=world.unit("village"), month=MONTH
        )
        self.client = signed_in(world, "secretary")
        self.place = f"/meetings/{self.meeting.pk}/"

    def text(self) -> str:
        return self.client.get(f"{self.place}preparation/").content.decode()

    def post(self, part: str, said: Mapping[str, object]) -> HttpResponse:
        answer = self.client.post(f"{self.place}{part}", said)
        assert isinstance(answer, HttpResponse)
        return answer

    def items(self) -> list[AgendaItem]:
        self.world.act_as("secretary")
        return list(AgendaItem.objects.filter(meeting=self.meeting))


@pytest.fixture
def draft(world: World) -> Draft:
    return Draft(world)


def test_it_shows_the_day_with_its_reason_and_basis(draft: Draft) -> None:
    text = draft.text()
    assert "19:00, ngày 03 tháng 12 năm 2026" in text
    assert "Ngày 03 hằng tháng." in text
    assert "42-HD/BTCTW" in text
    assert "Chậm nhất ngày 02/12/2026." in text


def test_it_tells_how_many_minutes_are_missing(draft: Draft) -> None:
    assert "Còn thiếu 11 phút" in draft.text()
    draft.post("agenda/items/", {"title": "Quỹ khuyến học", "minutes": 11})
    assert "Đủ thời lượng tối thiểu 90 phút." in draft.text()


def test_it_says_what_to_do_when_there_is_no_agenda(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=MONTH, agenda=())
    client = signed_in(world, "secretary")
    place = f"/meetings/{meeting.pk}/"
    assert "Soạn chương trình" in client.get(f"{place}preparation/").content.decode()
    assert client.post(f"{place}agenda/draft/").status_code == 302
    assert "task_residential" in _codes(world, meeting)


def test_it_moves_the_meeting(draft: Draft) -> None:
    assert draft.post("schedule/", SCHEDULE).status_code == 302
    text = draft.text()
    assert "19:30, ngày 05 tháng 12 năm 2026" in text
    assert "đám cưới lớn" in text


def test_it_keeps_what_was_typed_when_refused(draft: Draft) -> None:
    wrong = draft.post("schedule/", SCHEDULE | {"reason": "", "place": "Sân đình"})
    assert wrong.status_code == 422
    text = wrong.content.decode()
    assert "Sân đình" in text
    assert "ghi lý do chọn ngày này" in text
    draft.world.act_as("secretary")
    assert Meeting.objects.get(pk=draft.meeting.pk).planned_on == date(2026, 12, 3)


def test_it_changes_an_item(draft: Draft) -> None:
    item = draft.items()[2]
    place = f"agenda/items/{item.pk}/"
    assert draft.post(place, {"title": "", "minutes": 5, "revision": 0}).status_code == 422
    said = {"title": "Thảo luận: nước giọt", "minutes": 50, "revision": 0}
    assert draft.post(place, said).status_code == 302
    assert draft.items()[2].title == "Thảo luận: nước giọt"


def test_it_shows_somebody_elses_title_beside_mine(draft: Draft) -> None:
    place = f"agenda/items/{draft.items()[2].pk}/"
    draft.post(place, {"title": "Tên một", "minutes": 40, "revision": 0})
    both = draft.post(place, {"title": "Tên hai", "minutes": 40, "revision": 0})
    assert both.status_code == 409
    text = both.content.decode()
    assert "Tên hai" in text
    assert "Bản đã lưu: “Tên một”." in text
    assert draft.post(place, {"title": "Tên hai", "minutes": 40, "revision": 1}).status_code == 302
    assert draft.items()[2].title == "Tên hai"


def test_it_moves_and_removes_items(draft: Draft) -> None:
    first, second = draft.items()[:2]
    draft.post(f"agenda/items/{second.pk}/place/", {"to": "up"})
    assert [i.pk for i in draft.items()[:2]] == [second.pk, first.pk]
    draft.post(f"agenda/items/{second.pk}/removal/", {})
    assert second.pk not in [i.pk for i in draft.items()]


def test_it_tells_why_the_end_cannot_be_turned_round(draft: Draft) -> None:
    last = draft.items()[-1]
    answer = draft.client.post(
        f"{draft.place}agenda/items/{last.pk}/place/", {"to": "up"}, follow=True
    )
    assert "chấm điểm trước" in answer.content.decode()
    assert draft.items()[-1].pk == last.pk


def test_it_ticks_the_checklist_in_order(draft: Draft) -> None:
    early = draft.post("milestones/", {"kind": "notified", "on": "22/11/2026"})
    assert early.status_code == 422
    assert "còn thiếu" in early.content.decode()
    for kind in ("agreed", "notified", "papers_out"):
        marked = draft.post("milestones/", {"kind": kind, "on": "22/11/2026"})
        assert marked.status_code == 302
    draft.world.act_as("secretary")
    assert Milestone.objects.filter(meeting=draft.meeting).count() == 3
    assert draft.text().count("ngày 22/11/2026") == 3


def test_it_refuses_a_day_that_has_not_come(draft: Draft) -> None:
    ahead = draft.post("milestones/", {"kind": "agreed", "on": "30/11/2026"})
    assert ahead.status_code == 422
    assert "chưa đến" in ahead.content.decode()


def test_it_says_that_papers_were_late(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(
        actor=actor,
        unit_id=world.unit("village"),
        month=date(2026, 11, 1),
        prepared=False,
    )
    client, place = signed_in(world, "secretary"), f"/meetings/{meeting.pk}/"
    for kind in ("agreed", "papers_out"):
        said = {"kind": kind, "on": "03/11/2026"}
        assert client.post(f"{place}milestones/", said).status_code == 302
    text = client.get(f"{place}preparation/").content.decode()
    assert "muộn" in text
    assert "Cuộc họp đã bắt đầu" in text


def test_it_is_absent_to_a_member_before_the_notice_and_forbidden_after(draft: Draft) -> None:
    member = signed_in(draft.world, "member")
    assert member.get(f"{draft.place}preparation/").status_code == 404
    for kind in ("agreed", "notified"):
        draft.post("milestones/", {"kind": kind, "on": "22/11/2026"})
    assert member.get(f"{draft.place}preparation/").status_code == 403
    assert member.post(f"{draft.place}agenda/draft/").status_code == 403


@pytest.mark.parametrize("key", ["school_secretary", "other_secretary", "ward_officer"])
def test_it_is_absent_to_neighbours(draft: Draft, key: str) -> None:
    client = signed_in(draft.world, key)
    assert client.get(f"{draft.place}preparation/").status_code == 404
    assert client.post(f"{draft.place}schedule/", SCHEDULE).status_code == 404


def _codes(world: World, meeting: Meeting) -> list[str]:
    world.act_as("secretary")
    return [item.code for item in AgendaItem.objects.filter(meeting=meeting)]
