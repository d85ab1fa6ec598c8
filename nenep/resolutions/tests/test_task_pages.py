"""The pages of tasks, as each office reads them."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from nenep.meetings.actions.mark import mark
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import everybody_came, finish_evening, open_evening
from nenep.resolutions.actions.assign_task import assign_task
from nenep.resolutions.actions.charge_cell import charge_cell
from nenep.resolutions.actions.report_task import report_task
from nenep.resolutions.actions.resolve import resolve
from nenep.resolutions.models import Task, TaskReport, TaskReview
from tests.world import TODAY, World


def _enter(client: Client, world: World, key: str) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session(key)


def _task(world: World) -> Task:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=date(2026, 11, 1))
    everybody_came(actor=actor, meeting=meeting)
    resolve(actor=actor, meeting_id=meeting.pk, kind="resolution", subject="về việc tháng 11")
    task = assign_task(
        actor=actor,
        meeting_id=meeting.pk,
        title="Vận động bốn hộ",
        due_on=date(2026, 11, 15),
        owner_person_id=world.person("member"),
        measure="4 hộ có hố rác",
        source_sentence="Mỗi đảng viên giúp bốn hộ.",
    )
    report_task(actor=actor, task_id=task.pk, on=TODAY, text="Hai hộ đang bàn lại", on_behalf=True)
    return task


def test_it_tells_a_member_the_own_task_and_takes_the_report(world: World, client: Client) -> None:
    task = _task(world)
    _enter(client, world, "member")
    page = client.get(reverse("task", args=[task.pk])).content.decode()
    for words in ("4 hộ có hố rác", "Mỗi đảng viên giúp bốn hộ.", "trễ 8 ngày", "Tự nhận xét"):
        assert words in page
    sent = {"text": "Xong cả bốn hộ", "on": "23/11/2026", "claims_done": "on"}
    answer = client.post(reverse("task-report", args=[task.pk]), sent)
    assert answer.status_code == 302
    world.act_as("secretary")
    assert TaskReport.objects.filter(claims_done=True, on_behalf=False).count() == 1


def test_it_keeps_what_was_typed_when_it_refuses(world: World, client: Client) -> None:
    task = _task(world)
    _enter(client, world, "member")
    sent = {"verdict": "unmet", "comment": "", "on": "23/11/2026"}
    answer = client.post(reverse("task-review", args=[task.pk]), sent)
    assert answer.status_code == 422
    assert "ghi vì sao" in answer.content.decode()
    world.act_as("secretary")
    assert not TaskReview.objects.exists()


def test_it_shows_the_superior_no_report_of_a_member(world: World, client: Client) -> None:
    task = _task(world)
    _seal(world, task)
    _enter(client, world, "ward_officer")
    page = client.get(reverse("task", args=[task.pk])).content.decode()
    assert "Vận động bốn hộ" in page
    assert "Hai hộ đang bàn lại" not in page


def test_it_lists_for_the_office_what_it_gave(world: World, client: Client) -> None:
    office = world.act_as("ward_officer")
    charge_cell(
        actor=office,
        unit_id=world.unit("ward"),
        to_unit_id=world.unit("village"),
        title="Rà soát hộ nghèo",
        due_on=TODAY,
        on=TODAY,
    )
    for key in ("ward_officer", "secretary"):
        _enter(client, world, key)
        assert "Rà soát hộ nghèo" in client.get(reverse("tasks")).content.decode()


def test_it_gives_and_asks_by_form(world: World, client: Client) -> None:
    _enter(client, world, "ward_officer")
    form = client.get(reverse("task-charge")).content.decode()
    assert "Chi bộ Trường Tiểu học Lồ Ô" in form
    sent = {
        "to_unit_id": str(world.unit("village")),
        "title": "Nộp danh sách",
        "due_on": "20/12/2026",
    }
    assert client.post(reverse("task-charge"), sent).status_code == 302
    _enter(client, world, "secretary")
    sent = {"title": "Xin thêm loa", "due_on": "20/12/2026"}
    assert client.post(reverse("task-request"), sent).status_code == 302
    assert client.post(reverse("task-request"), sent | {"due_on": "1/1/2026"}).status_code == 422
    world.act_as("secretary")
    assert set(Task.objects.values_list("direction", flat=True)) == {"down", "up"}


@pytest.mark.parametrize(("key", "seen"), [("secretary", True), ("ward_officer", False)])
def test_it_registers_what_was_decided(world: World, client: Client, key: str, seen: bool) -> None:
    _task(world)
    _enter(client, world, key)
    page = client.get(reverse("unit-resolutions", args=[world.unit("village")]))
    assert page.status_code == 200
    assert ("về việc tháng 11" in page.content.decode()) is seen


def _seal(world: World, task: Task) -> None:
    actor = world.act_as("secretary")
    assert task.meeting_id is not None
    meeting = Meeting.objects.get(pk=task.meeting_id)
    finish_evening(actor=actor, meeting=meeting)
    for kind in ("scored", "read_back", "adopted", "finalised"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=meeting.held_on or TODAY)
