"""A year's assignment from the plan over the vote to the papers and the reviews."""

import json
from argparse import Namespace
from datetime import date
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nenep.access.rules import Actor
from nenep.documents.rules.canonical import canonical
from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.actions.hold_vote import hold_vote
from nenep.meetings.actions.mark import mark
from nenep.meetings.models import Meeting, Vote
from nenep.meetings.tests.scenes import entries, everybody_came, finish_evening, open_evening
from nenep.minutes.queries import compose
from nenep.minutes.sheets import SLIPS, compose_any
from nenep.preparation.queries.obligations import obligations_of
from nenep.resolutions.actions.adopt_year import adopt_year
from nenep.resolutions.actions.assign_task import assign_task
from nenep.resolutions.actions.plan_year import (
    PlannedLine,
    plan_for_member,
    plan_from_what_is_known,
)
from nenep.resolutions.actions.resolve import resolve
from nenep.resolutions.actions.review_task import review_task
from nenep.resolutions.commands import tasks
from nenep.resolutions.models import PlannedTask, Task, TaskOutcome
from nenep.resolutions.queries import carried_into, open_tasks_on
from nenep.resolutions.queries.years import year_on
from tests.world import TODAY, World

YEAR = 2026
JUNE, JULY, OCTOBER, NOVEMBER = (date(2026, month, 1) for month in (6, 7, 10, 11))


def _plan(world: World, actor: Actor, key: str, *titles: str, replaces: UUID | None = None) -> None:
    plan_for_member(
        actor=actor,
        unit_id=world.unit("village"),
        year=YEAR,
        person_id=world.person(key),
        lines=[PlannedLine(title, "Đếm được", replaces) for title in titles],
    )


def _vote(actor: Actor, meeting: Meeting, votes_for: int = 4) -> Vote:
    return hold_vote(
        actor=actor,
        meeting_id=meeting.pk,
        question="Phân công nhiệm vụ đảng viên năm 2026",
        votes_for=votes_for,
        votes_against=4 - votes_for,
        abstentions=0,
    )


def _evening(world: World, actor: Actor, month: date = NOVEMBER) -> Meeting:
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=month)
    everybody_came(actor=actor, meeting=meeting)
    return meeting


def _adopted(world: World, month: date = NOVEMBER) -> tuple[Actor, Meeting]:
    actor = world.act_as("secretary")
    _plan(world, actor, "member", "Giúp hai hộ nghèo")
    _plan(world, actor, "exempt", "Kể chuyện truyền thống")
    meeting = _evening(world, actor, month)
    vote = _vote(actor, meeting)
    adopt_year(actor=actor, meeting_id=meeting.pk, year=YEAR, vote_id=vote.pk)
    return actor, meeting


def test_it_plans_from_offices_and_never_over_what_is_there(world: World) -> None:
    actor, unit = world.act_as("secretary"), world.unit("village")
    _plan(world, actor, "secretary", "Việc tự ghi")
    added = plan_from_what_is_known(actor=actor, unit_id=unit, year=YEAR)
    assert added == PlannedTask.objects.exclude(person_id=world.person("secretary")).count()
    assert PlannedTask.objects.filter(person_id=world.person("deputy"), origin="office").exists()
    assert PlannedTask.objects.get(person_id=world.person("secretary")).title == "Việc tự ghi"
    assert plan_from_what_is_known(actor=actor, unit_id=unit, year=YEAR) == 0
    assert entries(unit).count("assignment.planned") == 2


def test_it_offers_last_years_tasks_first(world: World) -> None:
    actor, unit = world.act_as("secretary"), world.unit("village")
    Task.objects.create(
        unit_id=unit,
        title="Việc năm trước",
        owner_person_id=world.person("deputy"),
        assigned_on=date(2025, 8, 3),
        due_on=date(2025, 12, 31),
        year=2025,
    )
    plan_from_what_is_known(actor=actor, unit_id=unit, year=YEAR)
    [row] = PlannedTask.objects.filter(person_id=world.person("deputy"))
    assert (row.title, row.origin) == ("Việc năm trước", "last_year")


def test_it_makes_tasks_by_vote_only(world: World) -> None:
    actor = world.act_as("secretary")
    _plan(world, actor, "member", "Giúp hai hộ nghèo")
    meeting = _evening(world, actor)
    with pytest.raises(Invalid, match="biểu quyết"):
        adopt_year(actor=actor, meeting_id=meeting.pk, year=YEAR, vote_id=None)
    failed = _vote(actor, meeting, votes_for=1)
    with pytest.raises(Refused, match="tỷ lệ"):
        adopt_year(actor=actor, meeting_id=meeting.pk, year=YEAR, vote_id=failed.pk)
    assert not Task.objects.exists()
    assert PlannedTask.objects.count() == 1


