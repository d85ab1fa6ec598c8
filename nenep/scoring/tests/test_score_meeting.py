"""A sheet from its proposal to its confirmation, and what each step refuses."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nenep.access.rules import Actor
from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.actions.mark import mark
from nenep.meetings.actions.take_roll import RollMark, take_roll
from nenep.meetings.models import Meeting, Milestone
from nenep.meetings.tests.scenes import hold_evening, plan_evening
from nenep.scoring.actions.answer import LineAnswer, answer_lines
from nenep.scoring.actions.confirm import confirm_scores
from nenep.scoring.actions.propose import propose_scores
from nenep.scoring.actions.settle_pending import settle_pending
from nenep.scoring.models import ScoreLine, ScoreSheet
from nenep.scoring.queries import sheet_page
from nenep.scoring.rules.sheet import LineState
from nenep.scoring.tests.sheets import REMEDY, answer_everything, score_evening
from tests.world import World

NOVEMBER, HELD = date(2026, 11, 1), date(2026, 11, 3)


@pytest.fixture
def actor(world: World) -> Actor:
    return world.act_as("secretary")


@pytest.fixture
def meeting(world: World, actor: Actor) -> Meeting:
    return hold_evening(actor, world.unit("village"), NOVEMBER)


def _line(meeting: Meeting, code: str) -> ScoreLine:
    return ScoreLine.objects.get(sheet__meeting=meeting, code=code)


def _say(actor: Actor, meeting: Meeting, *answers: LineAnswer) -> ScoreSheet:
    return answer_lines(actor=actor, meeting_id=meeting.pk, answers=answers)


def test_it_proposes_with_evidence_and_judges_nothing(actor: Actor, meeting: Meeting) -> None:
    sheet = propose_scores(actor=actor, meeting_id=meeting.pk)
    attendance = _line(meeting, "C2.1")
    assert attendance.proposed == 4
    assert attendance.points is None
    assert "6/6 đảng viên phải dự = 100%" in attendance.evidence
    assert _line(meeting, "C6.2").proposed is None
    assert not _line(meeting, "C4.3").applicable
    assert _line(meeting, "C8.3").pending
    assert sheet.score is None


def test_it_proposes_once(actor: Actor, meeting: Meeting) -> None:
    first = propose_scores(actor=actor, meeting_id=meeting.pk)
    entries = Entry.objects.count()
    assert propose_scores(actor=actor, meeting_id=meeting.pk).pk == first.pk
    assert Entry.objects.count() == entries


def test_it_keeps_peoples_points_beside_newer_evidence(
    world: World, actor: Actor, meeting: Meeting
) -> None:
    _say(actor, meeting, LineAnswer("C2.1", 3, reason="Hai đồng chí đến muộn nửa buổi"))
    absent = RollMark(world.person("member"), "unexcused")
    take_roll(actor=actor, meeting_id=meeting.pk, marks=[absent])
    propose_scores(actor=actor, meeting_id=meeting.pk)
    line = _line(meeting, "C2.1")
    assert line.proposed == 1
    assert line.points == 3
    assert "1 vắng không lý do" in line.evidence


def test_it_asks_a_reason_for_a_dispute(actor: Actor, meeting: Meeting) -> None:
    with pytest.raises(Refused, match=r"C2\.1 khác số liệu"):
        _say(actor, meeting, LineAnswer("C2.1", 2))


def test_it_takes_an_answer_back(actor: Actor, meeting: Meeting) -> None:
    _say(actor, meeting, LineAnswer("C2.1", 2, reason="Đếm lại"), LineAnswer("C6.1", 1))
    _say(actor, meeting, LineAnswer("C2.1", None), LineAnswer("C6.1", None))
    assert (_line(meeting, "C2.1").points, _line(meeting, "C2.1").reason) == (None, "")
    assert _line(meeting, "C6.1").points is None


def test_it_knows_only_the_points_of_the_form(actor: Actor, meeting: Meeting) -> None:
    with pytest.raises(Invalid) as refused:
        _say(actor, meeting, LineAnswer("C6.1", 2))
    assert refused.value.field == "C6.1"
    with pytest.raises(Absent):
        _say(actor, meeting, LineAnswer("C9.9", 1))


def test_it_sets_a_line_aside_openly(actor: Actor, meeting: Meeting) -> None:
    with pytest.raises(Refused, match="cần ghi lý do"):
        _say(actor, meeting, LineAnswer("C4.8", None, applicable=False))
    with pytest.raises(Refused, match="có số liệu"):
        _say(actor, meeting, LineAnswer("C2.1", None, applicable=False, reason="Mưa"))
    _say(actor, meeting, LineAnswer("C4.8", None, applicable=False, reason="Đơn vị không dùng"))
    propose_scores(actor=actor, meeting_id=meeting.pk)
    line = _line(meeting, "C4.8")
    assert (line.applicable, line.reason) == (False, "Đơn vị không dùng")
    _say(actor, meeting, LineAnswer("C4.8", 1))
    line = _line(meeting, "C4.8")
    assert line.applicable
    assert line.points == 1


def test_it_never_votes_on_what_has_not_happened(actor: Actor, meeting: Meeting) -> None:
    with pytest.raises(Refused, match="chưa biểu quyết trước"):
        _say(actor, meeting, LineAnswer("C8.3", 1))


def test_it_confirms_a_complete_sheet_and_marks_the_meeting(actor: Actor, meeting: Meeting) -> None:
    sheet = score_evening(actor, meeting.pk, HELD)
    # 100 less 5 of the topic; 3 points wait for the adoption and the papers.
    assert sheet.points == _total(sheet)
    assert sheet.possible == 95
    assert sheet.band in ("good", "fair", "average")
    assert Milestone.objects.filter(meeting=meeting, kind="scored", on=HELD).exists()
    assert confirm_scores(actor=actor, meeting_id=meeting.pk, on=HELD).pk == sheet.pk


def _total(sheet: ScoreSheet) -> Decimal:
    return sum((line.points or Decimal(0) for line in sheet.lines.all()), Decimal(0))


def test_it_does_not_confirm_an_unfinished_sheet(actor: Actor, meeting: Meeting) -> None:
    with pytest.raises(Refused, match="còn dòng chưa cho điểm"):
        confirm_scores(actor=actor, meeting_id=meeting.pk, on=HELD)
    answer_everything(actor, meeting.pk)
    _say(actor, meeting, LineAnswer("C6.2", 0))
    with pytest.raises(Refused, match=r"biện pháp khắc phục: C6\.2"):
        confirm_scores(actor=actor, meeting_id=meeting.pk, on=HELD)
    _say(actor, meeting, LineAnswer("C6.2", 0, remedy=REMEDY))
    assert confirm_scores(actor=actor, meeting_id=meeting.pk, on=HELD).confirmed_on == HELD


def test_it_asks_again_when_the_evidence_moved(
    world: World, actor: Actor, meeting: Meeting
) -> None:
    answer_everything(actor, meeting.pk)
    absent = RollMark(world.person("member"), "unexcused")
    take_roll(actor=actor, meeting_id=meeting.pk, marks=[absent])
    with pytest.raises(Refused, match=r"C2\.1"):
        confirm_scores(actor=actor, meeting_id=meeting.pk, on=HELD)


def test_it_may_be_mended_until_adopted_but_stays_complete(actor: Actor, meeting: Meeting) -> None:
    before = score_evening(actor, meeting.pk, HELD).points
    with pytest.raises(Refused, match="còn dòng chưa cho điểm"):
        _say(actor, meeting, LineAnswer("C5.1", None))
    after = _say(actor, meeting, LineAnswer("C5.1", 1))
    assert before is not None
    assert after.points == before - 1
    mark(actor=actor, meeting_id=meeting.pk, kind="read_back", on=HELD)
    mark(actor=actor, meeting_id=meeting.pk, kind="adopted", on=HELD)
    with pytest.raises(Refused, match="đã được thông qua"):
        _say(actor, meeting, LineAnswer("C5.1", 2))


def test_it_settles_what_waited_by_the_fact(actor: Actor, meeting: Meeting) -> None:
    before = score_evening(actor, meeting.pk, HELD).points
    for kind, on in (
        ("read_back", HELD),
        ("adopted", HELD),
        ("finalised", HELD),
        ("reported", date(2026, 11, 5)),
    ):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=on)
    sheet = settle_pending(actor=actor, meeting_id=meeting.pk, on=date(2026, 11, 5))
    assert sheet is not None
    assert before is not None
    assert sheet.points == before + 3
    assert _line(meeting, "C8.3").evidence == "Văn bản hoàn thiện và gửi sau 2 ngày."


def test_it_settles_a_missed_deadline_as_missed(actor: Actor, meeting: Meeting) -> None:
    score_evening(actor, meeting.pk, HELD)
    settle_pending(actor=actor, meeting_id=meeting.pk, on=date(2026, 11, 5))
    assert _line(meeting, "C8.3").pending
    settle_pending(actor=actor, meeting_id=meeting.pk, on=date(2026, 11, 6))
    line = _line(meeting, "C8.3")
    assert not line.pending
    assert line.points == 0


def test_it_waits_for_the_meeting(world: World, actor: Actor) -> None:
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    with pytest.raises(Refused, match="chưa bắt đầu"):
        propose_scores(actor=actor, meeting_id=meeting.pk)


@pytest.mark.parametrize("key", ["member", "committee_member"])
def test_it_is_forbidden_to_others_of_the_cell(world: World, meeting: Meeting, key: str) -> None:
    other = world.act_as(key)
    with pytest.raises(Forbidden):
        propose_scores(actor=other, meeting_id=meeting.pk)
    with pytest.raises(Forbidden):
        answer_lines(actor=other, meeting_id=meeting.pk, answers=[])
    with pytest.raises(Forbidden):
        confirm_scores(actor=other, meeting_id=meeting.pk, on=HELD)


@pytest.mark.parametrize("key", ["school_secretary", "ward_officer", "other_secretary"])
def test_it_looks_absent_to_neighbours_and_superiors(
    world: World, meeting: Meeting, key: str
) -> None:
    other = world.act_as(key)
    with pytest.raises(Absent):
        propose_scores(actor=other, meeting_id=meeting.pk)
    with pytest.raises(Absent):
        settle_pending(actor=other, meeting_id=meeting.pk, on=HELD)


def test_it_reads_a_page_in_constant_queries(world: World, actor: Actor) -> None:
    small = hold_evening(actor, world.unit("village"), date(2026, 10, 1), until=time(20, 0))
    large = hold_evening(actor, world.unit("village"), NOVEMBER)
    answer_everything(actor, large.pk)
    counts = []
    for meeting in (small, large):
        propose_scores(actor=actor, meeting_id=meeting.pk)
        with CaptureQueriesContext(connection) as seen:
            page = sheet_page(actor, meeting.pk)
        counts.append(len(seen))
        assert page.may_score
        assert page.sheet.lines[0].scored.state is LineState.COMPUTED
    assert counts[0] == counts[1] <= 13
