"""The list of a cell's meetings, and the habit behind them."""

from datetime import date

from nenep.meetings.actions.mark import mark
from nenep.meetings.models import Series
from nenep.meetings.pages import month_to_plan
from nenep.meetings.queries import meetings_of
from nenep.meetings.tests.scenes import hold_evening, plan_evening
from tests.browsing import signed_in
from tests.world import World

SERIES = {
    "start_time": "19h30",
    "place": "Nhà văn hóa làng",
    "planned_minutes": "90",
    "usual_day": "",
    "on": "01/11/2026",
}


def test_it_says_what_to_do_first(world: World) -> None:
    text = signed_in(world, "secretary").get("/meetings/").content.decode()
    assert "Chưa khai lịch sinh hoạt" in text
    assert "Khai lịch sinh hoạt" in text


def test_it_shows_what_is_next_and_what_was(world: World) -> None:
    actor = world.act_as("secretary")
    hold_evening(actor, world.unit("village"), date(2026, 10, 1), on=date(2026, 10, 3))
    plan_evening(actor=actor, unit_id=world.unit("village"), month=date(2026, 11, 1))
    text = signed_in(world, "secretary").get("/meetings/").content.decode()
    assert "tháng 10 năm 2026" in text
    assert "Chấm điểm buổi sinh hoạt" in text
    assert "Lập kỳ sinh hoạt tháng 12" in text
    assert "Chuẩn bị chương trình" in text


def test_it_shows_a_member_what_was_announced(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=date(2026, 12, 1))
    member = signed_in(world, "member")
    assert "Chưa có thông báo họp" in member.get("/meetings/").content.decode()
    world.act_as("secretary")
    for kind in ("agreed", "notified"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=date(2026, 11, 22))
    text = member.get("/meetings/").content.decode()
    assert "Sinh hoạt tháng 12 năm 2026" in text
    assert "Lập kỳ sinh hoạt" not in text


def test_it_shows_nothing_of_a_neighbouring_cell(world: World) -> None:
    actor = world.act_as("secretary")
    plan_evening(actor=actor, unit_id=world.unit("village"), month=date(2026, 12, 1))
    text = signed_in(world, "school_secretary").get("/meetings/").content.decode()
    assert "tháng 12 năm 2026" not in text


def test_it_is_for_those_who_meet(world: World) -> None:
    assert signed_in(world, "administrator").get("/meetings/").status_code == 403


def test_it_offers_one_month_ahead_at_most(world: World) -> None:
    actor, today = world.act_as("secretary"), world.today
    village = world.unit("village")
    assert month_to_plan([], today) == date(2026, 11, 1)
    plan_evening(actor=actor, unit_id=village, month=date(2026, 11, 1))
    assert month_to_plan(meetings_of(actor, village), today) == date(2026, 12, 1)
    plan_evening(actor=actor, unit_id=village, month=date(2026, 12, 1))
    assert month_to_plan(meetings_of(actor, village), today) is None


def test_it_keeps_the_habit(world: World) -> None:
    client = signed_in(world, "secretary")
    wrong = client.post("/meetings/series/", SERIES | {"start_time": "tối", "place": "Sân đình"})
    assert wrong.status_code == 422
    assert "Sân đình" in wrong.content.decode()
    for _press in range(2):
        assert client.post("/meetings/series/", SERIES).status_code == 302
    world.act_as("secretary")
    assert Series.objects.get().place == "Nhà văn hóa làng"


def test_it_is_not_a_members_to_change(world: World) -> None:
    assert signed_in(world, "member").get("/meetings/series/").status_code == 403
    assert signed_in(world, "member").post("/meetings/series/", SERIES).status_code == 403
