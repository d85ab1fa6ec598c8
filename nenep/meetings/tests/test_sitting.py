"""The evening itself: guests, notes, opinions, votes, the conclusion, the end."""

from datetime import date, time
from uuid import uuid4

import pytest

from nenep.kernel.errors import Absent, Conflict, Forbidden, Invalid, Refused
from nenep.meetings.actions.answer_opinion import answer_opinion
from nenep.meetings.actions.close_meeting import close_meeting
from nenep.meetings.actions.conclude import conclude
from nenep.meetings.actions.guests import add_guest, remove_guest
from nenep.meetings.actions.hold_vote import hold_vote, remove_vote
from nenep.meetings.actions.mark import mark
from nenep.meetings.actions.note import finish_item, skip_item, write_note
from nenep.meetings.actions.raise_opinion import raise_opinion, remove_opinion
from nenep.meetings.models import AgendaItem, Guest, Meeting, Milestone, Opinion, Vote
from nenep.meetings.queries import unanswered_opinions
from nenep.meetings.tests.scenes import (
    END,
    entries,
    everybody_came,
    finish_evening,
    hold_evening,
    open_evening,
    plan_evening,
)
from tests.world import World

NOVEMBER = date(2026, 11, 1)


def _item(meeting: Meeting, code: str) -> AgendaItem:
    return AgendaItem.objects.get(meeting=meeting, code=code)


