"""The score sheet as a page: evidence, boxes, one press to confirm."""

import re
from datetime import date

import pytest

from nenep.meetings.models import Meeting, Milestone
from nenep.meetings.tests.scenes import hold_evening
from nenep.scoring.models import ScoreLine, ScoreSheet
from nenep.scoring.tests.sheets import score_evening
from tests.browsing import signed_in
from tests.world import World

NOVEMBER, HELD = date(2026, 11, 1), date(2026, 11, 3)
REMEDY = "Mời người ít nói phát biểu trước."


@pytest.fixture
def meeting(world: World) -> Meeting:
    return hold_evening(world.act_as("secretary"), world.unit("village"), NOVEMBER)


def _url(meeting: Meeting, noun: str = "") -> str:
    return f"/meetings/{meeting.pk}/score/{noun}"


def _full(meeting: Meeting) -> dict[str, str]:
    """Most points everywhere people are asked; the evidence elsewhere; remedies where low."""
    asked = {
        "C3.1": 3,
        "C3.2": 2,
        "C4.1": 5,
        "C4.2": 10,
        "C4.4": 2,
        "C4.7": 1,
        "C4.8": 1,
        "C5.1": 2,
        "C5.2": 4,
        "C5.3": 3,
        "C5.4": 1,
        "C6.1": 1,
        "C6.2": 2,
        "C6.3": 1,
        "C6.4": 1,
        "C7.1": 30,
    }
    said = {f"points-{code}": str(points) for code, points in asked.items()}
    return said | {f"remedy-{code}": REMEDY for code in ("C4.5", "C4.6", "C4.7")}


def test_it_shows_each_line_with_its_evidence(world: World, meeting: Meeting) -> None:
    html = signed_in(world, "secretary").get(_url(meeting)).content.decode()
    assert "6/6 đảng viên phải dự = 100%" in html
    assert "Tháng này không có sinh hoạt chuyên đề." in html
    assert 'name="points-C2.1" value="4"' in html
    assert 'name="points-C8.3"' not in html
    assert "chưa cho điểm" in html
    assert len(re.findall(r'class="btn primary"', html[html.index("<main") :])) == 1
    assert not ScoreSheet.objects.exists()


def test_it_saves_and_keeps_the_evidence_loose(world: World, meeting: Meeting) -> None:
    client = signed_in(world, "secretary")
    said = {"points-C2.1": "4", "points-C6.1": "1", "remedy-C4.5": REMEDY}
    assert client.post(_url(meeting), said).status_code == 302
    world.act_as("secretary")
    assert ScoreLine.objects.get(code="C2.1").points is None
    assert ScoreLine.objects.get(code="C6.1").points == 1
    assert ScoreLine.objects.get(code="C4.5").remedy == REMEDY


def test_it_asks_a_reason_beside_the_line(world: World, meeting: Meeting) -> None:
    client = signed_in(world, "secretary")
    page = client.post(_url(meeting), {"points-C2.1": "3", "points-C6.1": "1"})
    assert page.status_code == 422
    assert "Điểm khác số liệu; hãy ghi lý do." in page.content.decode()
    said = {"points-C2.1": "3", "reason-C2.1": "Một đồng chí về giữa buổi"}
    assert client.post(_url(meeting), said).status_code == 302
    world.act_as("secretary")
    line = ScoreLine.objects.get(code="C2.1")
    assert line.points == 3
    assert line.reason == "Một đồng chí về giữa buổi"


def test_it_sets_a_line_aside_with_a_reason(world: World, meeting: Meeting) -> None:
    client = signed_in(world, "secretary")
    assert client.post(_url(meeting), {"aside-C4.8": "on"}).status_code == 422
    said = {"aside-C4.8": "on", "reason-C4.8": "Chi bộ chưa dùng ứng dụng"}
    html = client.post(_url(meeting), said, follow=True).content.decode()
    assert "Chi bộ xác định dòng này không áp dụng trong tháng." in html
    assert "Chi bộ chưa dùng ứng dụng" in html


def test_it_confirms_and_leads_to_the_minutes(world: World, meeting: Meeting) -> None:
    client = signed_in(world, "secretary")
    page = client.post(_url(meeting, "confirmation/"), _full(meeting))
    assert page.status_code == 302
    assert page["Location"].endswith(f"/meetings/{meeting.pk}/minutes/")
    world.act_as("secretary")
    assert Milestone.objects.filter(meeting=meeting, kind="scored", on=HELD).exists()


def test_it_saves_what_it_cannot_confirm(world: World, meeting: Meeting) -> None:
    client = signed_in(world, "secretary")
    said = _full(meeting) | {"points-C6.2": ""}
    html = client.post(_url(meeting, "confirmation/"), said, follow=True).content.decode()
    assert "còn dòng chưa cho điểm (C6.2)" in html
    world.act_as("secretary")
    assert ScoreLine.objects.get(code="C7.1").points == 30
    assert not Milestone.objects.filter(meeting=meeting, kind="scored").exists()


def test_it_only_shows_the_sheet_to_who_does_not_score(world: World, meeting: Meeting) -> None:
    score_evening(world.act_as("secretary"), meeting.pk, HELD)
    client = signed_in(world, "committee_member")
    html = client.get(_url(meeting)).content.decode()
    assert "Chi bộ đã xác nhận điểm ngày 03/11/2026" in html
    assert "points-C6.1" not in html
    assert client.post(_url(meeting), {}).status_code == 403
    assert client.post(_url(meeting, "confirmation/"), {}).status_code == 403


@pytest.mark.parametrize(
    ("key", "status"),
    [("member", 403), ("ward_officer", 404), ("school_secretary", 404), ("other_secretary", 404)],
)
def test_it_keeps_the_door(world: World, meeting: Meeting, key: str, status: int) -> None:
    client = signed_in(world, key)
    assert client.get(_url(meeting)).status_code == status
    assert client.post(_url(meeting), {}).status_code == status
    assert client.post(_url(meeting, "confirmation/"), {}).status_code == status
