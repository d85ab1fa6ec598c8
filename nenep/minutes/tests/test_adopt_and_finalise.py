"""From the last word to the superior's desk, and what each step refuses."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nenep.access.rules import Actor
from nenep.documents.models import Paper
from nenep.documents.queries import document_of
from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.models import Meeting, Milestone, Vote
from nenep.meetings.tests.scenes import hold_evening
from nenep.minutes.actions.adopt import adopt
from nenep.minutes.actions.finalise import finalise
from nenep.minutes.actions.read_back import read_back
from nenep.minutes.actions.report_up import report_up
from nenep.minutes.queries import MINUTES, compose, compose_all, minutes_page, papers_page, reading
from nenep.minutes.rules.parts import DRAFT_NOTE
from nenep.minutes.tests.evenings import HELD, NOVEMBER, adopt_evening, seal_evening
from nenep.people.models import OfficeTerm
from nenep.scoring.models import ScoreLine
from nenep.scoring.tests.sheets import score_evening
from tests.world import World

NEXT_DAY = date(2026, 11, 4)


@pytest.fixture
def actor(world: World) -> Actor:
    return world.act_as("secretary")


@pytest.fixture
def meeting(world: World, actor: Actor) -> Meeting:
    return hold_evening(actor, world.unit("village"), NOVEMBER)


def _vote(actor: Actor, meeting: Meeting, votes_for: int, against: int = 0) -> Vote:
    return adopt(
        actor=actor,
        meeting_id=meeting.pk,
        votes_for=votes_for,
        votes_against=against,
        abstentions=0,
        on=HELD,
    )


def _reached(meeting: Meeting) -> set[str]:
    return set(Milestone.objects.filter(meeting=meeting).values_list("kind", flat=True))


def test_it_reads_back_only_a_scored_meeting(actor: Actor, meeting: Meeting) -> None:
    with pytest.raises(Refused, match="Đã chấm điểm"):
        read_back(actor=actor, meeting_id=meeting.pk, on=HELD)
    score_evening(actor, meeting.pk, HELD)
    first = read_back(actor=actor, meeting_id=meeting.pk, on=HELD)
    assert read_back(actor=actor, meeting_id=meeting.pk, on=HELD).pk == first.pk


def test_it_adopts_what_was_read_back(actor: Actor, meeting: Meeting) -> None:
    score_evening(actor, meeting.pk, HELD)
    with pytest.raises(Refused, match="Đã đọc biên bản"):
        _vote(actor, meeting, 4)
    read_back(actor=actor, meeting_id=meeting.pk, on=HELD)
    vote = _vote(actor, meeting, 4)
    assert vote.passed
    assert vote.item is not None
    assert vote.item.code == "read_back"
    assert "adopted" in _reached(meeting)
    assert not ScoreLine.objects.get(sheet__meeting=meeting, code="C8.2").pending
    assert _vote(actor, meeting, 1).pk == vote.pk


def test_it_keeps_a_vote_that_failed_and_asks_again(actor: Actor, meeting: Meeting) -> None:
    score_evening(actor, meeting.pk, HELD)
    read_back(actor=actor, meeting_id=meeting.pk, on=HELD)
    assert not _vote(actor, meeting, 1, against=3).passed
    assert "adopted" not in _reached(meeting)
    assert minutes_page(actor, meeting.pk).last_vote_failed
    assert _vote(actor, meeting, 3, against=1).passed
    assert Vote.objects.filter(meeting=meeting).count() == 2


def test_it_counts_no_more_votes_than_voters(actor: Actor, meeting: Meeting) -> None:
    score_evening(actor, meeting.pk, HELD)
    read_back(actor=actor, meeting_id=meeting.pk, on=HELD)
    with pytest.raises(Invalid):
        _vote(actor, meeting, 5)


def test_it_lets_a_committee_member_read_and_adopt_but_not_seal(
    world: World, actor: Actor, meeting: Meeting
) -> None:
    score_evening(actor, meeting.pk, HELD)
    other = world.act_as("committee_member")
    read_back(actor=other, meeting_id=meeting.pk, on=HELD)
    assert _vote(other, meeting, 4).passed
    with pytest.raises(Forbidden):
        finalise(actor=other, meeting_id=meeting.pk, on=HELD)
    with pytest.raises(Forbidden):
        report_up(actor=other, meeting_id=meeting.pk, on=HELD)


def test_it_seals_every_paper_with_its_number(actor: Actor, meeting: Meeting) -> None:
    adopt_evening(actor, meeting, 4)
    papers = finalise(actor=actor, meeting_id=meeting.pk, on=NEXT_DAY)
    assert [paper.number_text for paper in papers] == [
        "01-CTr/CB",
        "01-BB/CB",
        "01-KL/CB",
        "01-BC/CB",
        "02-BC/CB",
    ]
    for paper in papers:
        document = document_of(paper)
        assert document.footer_note == ""
        assert document.number is not None
        assert document.number.value == paper.number
        assert paper.term_from == date(2025, 7, 1)
    assert "finalised" in _reached(meeting)


def test_it_gives_the_second_the_papers_of_the_first(
    world: World, actor: Actor, meeting: Meeting
) -> None:
    adopt_evening(actor, meeting, 4)
    first = finalise(actor=actor, meeting_id=meeting.pk, on=HELD)
    entries = Entry.objects.count()
    second = finalise(actor=world.act_as("deputy"), meeting_id=meeting.pk, on=NEXT_DAY)
    assert [paper.pk for paper in second] == [paper.pk for paper in first]
    assert Paper.objects.count() == len(first)
    world.act_as("secretary")
    assert Entry.objects.count() == entries


def test_it_seals_nothing_before_adoption(actor: Actor, meeting: Meeting) -> None:
    score_evening(actor, meeting.pk, HELD)
    with pytest.raises(Refused, match="Đã thông qua biên bản"):
        finalise(actor=actor, meeting_id=meeting.pk, on=HELD)
    assert not Paper.objects.exists()


def test_it_seals_nothing_on_an_impossible_day(actor: Actor, meeting: Meeting) -> None:
    adopt_evening(actor, meeting, 4)
    for day in (date(2026, 11, 2), date(2026, 12, 1)):
        with pytest.raises(Refused):
            finalise(actor=actor, meeting_id=meeting.pk, on=day)
        assert "finalised" not in _reached(meeting)


def test_it_numbers_by_the_year_where_no_secretary_is_known(
    world: World, actor: Actor, meeting: Meeting
) -> None:
    adopt_evening(actor, meeting, 4)
    system = world.act_as_system()
    OfficeTerm.objects.filter(unit_id=meeting.unit_id, office="cell_secretary").delete()
    papers = finalise(actor=system, meeting_id=meeting.pk, on=HELD)
    assert {paper.term_from for paper in papers} == {date(2026, 1, 1)}
    signatures = document_of(papers[2]).signatures
    assert signatures is not None
    assert (signatures.right.role, signatures.right.name) == ("PHÓ BÍ THƯ", "Đặng Văn Lộc")


def test_it_reports_up_and_settles_the_line_that_waited(actor: Actor, meeting: Meeting) -> None:
    adopt_evening(actor, meeting, 4)
    with pytest.raises(Refused, match="Đã hoàn thiện"):
        report_up(actor=actor, meeting_id=meeting.pk, on=NEXT_DAY)
    finalise(actor=actor, meeting_id=meeting.pk, on=NEXT_DAY)
    first = report_up(actor=actor, meeting_id=meeting.pk, on=NEXT_DAY)
    line = ScoreLine.objects.get(sheet__meeting=meeting, code="C8.3")
    assert not line.pending
    assert line.points == 1
    again = report_up(actor=actor, meeting_id=meeting.pk, on=date(2026, 11, 9))
    assert (again.pk, again.on) == (first.pk, NEXT_DAY)


@pytest.mark.parametrize("key", ["school_secretary", "ward_officer", "other_secretary"])
def test_it_is_absent_to_whoever_does_not_belong(
    world: World, actor: Actor, meeting: Meeting, key: str
) -> None:
    adopt_evening(actor, meeting, 4)
    other = world.act_as(key)
    for act in (read_back, finalise, report_up):
        with pytest.raises(Absent):
            act(actor=other, meeting_id=meeting.pk, on=HELD)
    with pytest.raises(Absent):
        _vote(other, meeting, 4)
    with pytest.raises(Absent):
        compose(other, meeting.pk, MINUTES)


def test_it_is_forbidden_to_a_member(world: World, actor: Actor, meeting: Meeting) -> None:
    adopt_evening(actor, meeting, 4)
    member = world.act_as("member")
    for act in (read_back, finalise, report_up):
        with pytest.raises(Forbidden):
            act(actor=member, meeting_id=meeting.pk, on=HELD)
    with pytest.raises(Forbidden):
        reading(member, meeting.pk)


def test_it_opens_the_sealed_papers_to_member_and_ward(
    world: World, actor: Actor, meeting: Meeting
) -> None:
    seal_evening(actor, meeting, 4)
    for key in ("member", "ward_officer"):
        reader = world.act_as(key)
        read = reading(reader, meeting.pk)
        assert "Số 01-BB/CB" in read.html
        page = papers_page(reader, meeting.unit_id)
        assert [paper.kind for paper in page.meetings[0].papers] == [
            "agenda",
            "minutes",
            "resolution",
            "score-sheet",
            "monthly-report",
        ]


def test_it_says_on_a_draft_that_it_is_one(actor: Actor, meeting: Meeting) -> None:
    document = compose(actor, meeting.pk, MINUTES)
    assert document.footer_note == DRAFT_NOTE
    assert document.number is not None
    assert document.number.value is None


def test_it_reads_in_constant_queries(world: World, actor: Actor) -> None:
    village = world.unit("village")
    small = hold_evening(actor, village, date(2026, 10, 1))
    large = hold_evening(actor, village, NOVEMBER)
    adopt_evening(actor, large, 4)
    counts = []
    for meeting in (small, large):
        with CaptureQueriesContext(connection) as seen:
            compose_all(actor, meeting.pk)
        counts.append(len(seen))
    assert max(counts) <= 38
    finalise(actor=actor, meeting_id=large.pk, on=HELD)
    for key in ("secretary", "ward_officer"):
        reader = world.act_as(key)
        with CaptureQueriesContext(connection) as seen:
            papers_page(reader, village)
        assert len(seen) <= 5