def test_it_adopts_once_with_the_day_the_source_and_the_end_of_the_year(world: World) -> None:
    actor, meeting = _adopted(world)
    task = Task.objects.get(owner_person_id=world.person("member"))
    assert (task.due_on, task.assigned_on) == (date(2026, 12, 31), meeting.held_on)
    assert task.source_sentence == "Nghị quyết phân công nhiệm vụ đảng viên năm 2026."
    assert not PlannedTask.objects.exists()
    again = adopt_year(actor=actor, meeting_id=meeting.pk, year=YEAR, vote_id=None)
    assert len(again) == Task.objects.count() == 2
    facts = Entry.objects.get(verb="assignment.adopted").facts
    assert facts["tasks"] == 2
    assert "Giúp" not in json.dumps(facts)


def test_it_refuses_a_year_that_is_not_the_meetings(world: World) -> None:
    actor = world.act_as("secretary")
    PlannedTask.objects.create(
        unit_id=world.unit("village"),
        year=2027,
        person_id=world.person("member"),
        title="Việc",
        origin="typed",
    )
    meeting = _evening(world, actor)
    with pytest.raises(Refused, match="2027"):
        adopt_year(actor=actor, meeting_id=meeting.pk, year=2027, vote_id=_vote(actor, meeting).pk)


