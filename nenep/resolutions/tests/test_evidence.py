"""A file or a photo beside a report: who brings, who reads, who takes it away, when it goes."""

import io
from datetime import date

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from nenep.access.rules import Actor
from nenep.documents.models import UploadedFile
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import entries, everybody_came, open_evening
from nenep.resolutions.actions.assign_task import assign_task
from nenep.resolutions.actions.bring_evidence import (
    bring_evidence,
    clear_evidence,
    remove_evidence,
)
from nenep.resolutions.actions.charge_cell import charge_cell
from nenep.resolutions.actions.judge_task import judge_task
from nenep.resolutions.actions.report_task import report_task
from nenep.resolutions.models import Task, TaskOutcome, TaskReport
from nenep.resolutions.policies import evidence_for
from tests.world import TODAY, World


def _photo() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(drawn, "PNG")
    return drawn.getvalue()


def _given(world: World) -> tuple[Actor, Meeting, Task]:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=date(2026, 11, 1))
    everybody_came(actor=actor, meeting=meeting)
    task = assign_task(
        actor=actor,
        meeting_id=meeting.pk,
        title="Vận động bốn hộ",
        due_on=date(2026, 12, 15),
        owner_person_id=world.person("member"),
    )
    return actor, meeting, task


def _reported(world: World, task: Task, key: str = "member") -> TaskReport:
    actor = world.act_as(key)
    return report_task(
        actor=actor, task_id=task.pk, on=TODAY, text="Hai hộ xong.", on_behalf=key != "member"
    )


def _bring(
    actor: Actor, report: TaskReport, *, photo: bool = False, agreed: bool = False
) -> UploadedFile:
    file = ContentFile(_photo() if photo else b"Danh sach", "anh.png" if photo else "ds.txt")
    return bring_evidence(
        actor=actor,
        report_id=report.pk,
        file=file,
        declared_not_secret=True,
        people_agreed=agreed,
    )


def test_it_is_kept_once_and_read_by_who_reads_the_reports(world: World) -> None:
    _actor, _meeting, task = _given(world)
    report = _reported(world, task)
    member = world.act_as("member")
    file = _bring(member, report)
    assert _bring(member, report).pk == file.pk
    for key in ("member", "secretary", "deputy"):
        assert evidence_for(world.act_as(key), task.pk, file.pk).pk == file.pk
    for key in ("ward_officer", "other_secretary"):
        with pytest.raises((Absent, Forbidden)):
            evidence_for(world.act_as(key), task.pk, file.pk)


def test_a_member_reads_what_was_brought_on_the_members_behalf(world: World) -> None:
    secretary, _meeting, task = _given(world)
    file = _bring(secretary, _reported(world, task, "secretary"))
    assert evidence_for(world.act_as("member"), task.pk, file.pk).name == "ds.txt"


def test_nobody_brings_a_file_to_another_members_report(world: World) -> None:
    _actor, _meeting, task = _given(world)
    report = _reported(world, task)
    with pytest.raises((Absent, Forbidden)):
        _bring(world.act_as("school_secretary"), report)
    world.act_as("secretary")
    assert not UploadedFile.objects.exists()


def test_a_photo_asks_for_the_word_of_whoever_is_on_it(world: World) -> None:
    _actor, _meeting, task = _given(world)
    report = _reported(world, task)
    with pytest.raises(Invalid) as refusal:
        _bring(world.act_as("member"), report, photo=True)
    assert refusal.value.field == "people_agreed"
    assert not UploadedFile.objects.exists()
    assert _bring(world.act_as("member"), report, photo=True, agreed=True).content_type


def test_it_is_taken_away_while_the_task_is_open_only(world: World) -> None:
    secretary, meeting, task = _given(world)
    report = _reported(world, task)
    first = _bring(world.act_as("member"), report)
    second = _bring(world.act_as("member"), report, photo=True, agreed=True)
    remove_evidence(actor=world.act_as("member"), task_id=task.pk, file_id=first.pk)
    secretary = world.act_as("secretary")
    assert UploadedFile.objects.count() == 1
    assert entries(world.unit("village")).count("upload.removed") == 1
    judge_task(actor=secretary, task_id=task.pk, meeting_id=meeting.pk, kind="done")
    with pytest.raises(Refused):
        remove_evidence(actor=secretary, task_id=task.pk, file_id=second.pk)


