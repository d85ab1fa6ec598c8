"""Resolutions, tasks, what their owners told and what later meetings found."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from nenep.demo.rules import uid
from nenep.demo.story.facts import MeetingFact, Outcome, TaskFact
from nenep.resolutions.models import Resolution, Task, TaskOutcome, TaskReport

_BATCH = 1000
# "Late" is not an outcome: the resolutions find it by comparing the owner's report with the day.
_CLOSED = {Outcome.DONE: "done", Outcome.LATE: "done", Outcome.DROPPED: "dropped"}


def load_tasks(meetings: Sequence[MeetingFact]) -> int:
    """Everything that follows from the conclusions; returns how many tasks."""
    held = [m for m in meetings if m.held]
    Resolution.objects.bulk_create([_resolution(m) for m in held], _BATCH)
    given = [(m, task) for m in held for task in m.tasks]
    Task.objects.bulk_create([_task(m, task) for m, task in given], _BATCH)
    TaskReport.objects.bulk_create([r for m, t in given for r in _reports(m, t)], _BATCH)
    evenings = {
        cell: {m.planned_on: m.key for m in held if m.cell == cell}
        for cell in {m.cell for m in held}
    }
    TaskOutcome.objects.bulk_create(
        [found for m, task in given for found in _outcomes(m, task, evenings[m.cell])], _BATCH
    )
    return len(given)


def _resolution(meeting: MeetingFact) -> Resolution:
    return Resolution(
        id=uid(f"{meeting.key}/resolution"),
        meeting_id=uid(meeting.key),
        unit_id=uid(meeting.cell),
        kind="resolution" if meeting.resolution else "conclusion",
        subject=meeting.subject,
        vote_id=uid(f"{meeting.key}/v0"),
    )


def _task(meeting: MeetingFact, task: TaskFact) -> Task:
    return Task(
        id=uid(task.key),
        unit_id=uid(meeting.cell),
        meeting_id=uid(meeting.key),
        title=task.text,
        measure=task.measure,
        source_sentence=f"{task.source}.",
        owner_person_id=uid(task.owner),
        assigned_on=meeting.planned_on,
        due_on=task.deadline,
    )


def _reports(meeting: MeetingFact, task: TaskFact) -> list[TaskReport]:
    return [
        TaskReport(
            id=uid(f"{task.key}/r{number}"),
            task_id=uid(task.key),
            unit_id=uid(meeting.cell),
            on=report.on,
            text=f"{report.text}.",
            claims_done=report.finished,
            on_behalf=True,
        )
        for number, report in enumerate(task.reports)
    ]


def _outcomes(
    meeting: MeetingFact, task: TaskFact, evenings: Mapping[date, str]
) -> Iterator[TaskOutcome]:
    """Each evening that found the task overdue let it continue, until one closed it."""
    for on, evening in evenings.items():
        if on <= meeting.planned_on or (task.settled_on is not None and on > task.settled_on):
            continue
        if on == task.settled_on:
            kind = _CLOSED[task.outcome]
        elif task.deadline <= on:
            kind = "continues"
        else:
            continue
        yield TaskOutcome(
            id=uid(f"{task.key}/{on}"),
            task_id=uid(task.key),
            unit_id=uid(meeting.cell),
            meeting_id=uid(evening),
            kind=kind,
            on=on,
            comment=task.comment if kind == "dropped" else "",
        )
