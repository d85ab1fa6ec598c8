"""One task through three months and one dropped by vote: everywhere the same rate."""

import json
from argparse import Namespace
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from nenep.access.rules import Actor
from nenep.dashboards.queries import cell_figures
from nenep.documents.rules.canonical import canonical
from nenep.meetings.actions.hold_vote import hold_vote
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import everybody_came, finish_evening, open_evening
from nenep.minutes.queries import MINUTES, compose
from nenep.resolutions.actions.assign_task import assign_task
from nenep.resolutions.actions.judge_task import judge_task
from nenep.resolutions.actions.report_task import report_task
from nenep.resolutions.commands import tasks
from nenep.resolutions.models import Task
from nenep.resolutions.queries import carried_into
from tests.world import World

MONTHS = [date(2026, month, 1) for month in (8, 9, 10, 11)]
CARRIED, DROPPED, HANDED_ON = "Vận động làm đường", "Mở lớp dệt", "Sổ nước giọt"


def test_it_is_the_same_rate_on_page_paper_and_command(
    world: World, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    """August gives three tasks due in September. September finds all late; in October one is
    dropped by vote and one handed on; in November the first is done, late, as is the one that
    was handed on with a day of its own."""
    actor, met = world.act_as("secretary"), {}
    for month in MONTHS:
        met[month.month] = open_evening(actor=actor, unit_id=world.unit("village"), month=month)
        everybody_came(actor=actor, meeting=met[month.month])
        _looks(actor, world, met[month.month])
        finish_evening(actor=actor, meeting=met[month.month])
    told = {
        8: "Không có nhiệm vụ đến hạn trong kỳ.",
        9: "0/3 nhiệm vụ đến hạn đã hoàn thành = 0%",
        10: "0/1 nhiệm vụ đến hạn đã hoàn thành = 0%",
        11: "1/2 nhiệm vụ đến hạn đã hoàn thành = 50%",
    }
    for number, meeting in met.items():
        assert _in_the_paper(actor, meeting, told[number]) == (number != 8), number
    rate, counts = _by_command(world, capsys)
    assert rate["text"] == told[11]
    assert (rate["done"], rate["due"], rate["percent"]) == (1, 2, "50.0")
    assert counts == {"open": 0, "late": 1, "done": 1, "dropped": 1, "handed_on": 1}
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session("secretary")
    page = client.get(reverse("tasks")).content.decode()
    assert told[11] in page
    assert "50%" in page
    world.act_as_system()
    figures = cell_figures(world.unit("village"), MONTHS[-1], day=world.today)
    assert figures is not None
    assert (figures["tasks_done"], figures["tasks_due"]) == (1, 2)


def _looks(actor: Actor, world: World, meeting: Meeting) -> None:
    """What each evening does with the tasks it finds."""
    found = {line.title: line for line in carried_into(meeting)}
    match meeting.month.month:
        case 8:
            for title in (CARRIED, DROPPED, HANDED_ON):
                assign_task(
                    actor=actor,
                    meeting_id=meeting.pk,
                    title=title,
                    due_on=date(2026, 8, 31),
                    owner_person_id=world.person("member"),
                )
        case 9:
            assert {line.days_late for line in found.values()} == {3}
            for line in found.values():
                judge_task(actor=actor, task_id=line.id, meeting_id=meeting.pk, kind="continues")
        case 10:
            _october(actor, world, meeting)
        case 11:
            report_task(
                actor=actor,
                task_id=found[CARRIED].id,
                on=date(2026, 11, 1),
                text="Xong 300 m.",
                claims_done=True,
                on_behalf=True,
            )
            judge_task(actor=actor, task_id=found[CARRIED].id, meeting_id=meeting.pk, kind="done")
            assert found[HANDED_ON].owner_person_id == world.person("deputy")


def _october(actor: Actor, world: World, meeting: Meeting) -> None:
    vote = hold_vote(
        actor=actor,
        meeting_id=meeting.pk,
        question="Thôi mở lớp dệt",
        votes_for=4,
        votes_against=0,
        abstentions=0,
    )
    tasks_of = {task.title: task.pk for task in Task.objects.all()}
    judge_task(
        actor=actor,
        task_id=tasks_of[DROPPED],
        meeting_id=meeting.pk,
        kind="dropped",
        comment="Không đủ người học",
        vote_id=vote.pk,
    )
    judge_task(
        actor=actor,
        task_id=tasks_of[HANDED_ON],
        meeting_id=meeting.pk,
        kind="handed_on",
        comment="Người cũ đi xa",
        to_person_id=world.person("deputy"),
        due_on=date(2026, 10, 31),
    )
    judge_task(actor=actor, task_id=tasks_of[CARRIED], meeting_id=meeting.pk, kind="continues")


def _in_the_paper(actor: Actor, meeting: Meeting, rate: str) -> bool:
    return rate in canonical(compose(actor, meeting.pk, MINUTES))


def _by_command(
    world: World, capsys: pytest.CaptureFixture[str]
) -> tuple[dict[str, object], dict[str, int]]:
    arguments = Namespace(cell=world.units["village"].code, on=world.today, json=True, yearly=False)
    assert tasks(arguments) == 0
    told = json.loads(capsys.readouterr().out)
    return told["rate"], told["counts"]
