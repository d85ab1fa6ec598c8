"""States of tasks, the implementation rate and what comes back."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.kernel.errors import Refused
from nenep.resolutions.rules.carry import carry
from nenep.resolutions.rules.implementation import implementation
from nenep.resolutions.rules.task_state import (
    Outcome,
    OutcomeKind,
    Report,
    Task,
    TaskState,
    must_take_outcome,
    standing,
)

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 3), date(2026, 10, 3), date(2026, 11, 3)
DECEMBER = date(2026, 12, 3)
TASK = Task(UUID(int=1), assigned_on=SEPTEMBER, due_on=date(2026, 9, 30))


def found(task: Task, kind: OutcomeKind, on: date) -> Task:
    return replace(task, outcomes=(*task.outcomes, Outcome(kind, on)))


def told(task: Task, on: date, claims_done: bool = True) -> Task:
    return replace(task, reports=(*task.reports, Report(on, claims_done)))


def test_it_is_open_then_late() -> None:
    assert standing(TASK, date(2026, 9, 30)).state is TaskState.OPEN
    late = standing(TASK, OCTOBER)
    assert (late.state, late.overdue_days) == (TaskState.LATE, 3)


def test_it_is_not_done_by_a_report_alone() -> None:
    reported = standing(told(TASK, date(2026, 9, 20)), date(2026, 9, 25))
    assert reported.state is TaskState.REPORTED
    assert not reported.closed


def test_it_is_not_late_while_its_report_waits_for_a_meeting() -> None:
    in_time = standing(told(TASK, date(2026, 9, 20)), OCTOBER)
    assert (in_time.state, in_time.overdue_days) == (TaskState.REPORTED, 0)
    too_late = standing(told(TASK, date(2026, 10, 1)), OCTOBER)
    assert (too_late.state, too_late.overdue_days) == (TaskState.REPORTED, 1)


def test_it_is_under_way_again_when_the_meeting_lets_it_continue() -> None:
    task = found(told(TASK, date(2026, 9, 20)), OutcomeKind.CONTINUES, OCTOBER)
    assert standing(task, OCTOBER).state is TaskState.LATE


def test_it_is_done_by_the_meeting_and_in_time_by_its_report() -> None:
    task = found(told(TASK, date(2026, 9, 20)), OutcomeKind.DONE, OCTOBER)
    done = standing(task, NOVEMBER)
    assert (done.state, done.finished_on, done.done_late) == (
        TaskState.DONE,
        date(2026, 9, 20),
        False,
    )
    assert standing(task, date(2026, 10, 2)).state is TaskState.REPORTED


def test_it_gives_a_cell_on_paper_the_benefit_of_the_doubt_once() -> None:
    assert not standing(found(TASK, OutcomeKind.DONE, OCTOBER), OCTOBER).done_late
    seen_open = found(TASK, OutcomeKind.CONTINUES, OCTOBER)
    assert standing(found(seen_open, OutcomeKind.DONE, NOVEMBER), NOVEMBER).done_late


def test_it_refuses_a_second_closing() -> None:
    must_take_outcome(TASK, OutcomeKind.DONE, OCTOBER)
    with pytest.raises(Refused, match="03/10/2026"):
        must_take_outcome(found(TASK, OutcomeKind.DROPPED, OCTOBER), OutcomeKind.DONE, NOVEMBER)
    with pytest.raises(Refused, match="trước ngày giao"):
        must_take_outcome(TASK, OutcomeKind.DONE, date(2026, 9, 1))


def test_it_carries_one_task_through_three_months() -> None:
    october = found(TASK, OutcomeKind.CONTINUES, OCTOBER)
    assert implementation([TASK], previous=SEPTEMBER, meeting=OCTOBER).rate == 0
    assert [c.times for c in carry([october], on=NOVEMBER)] == [1]
    november = found(october, OutcomeKind.CONTINUES, NOVEMBER)
    assert implementation([november], previous=OCTOBER, meeting=NOVEMBER).late == (TASK.id,)
    december = found(november, OutcomeKind.DONE, DECEMBER)
    last = implementation([december], previous=NOVEMBER, meeting=DECEMBER)
    assert last.rate == 1
    assert last.done_late == (TASK.id,)
    after = implementation([december], previous=DECEMBER, meeting=date(2027, 1, 3))
    assert after.due == 0
    assert carry([december], on=date(2027, 1, 3)) == ()


def test_it_takes_a_dropped_task_out_of_the_base() -> None:
    dropped = found(TASK, OutcomeKind.DROPPED, OCTOBER)
    figures = implementation([dropped], previous=SEPTEMBER, meeting=OCTOBER)
    assert figures.rate is None
    assert figures.left == (TASK.id,)
    assert figures.evidence == "Không có nhiệm vụ đến hạn trong kỳ."


def test_it_counts_a_task_done_early_in_the_month_of_its_day() -> None:
    early = found(replace(TASK, due_on=date(2026, 10, 31)), OutcomeKind.DONE, OCTOBER)
    assert implementation([early], previous=SEPTEMBER, meeting=OCTOBER).due == 0
    assert implementation([early], previous=OCTOBER, meeting=NOVEMBER).rate == 1


def test_it_words_the_rate_as_everywhere() -> None:
    tasks = [replace(TASK, id=UUID(int=n)) for n in range(9)]
    done = [found(task, OutcomeKind.DONE, OCTOBER) for task in tasks[:7]]
    figures = implementation([*done, *tasks[7:]], previous=SEPTEMBER, meeting=OCTOBER)
    assert figures.rate == Fraction(7, 9)
    assert figures.evidence == "7/9 nhiệm vụ đến hạn đã hoàn thành = 77,8%"


def test_it_brings_back_the_most_pressing_first() -> None:
    late = replace(TASK, id=UUID(int=3))
    reported = told(replace(TASK, id=UUID(int=2)), date(2026, 9, 28))
    coming = replace(TASK, id=UUID(int=1), due_on=DECEMBER)
    given_today = replace(TASK, id=UUID(int=4), assigned_on=OCTOBER, due_on=DECEMBER)
    order = [c.id.int for c in carry([coming, reported, late, given_today], on=OCTOBER)]
    assert order == [3, 2, 1]


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@st.composite
def histories(draw: st.DrawFn) -> Task:
    assigned = draw(days)
    due = assigned + timedelta(days=draw(st.integers(0, 90)))
    reports = draw(st.lists(st.builds(Report, days, st.booleans()), max_size=3))
    continues = draw(st.lists(days, max_size=3))
    outcomes = [Outcome(OutcomeKind.CONTINUES, on) for on in continues]
    closing = draw(st.none() | st.sampled_from([k for k in OutcomeKind if k != "continues"]))
    if closing:
        outcomes.append(Outcome(closing, assigned + timedelta(days=draw(st.integers(0, 200)))))
    return Task(draw(st.uuids()), assigned, due, tuple(reports), tuple(outcomes))


@given(st.lists(histories(), max_size=15), days, st.integers(1, 60))
def test_it_keeps_its_books(tasks: list[Task], previous: date, length: int) -> None:
    meeting = previous + timedelta(days=length)
    figures = implementation(tasks, previous=previous, meeting=meeting)
    buckets = (*figures.done, *figures.late, *figures.left)
    assert len(buckets) == len(set(buckets))
    assert set(figures.done_late) <= set(figures.done)
    assert figures.rate is None or 0 <= figures.rate <= 1
    returning = {c.id for c in carry(tasks, on=meeting)}
    given_before = {t.id for t in tasks if t.assigned_on < meeting}
    # What was due and is not done comes back: an overdue task cannot silently disappear.
    assert set(figures.late) & given_before <= returning
    assert not returning & set(figures.done)


@given(histories(), days)
def test_it_looks_at_nothing_from_the_future(task: Task, on: date) -> None:
    past = replace(
        task,
        reports=tuple(r for r in task.reports if r.on <= on),
        outcomes=tuple(o for o in task.outcomes if o.on <= on),
    )
    assert standing(task, on) == standing(past, on)
