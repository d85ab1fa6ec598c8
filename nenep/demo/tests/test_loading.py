"""The load itself, in the test database and taken back afterwards."""

from argparse import Namespace
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection
from pytest_django import Settings

from nenep.access.scope import system_scope
from nenep.demo.commands import info, load, register
from nenep.demo.loading.everything import is_loaded, load_story
from nenep.demo.loading.papers import load_papers
from nenep.demo.rules import demo_offices, demo_today, uid
from nenep.demo.story.facts import Presence
from nenep.demo.story.life import tell
from nenep.demo.story.profiles import PROFILES
from nenep.demo.story.roll import register_of
from nenep.demo.story.units import MAIN_CELL, WARD
from nenep.documents.models import Paper
from nenep.identity.models import Account
from nenep.kernel.commands import Registry
from nenep.kernel.errors import Refused
from nenep.meetings.models import AgendaItem, Attendance, Meeting
from nenep.people.queries.rosters import roster_on
from nenep.scoring.models import ScoreLine, ScoreSheet
from nenep.structure.queries.units import cells_below_on, unit_by_code


def test_it_loads_once(loaded: None) -> None:
    assert is_loaded()
    assert not load_story()


def test_it_puts_the_ward_s_cells_under_it(loaded: None) -> None:
    ward = unit_by_code("98101000000000", demo_today())
    assert ward.id == uid(WARD)
    assert len(cells_below_on(ward.id, demo_today())) == len(PROFILES)


def test_it_counts_people_as_the_rules_do(loaded: None) -> None:
    """The story's standings and those of ``people.rules`` must be the same on every evening."""
    for profile in PROFILES:
        register = register_of(tell().cast, profile)
        for meeting in [m for m in tell().meetings if m.cell == profile.key and m.held][::7]:
            told = {
                uid(person): standing.value
                for person, standing in register.standings(meeting.planned_on).items()
            }
            roster = roster_on(uid(profile.key), meeting.planned_on)
            assert {line.person_id: line.counts.standing.value for line in roster} == told


def test_it_writes_the_roll_as_told(loaded: None) -> None:
    held = [m for m in tell().meetings if m.held]
    present = sum(mark.presence is Presence.PRESENT for m in held for mark in m.roll)
    assert Attendance.objects.filter(mark="present", unit_id__in=_cells()).count() == present


def test_it_leaves_one_meeting_to_be_held(loaded: None) -> None:
    draft = Meeting.objects.get(unit_id=uid(MAIN_CELL), held_on=None, kind="regular")
    assert draft.planned_on == demo_today()
    assert draft.day_reason
    assert not draft.milestones.exists()


def test_it_drafts_the_agenda_of_that_meeting(loaded: None) -> None:
    items = AgendaItem.objects.filter(meeting__unit_id=uid(MAIN_CELL), meeting__held_on=None)
    assert items.count() > 10
    assert sum(item.minutes_planned for item in items) >= 90


def test_it_seals_papers_with_numbers_that_run(loaded: None) -> None:
    with system_scope("test") as actor:
        written = load_papers(actor, "htx-ca-phe")
    papers = Paper.objects.filter(unit_id=uid("htx-ca-phe"))
    assert len(papers) == written >= 24 * 3
    by_type: dict[str, list[int]] = {}
    for paper in papers.order_by("finalised_on", "number"):
        by_type.setdefault(paper.type_code, []).append(paper.number or 0)
    for given in by_type.values():
        assert given == list(range(1, len(given) + 1))


def test_it_scores_every_evening_since_there_is_a_form(loaded: None) -> None:
    sheets = ScoreSheet.objects.filter(unit_id__in=_cells())
    assert len(sheets) > 290
    assert {sheet.band for sheet in sheets} >= {"good", "fair", "average"}
    assert not ScoreLine.objects.filter(sheet__in=sheets, pending=True).exists()
    unsaid = ScoreLine.objects.filter(sheet__in=sheets, points=None, applicable=True)
    assert not unsaid.exists()


def test_it_gives_accounts_that_no_password_opens(loaded: None) -> None:
    accounts = Account.objects.filter(pk__in=[office.account_id for office in demo_offices()])
    assert len(accounts) == len(demo_offices())
    with connection.cursor() as cursor:
        cursor.execute("select * from accounts_of(%s::uuid[])", [[a.person_id for a in accounts]])
        assert {row[4] for row in cursor.fetchall()} == {False}  # none has a password


def test_it_leaves_unbroken_chains_in_the_journal(loaded: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from journal_entry where unit_id = any(%s)", [_cells()])
        assert cursor.fetchone()[0] > 4000
        cursor.execute("select count(*) from journal_faults()")
        assert cursor.fetchone()[0] == 0


@pytest.mark.parametrize("command", [load, info])
def test_it_refuses_outside_the_demo(
    command: Callable[[Namespace], int], settings: Settings
) -> None:
    settings.DEMO = False
    with pytest.raises(Refused):
        command(Namespace(fresh=True, json=False))


def test_it_offers_its_commands() -> None:
    assert {command.name for command in _registered()} == {"demo load", "demo info"}


def _registered() -> Registry:
    registry = Registry()
    register(registry)
    return registry


def _cells() -> list[UUID]:
    return [uid(profile.key) for profile in PROFILES]
