"""The roll-call page."""

from nenep.meetings.models import Attendance, Guest
from nenep.meetings.queries import meeting_page
from nenep.room.tests.conftest import Evening


def _all_present(evening: Evening) -> dict[str, object]:
    due = ("secretary", "deputy", "committee_member", "member", "probationary", "hosted")
    return {f"mark-{evening.person(key)}": "present" for key in due}


def test_it_shows_everybody_as_present_until_told_otherwise(evening: Evening) -> None:
    text = evening.text("roll/")
    assert text.count('value="present" checked') == 6
    assert "Không tính phải dự: 3" in text
    assert "Ngô Bá Thiện" in text
    assert "Miễn sinh hoạt" in text


def test_it_takes_the_whole_roll(evening: Evening) -> None:
    key = evening.person("member")
    late = evening.person("deputy")
    said = _all_present(evening) | {
        f"mark-{key}": "excused",
        f"reason-{key}": "duty",
        f"late-{late}": "1",
        f"mark-{evening.person('exempt')}": "present",
    }
    assert evening.post("roll/", said)["Location"] == f"{evening.place}evening/"
    page = meeting_page(evening.world.act_as("secretary"), evening.meeting.pk)
    assert (page.tally.present, page.tally.due, page.tally.excused) == (5, 6, 1)
    assert page.tally.also_present == (evening.person("exempt"),)
    assert Attendance.objects.get(person=key).reason == "duty"
    assert Attendance.objects.get(person=late).late
    assert "5/6 đảng viên phải dự = 83,3%" in evening.text("roll/")


def test_it_leaves_out_what_does_not_fit_the_mark(evening: Evening) -> None:
    key = evening.person("member")
    said = _all_present(evening) | {f"reason-{key}": "duty"}
    assert evening.post("roll/", said).status_code == 302
    evening.world.act_as("secretary")
    assert Attendance.objects.get(person=key).reason == ""


def test_it_draws_a_refused_roll_again_as_ticked(evening: Evening) -> None:
    key = evening.person("member")
    said = _all_present(evening) | {
        f"mark-{key}": "excused",
        f"reason-{key}": "no such reason",
        f"mark-{evening.person('deputy')}": "unexcused",
    }
    wrong = evening.post("roll/", said)
    assert wrong.status_code == 422
    assert 'value="unexcused" checked' in wrong.content.decode()
    evening.world.act_as("secretary")
    assert not Attendance.objects.exclude(mark="").exists()


def test_it_keeps_the_guests(evening: Evening) -> None:
    guest = {"name": "Lê Minh Châu", "title": "Đảng ủy phường", "superior": "on"}
    assert evening.post("guests/", {"name": ""}).status_code == 422
    assert evening.post("guests/", guest).status_code == 302
    assert "Lê Minh Châu" in evening.text("roll/")
    evening.world.act_as("secretary")
    came = Guest.objects.get()
    assert evening.post(f"guests/{came.pk}/removal/", {}).status_code == 302
    evening.world.act_as("secretary")
    assert not Guest.objects.exists()


def test_it_is_not_taken_by_a_member(evening: Evening) -> None:
    assert evening.post("roll/", _all_present(evening), "member").status_code == 403
    assert evening.post("roll/", _all_present(evening), "other_secretary").status_code == 404
