"""The facts of an evening, as its sheet is proposed from them."""

from datetime import date, time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from nenep.meetings.actions.raise_opinion import raise_opinion
from nenep.meetings.tests.scenes import everybody_came, finish_evening, hold_evening, open_evening
from nenep.resolutions.actions.assign_task import assign_task
from nenep.resolutions.actions.judge_task import judge_task
from nenep.scoring.gathering import gather
from tests.world import World

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def test_it_gathers_the_evening_in_six_queries(world: World) -> None:
    actor = world.act_as("secretary")
    absent = {world.person("hosted"): "excused"}
    meeting = hold_evening(actor, world.unit("village"), NOVEMBER, absent=absent)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        facts = gather(meeting).facts
    assert len(seen) <= 6
    assert (facts.minutes, facts.least_minutes) == (105, 90)
    assert (facts.due, facts.present, facts.excused, facts.unexcused) == (6, 5, 1, 0)
    assert facts.members == 9
    assert facts.papers_lead_days == 2
    assert facts.premeeting_with_minutes
    assert facts.members_notified
    assert facts.concluded
    assert facts.adopted is None
    assert facts.finalised_after_days is None


def test_it_counts_speakers_of_the_roll_once(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    everybody_came(actor=actor, meeting=meeting)
    for key, text in (("deputy", "Một"), ("deputy", "Hai"), ("member", "Ba"), ("exempt", "Bốn")):
        raise_opinion(
            actor=actor,
            meeting_id=meeting.pk,
            kind="proposal",
            text=text,
            person_id=world.person(key),
        )
    meeting = finish_evening(actor=actor, meeting=meeting)
    assert gather(meeting).facts.speakers == 2


def test_it_reads_the_work_and_the_absences_before(world: World) -> None:
    actor = world.act_as("secretary")
    village, hosted = world.unit("village"), world.person("hosted")
    before = open_evening(actor=actor, unit_id=village, month=OCTOBER)
    everybody_came(actor=actor, meeting=before, except_for={hosted: "excused"})
    tasks = [
        assign_task(
            actor=actor,
            meeting_id=before.pk,
            title=title,
            due_on=date(2026, 10, 30),
            owner_person_id=world.person("member"),
        )
        for title in ("Rà soát hộ nghèo", "Dọn đường làng")
    ]
    finish_evening(actor=actor, meeting=before)
    now = open_evening(actor=actor, unit_id=village, month=NOVEMBER)
    everybody_came(actor=actor, meeting=now, except_for={hosted: "excused"})
    judge_task(actor=actor, task_id=tasks[0].pk, meeting_id=now.pk, kind="done")
    facts = gather(finish_evening(actor=actor, meeting=now)).facts
    assert (facts.tasks_due, facts.tasks_done) == (2, 1)
    assert facts.longest_excused_run == 2


def test_it_knows_a_cell_with_a_secretary_only(world: World) -> None:
    actor = world.act_as("school_secretary")
    meeting = hold_evening(actor, world.unit("school"), NOVEMBER, prepared=False, until=time(20, 0))
    facts = gather(meeting).facts
    assert not facts.has_committee
    assert not facts.premeeting_with_minutes
    assert facts.papers_lead_days is None
    assert facts.minutes == 60


def test_it_sees_a_deadline_only_from_a_given_day(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = hold_evening(actor, world.unit("village"), NOVEMBER)
    assert not gather(meeting).facts.deadline_passed
    assert not gather(meeting, on=date(2026, 11, 5)).facts.deadline_passed
    assert gather(meeting, on=date(2026, 11, 6)).facts.deadline_passed
