"""The year 2026 assigned by resolution in January, looked at again in July; some cells did not."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle, islice

from nenep.demo.rules import uid
from nenep.demo.story.facts import DUE, RESIDENTIAL, MeetingFact, Standing
from nenep.demo.story.library import yearly_tasks
from nenep.demo.story.profiles import PROFILES
from nenep.demo.story.units import MAIN_CELL
from nenep.resolutions.models import CoOwner, PlannedTask, Task, TaskOutcome, TaskReview

YEAR, JANUARY, JULY = 2026, date(2026, 1, 1), date(2026, 7, 1)
# Every so many cells one that has not assigned its year.
SKIPPED = 6
_BATCH = 1000
_KINDS = {profile.key: profile.kind for profile in PROFILES}
_LAGGING = {profile.key for profile in PROFILES[4::SKIPPED]} - {MAIN_CELL}


def load_years(meetings: Sequence[MeetingFact]) -> int:
    """Tasks of the year with their half-year reviews; returns how many tasks."""
    of_month = {(m.cell, m.month): m for m in meetings if m.held and m.month in (JANUARY, JULY)}
    january = [m for (cell, month), m in of_month.items() if month == JANUARY]
    tasks = [task for m in january if m.cell not in _LAGGING for task in _tasks(m)]
    Task.objects.bulk_create(tasks, _BATCH)
    july = {uid(cell): m for (cell, month), m in of_month.items() if month == JULY}
    looked = [(task, july[task.unit_id]) for task in tasks if task.unit_id in july]
    TaskOutcome.objects.bulk_create([_continues(task, m) for task, m in looked], _BATCH)
    told = [(n, task, m) for n, (task, m) in enumerate(looked) if m.cell == MAIN_CELL]
    TaskReview.objects.bulk_create([r for n, task, m in told for r in _reviews(n, task, m)])
    CoOwner.objects.bulk_create(_helpers([task for _n, task, _m in told]))
    _plan([task for _n, task, _m in told])
    return len(tasks)


def _tasks(meeting: MeetingFact) -> Iterator[Task]:
    """One for each member of the base, and for an exempt elder who asked for one; the last member
    on the roll of the told cell has none."""
    due = [mark.person for mark in meeting.roll if mark.standing in DUE]
    elders = [mark.person for mark in meeting.roll if mark.standing is Standing.EXEMPT]
    people = [*due[: -1 if meeting.cell == MAIN_CELL else None], *elders[:1]]
    kind = "residential" if _KINDS[meeting.cell] in RESIDENTIAL else "workplace"
    texts = islice(cycle(yearly_tasks(kind)), len(people))
    for person, (title, measure) in zip(people, texts, strict=True):
        yield Task(
            id=uid(f"{meeting.cell}/{YEAR}/{person}"),
            unit_id=uid(meeting.cell),
            meeting_id=uid(meeting.key),
            title=title,
            measure=measure,
            source_sentence=f"Nghị quyết phân công nhiệm vụ đảng viên năm {YEAR}.",
            owner_person_id=uid(person),
            assigned_on=meeting.planned_on,
            due_on=date(YEAR, 12, 31),
            year=YEAR,
        )


def _continues(task: Task, meeting: MeetingFact) -> TaskOutcome:
    return TaskOutcome(
        id=uid(f"{task.pk}/{meeting.key}"),
        task_id=task.pk,
        unit_id=task.unit_id,
        meeting_id=uid(meeting.key),
        kind="continues",
        on=meeting.planned_on,
    )


def _reviews(number: int, task: Task, meeting: MeetingFact) -> Iterator[TaskReview]:
    """The member first, the chi ủy some days later; one in four got only so far."""
    partly = number % 4 == 3
    said = (
        ("member", 5, "Còn một hộ đi rẫy xa chưa gặp được." if partly else ""),
        ("committee", 2, "Chi ủy cử thêm một đồng chí cùng đi." if partly else ""),
    )
    for level, before, comment in said:
        yield TaskReview(
            id=uid(f"{task.pk}/{level}"),
            task_id=task.pk,
            unit_id=task.unit_id,
            level=level,
            verdict="partly" if partly else "met",
            comment=comment,
            on=meeting.planned_on - timedelta(days=before),
            on_behalf=level == "member",
        )


def _helpers(tasks: Sequence[Task]) -> list[CoOwner]:
    """Every third task has somebody who helps: whoever leads the next one."""
    return [
        CoOwner(
            id=uid(f"{task.pk}/helper"),
            task_id=task.pk,
            unit_id=task.unit_id,
            person_id=beside.owner_person_id,
        )
        for task, beside in zip(tasks[::3], tasks[1::3], strict=False)
    ]


def _plan(tasks: Sequence[Task]) -> None:
    """The chi ủy of the told cell means to change one task at the next meeting."""
    for task in tasks[3:4]:
        if task.owner_person_id is None:
            continue
        PlannedTask.objects.create(
            id=uid(f"{task.pk}/change"),
            unit_id=task.unit_id,
            year=YEAR,
            person_id=task.owner_person_id,
            title="Cùng chi ủy viên đến từng hộ ở rẫy xa, nắm tình hình và vận động con em đi học",
            measure="Mỗi tháng một chuyến, ghi sổ từng hộ",
            origin="typed",
            replaces=task,
        )