def test_it_counts_the_same_on_page_paper_and_command(
    world: World, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    actor, meeting = _adopted(world)
    resolve(actor=actor, meeting_id=meeting.pk, kind="resolution", subject="về phân công")
    share = year_on(world.unit("village"), YEAR, TODAY).coverage
    assert share is not None
    assert (len(share.having), share.base) == (1, 6)
    assert share.beyond == (world.person("exempt"),)
    paper = canonical(compose(actor, meeting.pk, "resolution"))
    assert share.text in paper
    assert "Giúp hai hộ nghèo" in paper
    assert "Phân công nhiệm vụ đảng viên năm 2026" in paper
    assert "Giúp hai hộ nghèo" in canonical(compose_any(actor, meeting.pk, SLIPS))
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session("secretary")
    page = client.get(reverse("unit-year", args=[world.unit("village"), YEAR]))
    assert share.text in page.content.decode()
    capsys.readouterr()
    tasks(Namespace(cell=world.units["village"].code, on=TODAY, json=True, yearly=True))
    told = json.loads(capsys.readouterr().out)["yearly"]["coverage"]
    assert (told["having"], told["base"], told["text"]) == (1, 6, share.text)


def test_it_knows_no_base_before_the_rule(world: World) -> None:
    world.act_as("secretary")
    found = year_on(world.unit("village"), 2024, date(2024, 6, 1))
    assert (found.coverage, found.citation) == (None, None)


def test_it_changes_a_task_by_a_later_resolution_and_keeps_both(world: World) -> None:
    actor, _meeting = _adopted(world, OCTOBER)
    old = Task.objects.get(owner_person_id=world.person("member"))
    _plan(world, actor, "member", "Giúp ba hộ nghèo", replaces=old.pk)
    later = _evening(world, actor, NOVEMBER)
    adopt_year(actor=actor, meeting_id=later.pk, year=YEAR, vote_id=_vote(actor, later).pk)
    closed = TaskOutcome.objects.get(task=old)
    assert (closed.kind, closed.on) == ("handed_on", later.held_on)
    assert Task.objects.get(continues=old).title == "Giúp ba hộ nghèo"


def test_it_lets_nobody_change_another_members_task(world: World) -> None:
    actor, _meeting = _adopted(world)
    other = Task.objects.get(owner_person_id=world.person("exempt"))
    with pytest.raises(Absent):
        _plan(world, actor, "member", "Việc khác", replaces=other.pk)
    with pytest.raises(Absent):
        _plan(world, actor, "teacher", "Việc khác")
    assert not PlannedTask.objects.exists()


def test_it_comes_back_in_the_months_of_review_only(world: World) -> None:
    actor = world.act_as("secretary")
    unit = world.unit("village")
    _plan(world, actor, "member", "Giúp hai hộ nghèo")
    meeting = _evening(world, actor, JUNE)
    adopt_year(actor=actor, meeting_id=meeting.pk, year=YEAR, vote_id=_vote(actor, meeting).pk)
    assign_task(
        actor=actor,
        meeting_id=meeting.pk,
        title="Việc tháng",
        due_on=date(2026, 6, 30),
        owner_person_id=world.person("member"),
    )
    assert [t.title for t in open_tasks_on(unit, date(2026, 6, 20))] == ["Việc tháng"]
    july = _evening(world, actor, JULY)
    assert {t.title for t in carried_into(july)} == {"Việc tháng", "Giúp hai hộ nghèo"}
    october = _evening(world, actor, OCTOBER)
    assert {t.title for t in carried_into(october)} == {"Việc tháng"}


def test_it_is_the_duty_of_the_year_done(world: World) -> None:
    _actor, meeting = _adopted(world, date(2026, 1, 1))
    duties = obligations_of(world.unit("village"), YEAR, TODAY)
    [duty] = [one for one in duties if one.code == "task_assignment"]
    assert (duty.state, duty.done_on) == ("done", meeting.held_on)


def test_a_neighbour_and_a_member_plan_nothing(world: World) -> None:
    for key in ("member", "ward_officer", "other_secretary"):
        actor = world.act_as(key)
        with pytest.raises((Absent, Forbidden)):
            _plan(world, actor, "member", "Việc")
    world.act_as("secretary")
    assert not PlannedTask.objects.exists()


def test_the_superior_reads_nothing_that_is_not_sealed(world: World, client: Client) -> None:
    actor, _meeting = _adopted(world)
    _plan(world, actor, "deputy", "Còn trong dự kiến")
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session("ward_officer")
    page = client.get(reverse("unit-year", args=[world.unit("village"), YEAR])).content.decode()
    assert "Phạm Thị Cúc" in page
    assert "Giúp hai hộ nghèo" not in page
    assert "Còn trong dự kiến" not in page


def test_the_superior_hears_what_the_cell_found_and_not_what_was_said_before(
    world: World, client: Client
) -> None:
    actor, meeting = _adopted(world, OCTOBER)
    task = Task.objects.get(owner_person_id=world.person("member"))
    review_task(
        actor=actor, task_id=task.pk, level="committee", verdict="met", on=date(2026, 10, 20)
    )
    finish_evening(actor=actor, meeting=meeting)
    for kind in ("scored", "read_back", "adopted", "finalised"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=meeting.held_on or TODAY)
    told = {}
    for key in ("secretary", "ward_officer"):
        client.cookies[settings.SESSION_COOKIE_NAME] = world.session(key)
        page = client.get(reverse("unit-year", args=[world.unit("village"), YEAR]))
        told[key] = page.content.decode()
    assert all("Giúp hai hộ nghèo" in page for page in told.values())
    assert "đạt kết quả đề ra" in told["secretary"]
    assert "đạt kết quả đề ra" not in told["ward_officer"]


def test_it_is_planned_and_adopted_on_the_page(world: World, client: Client) -> None:
    actor, unit = world.act_as("secretary"), world.unit("village")
    meeting = _evening(world, actor)
    vote = _vote(actor, meeting)
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session("secretary")
    client.post(reverse("unit-year-draft", args=[unit, YEAR]))
    address = reverse("person-year", args=[world.person("member"), YEAR])
    assert client.get(address).status_code == 200
    wrong = client.post(address, {"title_0": "", "measure_0": "Đếm được"})
    assert wrong.status_code == 422
    assert client.post(address, {"title_0": "Dạy chữ", "measure_0": "5 em"}).status_code == 302
    adoption = reverse("unit-year-adoption", args=[unit, YEAR])
    refused = client.post(adoption, {"vote": ""})
    assert refused.status_code == 422
    assert "ghi kết quả biểu quyết" in refused.content.decode()
    assert client.post(adoption, {"vote": str(vote.pk)}).status_code == 302
    page = client.get(reverse("unit-year", args=[unit, YEAR])).content.decode()
    assert "Dạy chữ" in page
    world.act_as("secretary")
    assert Task.objects.filter(year=YEAR, title="Dạy chữ").exists()


def test_the_page_costs_the_same_for_many(world: World, client: Client) -> None:
    actor = world.act_as("secretary")
    unit = world.unit("village")
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session("secretary")
    address = reverse("unit-year", args=[unit, YEAR])
    counts = []
    for keys in (("member",), ("deputy", "probationary", "hosted")):
        world.act_as("secretary")
        for key in keys:
            _plan(world, actor, key, "Một", "Hai", "Ba")
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]
