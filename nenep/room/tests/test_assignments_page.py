"""The page that gives tasks."""

from datetime import date

from nenep.resolutions.models import Task
from nenep.room.tests.conftest import Evening


def _said(evening: Evening, **more: object) -> dict[str, object]:
    return {
        "title": "Vận động 4 hộ làm hố rác",
        "owner": f"person:{evening.person('member')}",
        "due_on": "30/11/2026",
        "measure": "4 hộ",
        "source_sentence": "",
    } | more


def test_it_gives_a_task_to_a_member(evening: Evening) -> None:
    assert evening.post("assignments/", _said(evening)).status_code == 302
    evening.world.act_as("secretary")
    assert Task.objects.get().owner_person_id == evening.person("member")
    assert "hạn 30/11/2026" in evening.text("assignments/")


def test_it_gives_a_task_to_the_cell_itself(evening: Evening) -> None:
    owner = f"unit:{evening.world.unit('village')}"
    assert evening.post("assignments/", _said(evening, owner=owner)).status_code == 302
    evening.world.act_as("secretary")
    assert Task.objects.get().owner_unit_id == evening.world.unit("village")


def test_it_offers_the_end_of_the_month(evening: Evening) -> None:
    assert 'value="30/11/2026"' in evening.text("assignments/")


def test_it_refuses_a_day_before_the_meeting(evening: Evening) -> None:
    wrong = evening.post("assignments/", _said(evening, due_on="01/11/2026"))
    assert wrong.status_code == 422
    text = wrong.content.decode()
    assert "trước ngày họp" in text
    assert "Vận động 4 hộ làm hố rác" in text


def test_it_asks_for_an_owner(evening: Evening) -> None:
    assert evening.post("assignments/", _said(evening, owner="")).status_code == 422


def test_it_changes_and_removes_a_task(evening: Evening) -> None:
    evening.post("assignments/", _said(evening))
    evening.world.act_as("secretary")
    place = f"assignments/{Task.objects.get().pk}/"
    assert "Sửa việc đã giao" in evening.text(place)
    assert evening.post(place, _said(evening, due_on="15/12/2026")).status_code == 302
    evening.world.act_as("secretary")
    assert Task.objects.get().due_on == date(2026, 12, 15)
    assert evening.post(f"{place}removal/", {}).status_code == 302
    evening.world.act_as("secretary")
    assert not Task.objects.exists()