def test_somebody_elses_file_is_the_committees_to_take_away(world: World) -> None:
    secretary, _meeting, task = _given(world)
    file = _bring(secretary, _reported(world, task, "secretary"))
    with pytest.raises(Forbidden):
        remove_evidence(actor=world.act_as("member"), task_id=task.pk, file_id=file.pk)


def test_a_cell_brings_evidence_of_what_it_was_charged_with(world: World) -> None:
    ward = world.act_as("ward_officer")
    task = charge_cell(
        actor=ward,
        unit_id=world.unit("ward"),
        to_unit_id=world.unit("village"),
        title="Rà hộ",
        due_on=date(2026, 12, 1),
        on=TODAY,
    )
    secretary = world.act_as("secretary")
    told = report_task(actor=secretary, task_id=task.pk, on=TODAY, text="Đã rà 62 hộ.")
    file = _bring(secretary, told)
    ward = world.act_as("ward_officer")
    assert evidence_for(ward, task.pk, file.pk).pk == file.pk
    answer = report_task(actor=ward, task_id=task.pk, on=TODAY, text="Đã nhận.")
    with pytest.raises(Refused):
        _bring(ward, answer)


def test_it_goes_when_its_time_is_over(world: World) -> None:
    _actor, meeting, task = _given(world)
    _bring(world.act_as("member"), _reported(world, task))
    world.act_as_system()
    TaskOutcome.objects.create(
        task=task, unit_id=task.unit_id, meeting=meeting, kind="done", on=date(2026, 11, 3)
    )
    actor = world.act_as_system()
    assert clear_evidence(actor=actor, on=date(2028, 11, 1)) == 0
    assert clear_evidence(actor=actor, on=date(2028, 11, 20)) == 1
    assert clear_evidence(actor=actor, on=date(2028, 11, 20)) == 0
    assert TaskReport.objects.exists()
    assert entries(world.unit("village")).count("evidence.cleared") == 1
    with pytest.raises(Forbidden):
        clear_evidence(actor=world.act_as("secretary"), on=TODAY)


def test_it_comes_with_the_report_and_is_fetched_as_a_download(
    world: World, client: Client
) -> None:
    _actor, _meeting, task = _given(world)
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session("member")
    address = reverse("task-report", args=[task.pk])
    told = {"text": "Xong hai hộ", "on": "23/11/2026", "not_secret": "on"}
    photo = SimpleUploadedFile("ảnh.png", _photo(), "image/png")
    refused = client.post(address, told | {"file": photo})
    assert refused.status_code == 422
    assert "người trong ảnh đã đồng ý" in refused.content.decode()
    world.act_as("secretary")
    assert not TaskReport.objects.exists()
    photo.seek(0)
    assert client.post(address, told | {"file": photo, "people_agreed": "on"}).status_code == 302
    page = client.get(reverse("task", args=[task.pk])).content.decode()
    world.act_as("secretary")
    file = UploadedFile.objects.get()
    link = reverse("task-evidence", args=[task.pk, file.pk])
    assert link in page
    fetched = client.get(link)
    assert fetched["Content-Disposition"].startswith("attachment")
    assert fetched["X-Content-Type-Options"] == "nosniff"
    gone = client.post(reverse("task-evidence-removal", args=[task.pk, file.pk]))
    assert gone.status_code == 302
    world.act_as("secretary")
    assert not UploadedFile.objects.exists()


def test_a_report_without_a_file_needs_no_declaration(world: World, client: Client) -> None:
    _actor, _meeting, task = _given(world)
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session("member")
    told = {"text": "Xong hai hộ", "on": "23/11/2026"}
    assert client.post(reverse("task-report", args=[task.pk]), told).status_code == 302
