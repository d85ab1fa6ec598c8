"""Ballots, recusals, attempts: what a failed ratio leads to."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nenep.access.rules import Actor
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.actions.close_meeting import close_meeting
from nenep.meetings.actions.confirm_vote import confirm_vote, report_vote
from nenep.meetings.actions.hold_vote import Recused, hold_vote
from nenep.meetings.models import Meeting, Recusal, Vote
from nenep.meetings.rules.limits import REASON
from nenep.meetings.tests.scenes import END, entries, everybody_came, hold_evening, open_evening
from tests.world import World

MONTH = date(2026, 11, 1)
FAILED = {"votes_for": 2, "votes_against": 2, "abstentions": 0}
# Of 4 official members present (the world's village on 3/11/2026).


@pytest.fixture
def evening(world: World) -> Meeting:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=MONTH)
    everybody_came(actor=actor, meeting=meeting)
    return meeting


def _vote(actor: Actor, meeting: Meeting, **said: object) -> Vote:
    asked = {"question": "Đề nghị kết nạp", "matter": "admission", "method": "paper"} | FAILED
    return hold_vote(actor=actor, meeting_id=meeting.pk, **(asked | said))  # type: ignore[arg-type]


def _second(world: World, vote: Vote, **other: object) -> dict[str, object]:
    return {
        "vote_id": vote.pk,
        "teller_id": world.person("member"),
        "second_teller_id": world.person("deputy"),
        **FAILED,
    } | other


def test_it_lets_a_ballot_stand_when_the_second_teller_counted_the_same(
    world: World, evening: Meeting
) -> None:
    actor = world.act_as("secretary")
    vote = _vote(actor, evening, teller_id=world.person("member"))
    assert vote.awaits_confirmation
    for _ in range(2):
        confirm_vote(actor=actor, **_second(world, vote))  # type: ignore[arg-type]
    assert not Vote.objects.get().awaits_confirmation
    assert entries(world.unit("village")).count("vote.confirmed") == 1


def test_it_confirms_nothing_when_the_counts_differ(world: World, evening: Meeting) -> None:
    actor = world.act_as("secretary")
    vote = _vote(actor, evening)
    with pytest.raises(Refused, match="đếm khác nhau"):
        confirm_vote(actor=actor, **_second(world, vote, votes_for=3, votes_against=1))  # type: ignore[arg-type]
    assert Vote.objects.get().awaits_confirmation


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"second_teller_id": "member"}, "hai người khác nhau"),
        ({"second_teller_id": "away"}, "phải có mặt"),
        ({"teller_id": "teacher"}, "phải có mặt"),
    ],
)
def test_it_refuses_a_teller_who_cannot_be_one(
    world: World, evening: Meeting, change: dict[str, str], words: str
) -> None:
    actor = world.act_as("secretary")
    vote = _vote(actor, evening)
    people = {name: world.person(key) for name, key in change.items()}
    with pytest.raises(Invalid, match=words):
        confirm_vote(actor=actor, **_second(world, vote, **people))  # type: ignore[arg-type]


def test_it_needs_no_tellers_for_a_show_of_hands(world: World, evening: Meeting) -> None:
    actor = world.act_as("secretary")
    assert not _vote(actor, evening, method="hand").awaits_confirmation
    with pytest.raises(Invalid, match="Chỉ bỏ phiếu"):
        _vote(actor, evening, method="card", teller_id=world.person("member"))


def test_it_asks_again_after_a_correction(world: World, evening: Meeting) -> None:
    actor = world.act_as("secretary")
    vote = _vote(actor, evening)
    confirm_vote(actor=actor, **_second(world, vote))  # type: ignore[arg-type]
    _vote(actor, evening, vote_id=vote.pk, votes_for=3, votes_against=1)
    assert Vote.objects.get().awaits_confirmation


def test_it_does_not_close_on_an_unconfirmed_ballot(world: World, evening: Meeting) -> None:
    actor = world.act_as("secretary")
    _vote(actor, evening)
    with pytest.raises(Refused, match="người kiểm phiếu thứ hai"):
        close_meeting(actor=actor, meeting_id=evening.pk, at=END)


def test_it_counts_spoilt_ballots_as_cast(world: World, evening: Meeting) -> None:
    actor = world.act_as("secretary")
    vote = _vote(actor, evening, votes_for=2, votes_against=1, invalid=1)
    assert (vote.invalid, vote.base, vote.passed) == (1, 4, False)
    with pytest.raises(Invalid, match="nhiều hơn"):
        _vote(actor, evening, question="Khác", invalid=1)


def test_it_keeps_who_stepped_out_in_the_base(world: World, evening: Meeting) -> None:
    actor = world.act_as("secretary")
    stepped = [Recused(world.person("member"), "Là người được đề nghị")]
    vote = _vote(actor, evening, method="hand", votes_for=3, votes_against=0, recused=stepped)
    assert (vote.base, vote.passed) == (4, True)
    assert any("người liên quan" in str(line["reason"]) for line in vote.base_note)
    again = _vote(actor, evening, method="hand", votes_for=3, votes_against=0, recused=stepped)
    assert again.pk == vote.pk
    assert Recusal.objects.get().reason == "Là người được đề nghị"
    with pytest.raises(Invalid, match="nhiều hơn"):
        _vote(actor, evening, question="Khác", votes_for=4, votes_against=0, recused=stepped)


def test_it_wants_a_reason_and_somebody_of_the_roll(world: World, evening: Meeting) -> None:
    actor = world.act_as("secretary")
    with pytest.raises(Invalid, match="ghi lý do"):
        _vote(actor, evening, recused=[Recused(world.person("member"), " ")])
    with pytest.raises(Absent, match="không có trong danh sách"):
        _vote(actor, evening, recused=[Recused(world.person("teacher"), "Người nhà")])


def test_it_keeps_as_long_a_reason_as_it_takes(world: World, evening: Meeting) -> None:
    actor, who = world.act_as("secretary"), world.person("member")
    with pytest.raises(Invalid):
        _vote(actor, evening, votes_against=0, recused=[Recused(who, "Ư" * (REASON + 1))])
    _vote(actor, evening, votes_against=0, recused=[Recused(who, "Ư" * REASON)])
    assert len(Recusal.objects.get().reason) == REASON


def test_it_tells_that_a_failed_admission_is_reported_all_the_same(
    world: World, evening: Meeting
) -> None:
    actor = world.act_as("secretary")
    vote = _vote(actor, evening)
    assert (vote.must_report, vote.must_refer) == (True, False)
    assert "01-HD/TW" in vote.report_basis
    ordinary = _vote(actor, evening, matter="ordinary", question="Chủ trương làm đường")
    assert (ordinary.passed, ordinary.must_report) == (False, False)


def test_it_refers_the_matter_upward_after_the_third_failure(world: World) -> None:
    actor, earlier = world.act_as("secretary"), None
    for month in (9, 10, 11):
        meeting = open_evening(
            actor=actor, unit_id=world.unit("village"), month=date(2026, month, 1)
        )
        everybody_came(actor=actor, meeting=meeting)
        earlier = _vote(actor, meeting, method="hand", follows_id=earlier.pk if earlier else None)
    assert earlier is not None
    assert (earlier.attempt, earlier.must_refer) == (3, True)
    assert "208-QĐ/TW" in earlier.report_basis
    assert list(Vote.objects.order_by("attempt").values_list("must_refer", flat=True)) == [
        *(False, False, True)
    ]


def test_it_repeats_only_what_failed_and_once(world: World, evening: Meeting) -> None:
    actor = world.act_as("secretary")
    failed = _vote(actor, evening, method="hand")
    second = _vote(actor, evening, method="hand", question="Lần hai", follows_id=failed.pk)
    with pytest.raises(Invalid, match="chưa được biểu quyết lại"):
        _vote(actor, evening, method="hand", question="Lần ba", follows_id=failed.pk)
    with pytest.raises(Invalid, match="cùng loại"):
        _vote(
            actor,
            evening,
            method="hand",
            question="Khác loại",
            matter="removal",
            follows_id=second.pk,
        )
    with pytest.raises(Absent, match="lần biểu quyết trước"):
        _vote(actor, evening, method="hand", question="Xa lạ", follows_id=evening.pk)


def test_it_notes_the_report_even_after_the_papers_are_sealed(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=MONTH)
    everybody_came(actor=actor, meeting=meeting)
    vote = _vote(actor, meeting, method="hand")
    with pytest.raises(Refused, match="từ ngày biểu quyết"):
        report_vote(actor=actor, vote_id=vote.pk, on=date(2026, 11, 2))
    for _ in range(2):
        report_vote(actor=actor, vote_id=vote.pk, on=date(2026, 11, 5))
    assert Vote.objects.get().reported_on == date(2026, 11, 5)
    assert entries(world.unit("village")).count("vote.reported") == 1
    with pytest.raises(Forbidden):
        report_vote(actor=world.act_as("member"), vote_id=vote.pk, on=date(2026, 11, 6))
    with pytest.raises(Absent):
        report_vote(actor=world.act_as("school_secretary"), vote_id=vote.pk, on=date(2026, 11, 6))


def test_it_reports_nothing_that_passed(world: World, evening: Meeting) -> None:
    actor = world.act_as("secretary")
    vote = _vote(actor, evening, method="hand", votes_for=4, votes_against=0)
    with pytest.raises(Refused, match="không phải báo cáo"):
        report_vote(actor=actor, vote_id=vote.pk, on=date(2026, 11, 5))


def test_it_holds_a_vote_in_a_constant_number_of_queries(world: World) -> None:
    actor = world.act_as("secretary")
    hold_evening(actor, world.unit("village"), date(2026, 10, 1))
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=MONTH)
    everybody_came(actor=actor, meeting=meeting)
    with CaptureQueriesContext(connection) as queries:
        _vote(actor, meeting, method="hand")
    assert len(queries) <= 14
