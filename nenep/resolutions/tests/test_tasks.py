"""Tasks from the evening that gives them to the one that closes them."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from nenep.access.rules import Actor
from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.actions.hold_vote import hold_vote
from nenep.meetings.actions.mark import mark
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import (
    entries,
    everybody_came,
    finish_evening,
    hold_evening,
    open_evening,
)
from nenep.resolutions.actions.assign_task import assign_task, remove_task
from nenep.resolutions.actions.judge_task import judge_task
from nenep.resolutions.actions.report_task import report_task
from nenep.resolutions.actions.resolve import resolve
from nenep.resolutions.models import Resolution, Task, TaskOutcome
from nenep.resolutions.queries import resolution_of
from tests.world import World

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
DUE = date(2026, 10, 31)


def _assign(
    actor: Actor, meeting: Meeting, owner: UUID, title: str = "Vận động làm đường", due: date = DUE
) -> Task:
    return assign_task(
        actor=actor, meeting_id=meeting.pk, title=title, due_on=due, owner_person_id=owner
    )


def _october(world: World) -> tuple[Actor, Meeting]:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=OCTOBER)
    return actor, meeting


def _seal(actor: Actor, meeting: Meeting) -> None:
    everybody_came(actor=actor, meeting=meeting)
    finish_evening(actor=actor, meeting=meeting)
    on = meeting.held_on or meeting.planned_on
    for kind in ("scored", "read_back", "adopted", "finalised"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=on)


def test_it_assigns_a_task_once(world: World) -> None:
    actor, meeting = _october(world)
    first, again = (_assign(actor, meeting, world.person("member")) for _ in range(2))
    assert again.pk == first.pk
    assert entries(world.unit("village")).count("task.assigned") == 1
    facts = Entry.objects.get(verb="task.assigned").facts
    assert facts == {"meeting": str(meeting.pk), "due": "2026-10-31"}


def test_it_assigns_to_the_cell_itself(world: World) -> None:
    actor, meeting = _october(world)
    task = assign_task(
        actor=actor,
        meeting_id=meeting.pk,
        title="Dọn nghĩa trang",
        due_on=DUE,
        owner_unit_id=world.unit("village"),
    )
    assert task.owner_person_id is None


def test_it_changes_a_task_by_its_id(world: World) -> None:
    actor, meeting = _october(world)
    name = uuid4()
    for title in ("Một", "Một", "Hai"):
        assign_task(
            actor=actor,
            meeting_id=meeting.pk,
            title=title,
            due_on=DUE,
            owner_person_id=world.person("member"),
            task_id=name,
        )
    assert Task.objects.get().title == "Hai"
    assert entries(world.unit("village"))[-2:] == ["task.assigned", "task.changed"]
    report_task(actor=actor, task_id=name, on=date(2026, 10, 9), text="Đang làm", on_behalf=True)
    with pytest.raises(Refused, match="đã có báo cáo"):
        assign_task(
            actor=actor,
            meeting_id=meeting.pk,
            title="Ba",
            due_on=DUE,
            owner_person_id=world.person("member"),
            task_id=name,
        )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"due_on": date(2026, 10, 2)}, "due_on"),
        ({"title": " "}, "title"),
        ({"owner_person_id": None}, "owner"),
        ({"owner_unit_id": UUID(int=1)}, "owner"),
    ],
)
def test_it_refuses_an_unclear_task(world: World, change: dict[str, object], field: str) -> None:
    actor, meeting = _october(world)
    said: dict[str, object] = {
        "title": "Vận động làm đường",
        "due_on": DUE,
        "owner_person_id": world.person("member"),
    }
    with pytest.raises(Invalid) as refusal:
        assign_task(actor=actor, meeting_id=meeting.pk, **(said | change))  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not Task.objects.exists()


def test_it_gives_no_task_to_a_stranger(world: World) -> None:
    actor, meeting = _october(world)
    with pytest.raises(Absent, match="danh sách"):
        _assign(actor, meeting, world.person("teacher"))
    with pytest.raises(Absent):
        assign_task(
            actor=actor,
            meeting_id=meeting.pk,
            title="Việc",
            due_on=DUE,
            owner_unit_id=world.unit("school"),
        )


def test_it_takes_back_a_fresh_task_only(world: World) -> None:
    actor, meeting = _october(world)
    remove_task(actor=actor, task_id=_assign(actor, meeting, world.person("member")).pk)
    assert not Task.objects.exists()
    kept = _assign(actor, meeting, world.person("member"))
    everybody_came(actor=actor, meeting=meeting)
    finish_evening(actor=actor, meeting=meeting)
    with pytest.raises(Refused, match="đã kết luận"):
        remove_task(actor=actor, task_id=kept.pk)
    assert Task.objects.exists()


def test_it_assigns_nothing_once_sealed(world: World) -> None:
    actor, meeting = _october(world)
    _seal(actor, meeting)
    with pytest.raises(Refused, match="chỉ đính chính"):
        _assign(actor, meeting, world.person("member"))


def test_it_takes_the_owners_report_once(world: World) -> None:
    actor, meeting = _october(world)
    task = _assign(actor, meeting, world.person("member"))
    member = world.act_as("member")
    for _ in range(2):
        report = report_task(
            actor=member,
            task_id=task.pk,
            on=date(2026, 10, 20),
            text="Xong.",
            claims_done=True,
        )
    assert not report.on_behalf
    world.act_as("secretary")
    assert entries(world.unit("village")).count("task.reported") == 1
    assert not TaskOutcome.objects.exists()


def test_it_reports_for_somebody_only_by_saying_so(world: World) -> None:
    actor, meeting = _october(world)
    task = _assign(actor, meeting, world.person("member"))
    said = {"task_id": task.pk, "on": date(2026, 10, 20), "text": "Xong."}
    with pytest.raises(Forbidden, match="báo cáo thay"):
        report_task(actor=actor, **said)  # type: ignore[arg-type]
    assert report_task(actor=actor, **said, on_behalf=True).on_behalf  # type: ignore[arg-type]
    probationary = world.act_as("probationary")
    with pytest.raises(Absent):
        report_task(actor=probationary, **said, on_behalf=True)  # type: ignore[arg-type]
    actor = world.act_as("secretary")
    _seal(actor, meeting)
    probationary = world.act_as("probationary")
    with pytest.raises(Forbidden):
        report_task(actor=probationary, **said, on_behalf=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("on", "text", "error"),
    [
        (date(2026, 11, 24), "Xong.", Refused),
        (date(2026, 10, 2), "Xong.", Refused),
        (date(2026, 10, 20), "  ", Invalid),
    ],
)
def test_it_refuses_a_strange_report(
    world: World, on: date, text: str, error: type[Exception]
) -> None:
    actor, meeting = _october(world)
    task = _assign(actor, meeting, world.person("secretary"))
    with pytest.raises(error):
        report_task(actor=actor, task_id=task.pk, on=on, text=text)


def test_it_closes_a_task_by_the_finding_of_a_meeting(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    october = hold_evening(actor, village, OCTOBER)
    task = _assign(actor, october, world.person("member"))
    november = open_evening(actor=actor, unit_id=village, month=NOVEMBER)
    for kind in ("continues", "done", "done"):
        outcome = judge_task(
            actor=actor, task_id=task.pk, meeting_id=november.pk, kind=kind, comment=" Tốt "
        )
    assert (outcome.kind, outcome.on, outcome.comment) == ("done", date(2026, 11, 3), "Tốt")
    assert TaskOutcome.objects.count() == 1
    assert entries(village).count("task.judged") == 2
    with pytest.raises(Refused, match="khép lại"):
        judge_task(actor=actor, task_id=task.pk, meeting_id=october.pk, kind="continues")
    with pytest.raises(Refused, match="khép lại"):
        report_task(actor=actor, task_id=task.pk, on=date(2026, 11, 5), text="Thêm", on_behalf=True)


def test_it_does_not_close_behind_a_later_meeting(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    september = hold_evening(actor, village, date(2026, 9, 1))
    task = _assign(actor, september, world.person("member"))
    october = hold_evening(actor, village, OCTOBER)
    november = open_evening(actor=actor, unit_id=village, month=NOVEMBER)
    judge_task(actor=actor, task_id=task.pk, meeting_id=november.pk, kind="continues")
    with pytest.raises(Refused, match="họp sau"):
        judge_task(actor=actor, task_id=task.pk, meeting_id=october.pk, kind="done")


@pytest.mark.parametrize("kind", ["dropped", "handed_on", "forgotten"])
def test_it_drops_nothing_without_a_reason(world: World, kind: str) -> None:
    actor, meeting = _october(world)
    task = _assign(actor, meeting, world.person("member"))
    with pytest.raises(Invalid):
        judge_task(actor=actor, task_id=task.pk, meeting_id=meeting.pk, kind=kind)
    assert not TaskOutcome.objects.exists()


def test_it_judges_nothing_in_a_sealed_meeting(world: World) -> None:
    actor, meeting = _october(world)
    task = _assign(actor, meeting, world.person("member"))
    _seal(actor, meeting)
    with pytest.raises(Refused, match="chỉ đính chính"):
        judge_task(actor=actor, task_id=task.pk, meeting_id=meeting.pk, kind="done")


@pytest.mark.parametrize(
    ("key", "error"),
    [("member", Forbidden), ("school_secretary", Absent), ("ward_officer", Absent)],
)
def test_it_keeps_its_doors(world: World, key: str, error: type[Exception]) -> None:
    actor, meeting = _october(world)
    task = _assign(actor, meeting, world.person("member"))
    other = world.act_as(key)
    with pytest.raises(error):
        _assign(other, meeting, world.person("member"), title="Việc khác")
    with pytest.raises(error):
        remove_task(actor=other, task_id=task.pk)
    with pytest.raises(error):
        judge_task(actor=other, task_id=task.pk, meeting_id=meeting.pk, kind="done")
    with pytest.raises(error):
        resolve(actor=other, meeting_id=meeting.pk, kind="resolution", subject="Tháng 10")
    if key != "member":
        with pytest.raises(Absent):
            report_task(actor=other, task_id=task.pk, on=DUE, text="Xong", on_behalf=True)


def test_it_resolves_once_with_a_vote_that_passed(world: World) -> None:
    actor, meeting = _october(world)
    everybody_came(actor=actor, meeting=meeting)
    failed, passed = (
        hold_vote(
            actor=actor,
            meeting_id=meeting.pk,
            question="Thông qua nghị quyết",
            votes_for=number,
            votes_against=4 - number,
            abstentions=0,
        )
        for number in (1, 4)
    )
    said = {"actor": actor, "meeting_id": meeting.pk, "subject": "Nhiệm vụ tháng 10"}
    with pytest.raises(Refused, match="không đạt") as refusal:
        resolve(**said, kind="resolution", vote_id=failed.pk)  # type: ignore[arg-type]
    assert refusal.value.basis == failed.citation
    for _ in range(2):
        resolve(**said, kind="resolution", vote_id=passed.pk)  # type: ignore[arg-type]
    resolution = resolution_of(meeting.pk)
    assert resolution is not None
    assert resolution.vote == passed
    assert entries(world.unit("village")).count("meeting.resolved") == 1
    resolve(**said, kind="conclusion")  # type: ignore[arg-type]
    assert Resolution.objects.get().kind == "conclusion"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"kind": "wish"}, Invalid),
        ({"subject": " "}, Invalid),
        ({"vote_id": UUID(int=1)}, Absent),
    ],
)
def test_it_refuses_a_strange_resolution(
    world: World, change: dict[str, object], error: type[Exception]
) -> None:
    actor, meeting = _october(world)
    said: dict[str, object] = {"kind": "resolution", "subject": "Nhiệm vụ tháng 10"}
    with pytest.raises(error):
        resolve(actor=actor, meeting_id=meeting.pk, **(said | change))  # type: ignore[arg-type]
    assert not Resolution.objects.exists()
