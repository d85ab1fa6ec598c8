import pytest
from django.http import Http404
from django.template.loader import render_to_string
from django.test import RequestFactory
from pytest_django import Settings

from nenep.demo.rules import demo_offices, demo_today, uid
from nenep.demo.story.facts import OfficeName, Standing
from nenep.demo.story.life import tell
from nenep.demo.story.profiles import PROFILES
from nenep.demo.story.roll import register_of
from nenep.demo.story.units import MAIN_CELL
from nenep.demo.views import sign_in


def test_it_offers_each_office_once() -> None:
    offices = demo_offices()
    assert [o.office for o in offices] == [
        "cell_secretary", "party_member", "committee_office", "assigned_follower",
        "provincial_office", "administrator",
    ]  # fmt: skip
    assert len({o.login for o in offices} | {str(o.account_id) for o in offices}) == 12


def test_it_opens_the_door_of_the_secretary_of_the_day() -> None:
    main = next(p for p in PROFILES if p.key == MAIN_CELL)
    register = register_of(tell().cast, main)
    secretary, member, *_ = demo_offices()
    assert (secretary.person,) == register.office(OfficeName.SECRETARY, demo_today())
    assert register.standings(demo_today())[member.person] is Standing.OFFICIAL
    assert member.person != secretary.person


def test_it_gives_the_member_a_task_to_report_on() -> None:
    member = demo_offices()[1]
    mine = [
        task
        for meeting in tell().meetings
        for task in meeting.tasks
        if task.owner == member.person
        and task.settled_on is None
        and not any(report.finished for report in task.reports)
    ]
    assert mine


@pytest.mark.urls("nenep.demo.urls")
def test_it_shows_a_button_for_each_office() -> None:
    page = render_to_string("demo/_doors.html", {"demo_offices": demo_offices()})
    for office in demo_offices():
        assert f'value="{office.login}"' in page
        assert office.label in page


def test_it_keeps_its_ids_for_good() -> None:
    assert str(uid("lang-dak-may")) == str(uid("lang-dak-may"))
    assert str(uid("lang-dak-may/2026-10")).startswith("65b7a15a")


def test_it_opens_no_door_outside_the_demo(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(Http404):
        sign_in(RequestFactory().post("/demo/sign-in/", {"login": "bi-thu"}))


def test_it_knows_no_other_door(settings: Settings) -> None:
    settings.DEMO = True
    with pytest.raises(Http404):
        sign_in(RequestFactory().post("/demo/sign-in/", {"login": "giám đốc"}))