def test_it_welcomes_a_guest_once(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    said = {"name": "Đ/c LÊ MINH CHÂU", "title": "Đảng ủy phường"}
    first = add_guest(actor=actor, meeting_id=meeting.pk, **said, superior=True)
    again = add_guest(actor=actor, meeting_id=meeting.pk, **said, superior=True)
    assert (again.pk, again.name) == (first.pk, "Lê Minh Châu")
    with pytest.raises(Invalid):
        add_guest(actor=actor, meeting_id=meeting.pk, name=" ", title="")
    remove_guest(actor=actor, guest_id=first.pk)
    assert not Guest.objects.exists()
    assert entries(world.unit("village"))[-2:] == ["guest.added", "guest.removed"]


def test_it_writes_a_note_under_its_revision(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    item = _item(meeting, "discussion")
    assert write_note(actor=actor, item_id=item.pk, text="Một ", revision=0).revision == 1
    assert write_note(actor=actor, item_id=item.pk, text="Một", revision=0).revision == 1
    with pytest.raises(Conflict) as both:
        write_note(actor=actor, item_id=item.pk, text="Hai", revision=0)
    assert (both.value.mine, both.value.theirs) == ("Hai", "Một")
    assert write_note(actor=actor, item_id=item.pk, text="Hai", revision=1).note == "Hai"
    assert entries(world.unit("village")).count("note.written") == 2


def test_it_writes_no_note_before_the_evening(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    with pytest.raises(Refused, match="chưa bắt đầu"):
        write_note(actor=actor, item_id=_item(meeting, "tasks").pk, text="Một", revision=0)


def test_it_settles_an_item_once(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    item = _item(meeting, "discussion")
    done = finish_item(actor=actor, item_id=item.pk, minutes_spent=12)
    again = finish_item(actor=actor, item_id=item.pk)
    assert (again.finished_at, again.minutes_spent) == (done.finished_at, 12)
    with pytest.raises(Invalid):
        skip_item(actor=actor, item_id=item.pk, reason=" ")
    with pytest.raises(Invalid):
        finish_item(actor=actor, item_id=item.pk, minutes_spent=-1)
    for _ in range(2):
        skipped = skip_item(actor=actor, item_id=item.pk, reason="Hết giờ")
    assert skipped.finished_at is None
    assert entries(world.unit("village"))[-2:] == ["item.finished", "item.skipped"]


def test_it_records_an_opinion_once_and_says_nothing_of_it_in_the_journal(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    meeting = open_evening(actor=actor, unit_id=village, month=NOVEMBER)
    for _ in range(2):
        opinion = raise_opinion(
            actor=actor,
            meeting_id=meeting.pk,
            kind="counter_argument",
            text="Nên làm đường trước.",
            person_id=world.person("member"),
            item_id=_item(meeting, "discussion").pk,
            needs_answer=True,
        )
    assert entries(village).count("opinion.raised") == 1
    assert [view.row for view in unanswered_opinions(village, date(2026, 11, 4))] == [opinion]
    assert unanswered_opinions(village, date(2026, 11, 3)) == []


def test_it_changes_an_opinion_by_its_id(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    name = uuid4()
    for text in ("Một", "Một", "Hai"):
        raise_opinion(
            actor=actor, meeting_id=meeting.pk, kind="question", text=text, opinion_id=name
        )
    assert Opinion.objects.get().text == "Hai"
    assert entries(world.unit("village"))[-2:] == ["opinion.raised", "opinion.changed"]
    remove_opinion(actor=actor, opinion_id=name)
    assert not Opinion.objects.exists()


def test_it_lets_a_member_speak_in_the_own_name_only(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    theirs = raise_opinion(actor=actor, meeting_id=meeting.pk, kind="proposal", text="Làm cầu.")
    member = world.act_as("member")
    own = raise_opinion(actor=member, meeting_id=meeting.pk, kind="question", text="Khi nào?")
    assert own.person_id == world.person("member")
    with pytest.raises(Forbidden, match="tên của mình"):
        raise_opinion(
            actor=member,
            meeting_id=meeting.pk,
            kind="question",
            text="Khi nào?",
            person_id=world.person("deputy"),
        )
    with pytest.raises(Forbidden):
        remove_opinion(actor=member, opinion_id=theirs.pk)
    remove_opinion(actor=member, opinion_id=own.pk)


def test_it_answers_an_opinion_once(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    meeting = open_evening(actor=actor, unit_id=village, month=NOVEMBER)
    opinion = raise_opinion(
        actor=actor, meeting_id=meeting.pk, kind="question", text="Khi nào?", needs_answer=True
    )
    on = date(2026, 11, 20)
    for _ in range(2):
        answer_opinion(actor=actor, opinion_id=opinion.pk, on=on, text="Tháng 12.")
    assert unanswered_opinions(village, world.today) == []
    assert entries(village).count("opinion.answered") == 1
    for wrong in (date(2026, 11, 2), date(2026, 11, 24)):
        with pytest.raises(Refused):
            answer_opinion(actor=actor, opinion_id=opinion.pk, on=wrong, text="Khác")
    with pytest.raises(Invalid):
        answer_opinion(actor=actor, opinion_id=opinion.pk, on=on, text=" ")
    for key, error in (("member", Forbidden), ("school_secretary", Absent)):
        other = world.act_as(key)
        with pytest.raises(error):
            answer_opinion(actor=other, opinion_id=opinion.pk, on=on, text="Khác")


def test_it_hears_nobody_from_outside(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    said = {"actor": actor, "meeting_id": meeting.pk, "kind": "question", "text": "Khi nào?"}
    with pytest.raises(Absent):
        raise_opinion(**said, person_id=world.person("teacher"))  # type: ignore[arg-type]
    with pytest.raises(Absent):
        raise_opinion(**said, item_id=uuid4())  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        raise_opinion(**(said | {"kind": "gossip"}))  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        raise_opinion(**(said | {"text": " "}))  # type: ignore[arg-type]


def test_it_keeps_what_was_said_once_the_meeting_is_closed(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    opinion = raise_opinion(actor=actor, meeting_id=meeting.pk, kind="question", text="Một")
    everybody_came(actor=actor, meeting=meeting)
    vote = hold_vote(
        actor=actor,
        meeting_id=meeting.pk,
        question="Thông qua",
        votes_for=4,
        votes_against=0,
        abstentions=0,
    )
    finish_evening(actor=actor, meeting=meeting)
    with pytest.raises(Refused, match="đã kết luận"):
        remove_opinion(actor=actor, opinion_id=opinion.pk)
    with pytest.raises(Refused, match="đã kết luận"):
        remove_vote(actor=actor, vote_id=vote.pk)
    member = world.act_as("member")
    with pytest.raises(Refused, match="đã kết luận"):
        raise_opinion(actor=member, meeting_id=meeting.pk, kind="question", text="Hai")
    assert Opinion.objects.get().text == "Một"


def test_it_judges_a_vote_on_the_base_of_that_evening(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    everybody_came(actor=actor, meeting=meeting, except_for={world.person("member"): "excused"})
    for _ in range(2):
        vote = hold_vote(
            actor=actor,
            meeting_id=meeting.pk,
            question="Thông qua nghị quyết tháng 11",
            votes_for=2,
            votes_against=1,
            abstentions=0,
        )
    # Four official members; the absent one stays in the base: 2 of 4 is not more than half.
    assert (vote.base, vote.passed, vote.strict) == (4, False, True)
    assert "208-QĐ/TW" in vote.citation
    assert sum(group["people"] for group in vote.base_note) == 9
    assert entries(world.unit("village")).count("vote.held") == 1
    corrected = hold_vote(
        actor=actor,
        meeting_id=meeting.pk,
        question="Thông qua nghị quyết tháng 11",
        votes_for=3,
        votes_against=0,
        abstentions=0,
        vote_id=vote.pk,
    )
    assert (corrected.pk, corrected.passed) == (vote.pk, True)
    assert Vote.objects.get().votes_for == 3
    remove_vote(actor=actor, vote_id=vote.pk)
    assert not Vote.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"votes_for": 5}, "nhiều hơn"),
        ({"votes_for": 3, "abstentions": 2}, "nhiều hơn"),
        ({"votes_against": -1}, "không thể âm"),
        ({"matter": "lunch"}, "loại việc"),
        ({"method": "shouting"}, "hình thức"),
        ({"question": " "}, "nội dung"),
    ],
)
def test_it_refuses_an_impossible_vote(world: World, change: dict[str, object], words: str) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    everybody_came(actor=actor, meeting=meeting)
    said: dict[str, object] = {
        "question": "Thông qua",
        "votes_for": 4,
        "votes_against": 0,
        "abstentions": 0,
    }
    with pytest.raises(Invalid, match=words):
        hold_vote(actor=actor, meeting_id=meeting.pk, **(said | change))  # type: ignore[arg-type]
    assert not Vote.objects.exists()


def test_it_counts_no_vote_before_the_roll(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    with pytest.raises(Invalid, match="có mặt"):
        hold_vote(
            actor=actor,
            meeting_id=meeting.pk,
            question="Thông qua",
            votes_for=1,
            votes_against=0,
            abstentions=0,
        )


def test_it_concludes_under_its_revision(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    for _ in range(2):
        conclude(actor=actor, meeting_id=meeting.pk, text="Làm đường.", revision=0)
    with pytest.raises(Conflict) as both:
        conclude(actor=actor, meeting_id=meeting.pk, text="Làm cầu.", revision=0)
    assert (both.value.mine, both.value.theirs) == ("Làm cầu.", "Làm đường.")
    assert entries(world.unit("village")).count("meeting.concluded") == 1


def test_it_does_not_close_without_roll_and_items(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    finish_item(actor=actor, item_id=_item(meeting, "discussion").pk)
    with pytest.raises(Refused) as refusal:
        close_meeting(actor=actor, meeting_id=meeting.pk, at=END)
    missing = str(refusal.value)
    assert "điểm danh" in missing
    assert "Kết quả thực hiện nhiệm vụ kỳ trước" in missing
    assert "Thảo luận" not in missing
    assert "Bế mạc" not in missing


def test_it_does_not_close_without_chair_and_secretary(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    everybody_came(actor=actor, meeting=meeting)
    Meeting.objects.filter(pk=meeting.pk).update(chair=None, secretary=None)
    with pytest.raises(Refused, match=r"chủ trì.*thư ký"):
        close_meeting(actor=actor, meeting_id=meeting.pk, at=END)


def test_it_closes_with_a_skipped_item_and_corrects_the_time(world: World) -> None:
    actor = world.act_as("secretary")
    village = world.unit("village")
    meeting = open_evening(actor=actor, unit_id=village, month=NOVEMBER)
    everybody_came(actor=actor, meeting=meeting)
    for code in ("roll_call", "tasks", "conclusion"):
        finish_item(actor=actor, item_id=_item(meeting, code).pk)
    skip_item(actor=actor, item_id=_item(meeting, "discussion").pk, reason="Hết giờ")
    with pytest.raises(Invalid, match="trước giờ bắt đầu"):
        close_meeting(actor=actor, meeting_id=meeting.pk, at=time(18))
    for at in (END, END, time(20, 50)):
        close_meeting(actor=actor, meeting_id=meeting.pk, at=at)
    assert entries(village)[-2:] == ["meeting.closed", "meeting.closing_corrected"]
    assert Milestone.objects.get(meeting=meeting, kind="closed").at == time(20, 50)


def test_it_scores_before_reading_back(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = hold_evening(actor, world.unit("village"), NOVEMBER)
    third = date(2026, 11, 3)
    with pytest.raises(Refused, match="chấm điểm"):
        mark(actor=actor, meeting_id=meeting.pk, kind="read_back", on=third)
    for kind in ("scored", "read_back", "adopted", "finalised", "reported"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=third)
    with pytest.raises(Forbidden):
        mark(actor=actor, meeting_id=meeting.pk, kind="confirmed", on=third)
    superior = world.act_as("ward_officer")
    mark(actor=superior, meeting_id=meeting.pk, kind="confirmed", on=third)


def test_it_does_not_wait_for_a_score_of_a_topic(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = hold_evening(
        actor,
        world.unit("village"),
        NOVEMBER,
        kind="thematic",
        topic="Giữ rừng",
        on=date(2026, 11, 15),
    )
    mark(actor=actor, meeting_id=meeting.pk, kind="read_back", on=date(2026, 11, 15))
