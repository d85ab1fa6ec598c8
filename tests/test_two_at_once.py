"""Two people, or two tabs, at the last steps of one meeting: one wins, nothing is done twice."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from nenep.config.cluster import Cluster
from nenep.documents.actions.number import next_number
from nenep.documents.models import NumberSeries, Paper
from nenep.journal.models import Entry
from nenep.meetings.models import Meeting, Milestone, Vote
from nenep.meetings.tests.scenes import hold_evening
from nenep.minutes.actions.adopt import adopt
from nenep.minutes.actions.finalise import finalise
from nenep.minutes.actions.read_back import read_back
from nenep.minutes.rules.record import ADOPTION_QUESTION
from nenep.minutes.tests.evenings import HELD, NOVEMBER, adopt_evening
from nenep.scoring.tests.sheets import score_evening
from tests.browsing import signed_in
from tests.two_hands import Hands, two_hands
from tests.world import World

WORLD = World()
SERIES = {"type_code": "NQ", "term_from": date(2026, 1, 1)}


@pytest.fixture
def hands(
    cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Hands]:
    with django_db_blocker.unblock(), two_hands(cluster) as hands:
        yield hands


def _held(ready: Callable[[Meeting], object]) -> Meeting:
    with transaction.atomic():
        actor = WORLD.act_as("secretary")
        meeting = hold_evening(actor, WORLD.unit("village"), NOVEMBER)
        ready(meeting)
    return meeting


def _sealing(key: str, meeting: Meeting, on: date) -> Callable[[], list[Paper]]:
    return lambda: finalise(actor=WORLD.act_as(key), meeting_id=meeting.pk, on=on)


def _adopting(key: str, meeting: Meeting, votes_for: int) -> Callable[[], Vote]:
    return lambda: adopt(
        actor=WORLD.act_as(key),
        meeting_id=meeting.pk,
        votes_for=votes_for,
        votes_against=4 - votes_for,
        abstentions=0,
        on=HELD,
    )


def test_it_seals_once_when_two_finalise_one_meeting(hands: Hands) -> None:
    meeting = _held(lambda made: adopt_evening(WORLD.act_as("secretary"), made, 4))
    first, second = hands.race(
        _sealing("secretary", meeting, date(2026, 11, 4)),
        _sealing("deputy", meeting, date(2026, 11, 5)),
    )
    assert [paper.pk for paper in second] == [paper.pk for paper in first]
    with transaction.atomic():
        WORLD.act_as("secretary")
        papers = Paper.objects.filter(subject_id=meeting.pk)
        assert {paper.finalised_on for paper in papers} == {date(2026, 11, 4)}
        assert sorted(p.pk for p in papers) == sorted(p.pk for p in first)
        given = Counter(p.type_code for p in first if p.number)
        assert {s.type_code: s.next_number - 1 for s in NumberSeries.objects.all()} == given
        assert Milestone.objects.filter(meeting=meeting, kind="finalised").count() == 1
        assert Entry.objects.filter(verb="paper.sealed").count() == len(first)


def test_it_adopts_once_when_two_tabs_send_the_vote(hands: Hands) -> None:
    def ready(meeting: Meeting) -> None:
        actor = WORLD.act_as("secretary")
        score_evening(actor, meeting.pk, HELD)
        read_back(actor=actor, meeting_id=meeting.pk, on=HELD)

    meeting = _held(ready)
    first, second = hands.race(
        _adopting("secretary", meeting, 4), _adopting("committee_member", meeting, 3)
    )
    assert second.pk == first.pk
    with transaction.atomic():
        WORLD.act_as("secretary")
        kept = Vote.objects.get(meeting=meeting, question=ADOPTION_QUESTION)
        assert (kept.votes_for, kept.votes_against) == (4, 0)
        assert Milestone.objects.filter(meeting=meeting, kind="adopted").count() == 1


def _number() -> int:
    WORLD.act_as("secretary")
    return next_number(unit_id=WORLD.unit("village"), type_code="NQ", term_from=date(2026, 1, 1))


def test_it_gives_two_papers_two_numbers(hands: Hands) -> None:
    assert hands.race(_number, _number) == (1, 2)
    with transaction.atomic():
        WORLD.act_as("secretary")
        assert NumberSeries.objects.get(**SERIES).next_number == 3


def test_it_gives_a_number_back_to_who_waits_when_the_first_fails(hands: Hands) -> None:
    def fails() -> int:
        _number()
        transaction.set_rollback(True)
        return 0

    assert hands.race(fails, _number) == (0, 1)


@pytest.fixture
def adopted(world: World) -> Meeting:
    actor = world.act_as("secretary")
    meeting = hold_evening(actor, world.unit("village"), NOVEMBER)
    adopt_evening(actor, meeting, 4)
    return meeting


def _told(client: Client, meeting: Meeting, noun: str, said: dict[str, str]) -> str:
    page = client.post(f"/meetings/{meeting.pk}/minutes/{noun}/", said, follow=True)
    return str(page.content.decode())


def test_it_tells_who_comes_second_that_another_has_sealed(world: World, adopted: Meeting) -> None:
    told = "Một đồng chí khác đã hoàn thiện cuộc họp này trước"
    on = {"on": "04/11/2026"}
    assert told not in _told(signed_in(world, "secretary"), adopted, "finalisation", on)
    assert told not in _told(signed_in(world, "secretary"), adopted, "finalisation", on)
    assert told in _told(signed_in(world, "deputy"), adopted, "finalisation", on)


def test_it_tells_that_another_tally_was_not_entered(world: World, adopted: Meeting) -> None:
    same = {"votes_for": "4", "votes_against": "0", "abstentions": "0"}
    client = signed_in(world, "secretary")
    assert "số vừa nhập không ghi" not in _told(client, adopted, "adoption", same)
    other = same | {"votes_for": "3", "votes_against": "1"}
    assert "số vừa nhập không ghi" in _told(client, adopted, "adoption", other)
