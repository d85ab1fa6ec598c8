"""What the main cell met about beside its months: its committee before each meeting, a topic of its
own, and a ballot that failed its two thirds. Entered through the actions, told from paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from nenep.access.rules import Actor
from nenep.access.scope import system_scope
from nenep.dashboards.actions.fold import rebuild
from nenep.demo.rules import uid
from nenep.demo.story.units import MAIN_CELL
from nenep.documents.queries import write
from nenep.documents.rules.blocks import NumberedList
from nenep.documents.rules.model import Document, Head, Title
from nenep.documents.rules.text import rich
from nenep.meetings.actions.agenda import add_item
from nenep.meetings.actions.close_meeting import close_meeting
from nenep.meetings.actions.conclude import conclude
from nenep.meetings.actions.confirm_vote import confirm_vote
from nenep.meetings.actions.guests import add_guest
from nenep.meetings.actions.hold_vote import Recused, hold_vote
from nenep.meetings.actions.mark import mark
from nenep.meetings.actions.materials import attach_material
from nenep.meetings.actions.note import finish_item, write_note
from nenep.meetings.actions.open_meeting import open_meeting
from nenep.meetings.actions.plan import plan_meeting
from nenep.meetings.actions.raise_opinion import raise_opinion
from nenep.meetings.actions.set_topic import set_topic
from nenep.meetings.actions.take_roll import RollMark, take_roll
from nenep.meetings.models import AgendaItem, Meeting, Milestone
from nenep.meetings.queries import END_OF_EVENING, roll_of
from nenep.meetings.rules.kinds import REGULAR_KINDS, Kind
from nenep.meetings.rules.roll import Mark
from nenep.minutes.actions.adopt import adopt
from nenep.minutes.actions.finalise import finalise
from nenep.minutes.actions.read_back import read_back
from nenep.minutes.actions.report_up import report_up
from nenep.people.rules.standing import Votes
from nenep.preparation.actions.draft_agenda import draft_if_known

MONTHS_TOLD = 3
TOPIC_DAY = date(2026, 11, 14)
BALLOT_DAY = date(2026, 11, 18)
_PREPARED = "Thống nhất nội dung, chương trình và việc trọng tâm đưa ra chi bộ."
_OUTLINE = (
    "Vì sao phải giữ làng xanh, sạch: nguồn nước, sức khỏe của trẻ em và người già.",
    "Ba việc làm được ngay: hố rác, hiên chung, hàng rào xanh.",
    "Câu hỏi để liên hệ: tôi làm được việc nào trong tháng này, nhà bên cạnh cần giúp gì?",
)
_SELF_REFERENCE = (
    "Bản thân còn để vật liệu lấn hiên chung, xin dọn trong tuần này.",
    "Gia đình tôi đăng ký làm hố rác và nhắc hai nhà bên cạnh cùng làm.",
)


@dataclass(frozen=True)
class _Sitting:
    """An evening told from paper: when, what was noted, what came of it."""

    on: date
    start: time
    end: time
    note: str
    conclusion: str


def load_gatherings() -> int:
    """How many meetings there are now beside the months; nothing is written twice."""
    with system_scope("dữ liệu minh họa") as actor:
        beside = Meeting.objects.filter(unit_id=uid(MAIN_CELL)).exclude(kind__in=REGULAR_KINDS)
        fresh = not beside.exists()
        if fresh:
            _committee(actor)
            _topic(actor)
            _ballot(actor)
        months = set(beside.values_list("month", flat=True))
        count = beside.count()
    if fresh:  # the figures of the story were built before them
        rebuild({(uid(MAIN_CELL), month) for month in months})
    return count


def _committee(actor: Actor) -> None:
    months = Milestone.objects.filter(
        unit_id=uid(MAIN_CELL), kind="agreed", meeting__kind__in=REGULAR_KINDS
    ).select_related("meeting")
    for agreed in months.order_by("-meeting__month")[:MONTHS_TOLD]:
        prepared, day = agreed.meeting, agreed.on
        meeting = plan_meeting(
            actor=actor,
            unit_id=prepared.unit_id,
            month=prepared.month,
            kind=Kind.CELL_COMMITTEE.value,
            planned_on=day,
            planned_at=time(17),
            place=prepared.place,
            prepares_id=prepared.pk,
        )
        draft_if_known(actor, meeting)
        told = _Sitting(day, time(17), time(17, 40), _PREPARED, _PREPARED)
        _hold(actor, meeting, told, prepared)
        _adopt(actor, meeting, day)
        finalise(actor=actor, meeting_id=meeting.pk, on=day + timedelta(days=1))


def _topic(actor: Actor) -> None:
    meeting = plan_meeting(
        actor=actor,
        unit_id=uid(MAIN_CELL),
        month=TOPIC_DAY.replace(day=1),
        kind=Kind.THEMATIC.value,
        topic="Làng xanh, sạch: mỗi đảng viên một việc",
        topic_code="cultural_village",
        planned_on=TOPIC_DAY,
    )
    draft_if_known(actor, meeting)
    _bring_outline(actor, meeting)
    _announce(actor, meeting, TOPIC_DAY)
    told = _Sitting(
        TOPIC_DAY,
        time(19),
        time(20, 10),
        "Trình bày ba việc làm được ngay: hố rác, hiên chung, hàng rào xanh.",
        "Mỗi đảng viên nhận một việc và báo cáo ở kỳ sinh hoạt tháng 12.",
    )
    _hold(actor, meeting, told, _latest())
    _adopt(actor, meeting, TOPIC_DAY)
    _seal(actor, meeting, TOPIC_DAY)


def _bring_outline(actor: Actor, meeting: Meeting) -> None:
    """The paper to read beforehand: the outline of the topic, one page."""
    outline = Document(
        head=Head("", "CHI BỘ"),
        title=Title("ĐỀ CƯƠNG CHUYÊN ĐỀ", meeting.topic),
        blocks=(NumberedList(tuple(rich(line) for line in _OUTLINE)),),
    )
    attach_material(
        actor=actor,
        meeting_id=meeting.pk,
        file=SimpleUploadedFile("Đề cương chuyên đề.pdf", write(outline, "pdf", on=TOPIC_DAY)),
        declared_not_secret=True,
    )


def _ballot(actor: Actor) -> None:
    meeting = plan_meeting(
        actor=actor,
        unit_id=uid(MAIN_CELL),
        month=BALLOT_DAY.replace(day=1),
        kind=Kind.EXTRAORDINARY.value,
        planned_on=BALLOT_DAY,
        reason="Xem xét hồ sơ kết nạp theo lịch của Đảng ủy",
    )
    add_item(actor=actor, meeting_id=meeting.pk, title="Xem xét đề nghị kết nạp", minutes=30)
    _announce(actor, meeting, BALLOT_DAY)
    told = _Sitting(
        BALLOT_DAY,
        time(19),
        time(19, 45),
        "Nghe báo cáo kết quả thẩm tra; bỏ phiếu kín.",
        "Chưa đủ hai phần ba; chi bộ tiếp tục giúp đỡ quần chúng và báo cáo Đảng ủy.",
    )
    _hold(actor, meeting, told, _latest(), voting=True)
    _adopt(actor, meeting, BALLOT_DAY)
    _seal(actor, meeting, BALLOT_DAY)


def _latest() -> Meeting:
    """The month held last: who chaired and wrote then does so again."""
    months = Meeting.objects.filter(unit_id=uid(MAIN_CELL), kind__in=REGULAR_KINDS)
    return months.filter(held_on__isnull=False).latest("month")


def _announce(actor: Actor, meeting: Meeting, day: date) -> None:
    for kind, before in (("agreed", 5), ("notified", 4), ("papers_out", 2)):
        on = day - timedelta(days=before)
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=on, declared=True)


def _hold(
    actor: Actor, meeting: Meeting, told: _Sitting, like: Meeting, *, voting: bool = False
) -> None:
    opened = open_meeting(
        actor=actor,
        meeting_id=meeting.pk,
        on=told.on,
        at=told.start,
        chair_id=_id(like.chair_id),
        secretary_id=_committee_writer(meeting, like),
        declared=True,
    )
    due = [row.person_id for row in roll_of(opened) if row.due]
    marks = [RollMark(person, "present") for person in due]
    if voting:
        marks[-1] = RollMark(due[-1], "present", late=True, arrived_at=time(19, 15))
        add_guest(
            actor=actor,
            meeting_id=meeting.pk,
            name="Trần Thị Bích Vân",
            title="cán bộ Ban Xây dựng Đảng phường",
            superior=True,
        )
    take_roll(actor=actor, meeting_id=meeting.pk, marks=marks)
    if meeting.topic:
        _present(actor, meeting, due)
    _go_through(actor, meeting, told)
    if voting:
        _fail(actor, opened)
    conclude(actor=actor, meeting_id=meeting.pk, text=told.conclusion, revision=0)
    close_meeting(actor=actor, meeting_id=meeting.pk, at=told.end)


def _committee_writer(meeting: Meeting, like: Meeting) -> UUID:
    """The chair writes too where the cell's writer is not of the committee."""
    of_all = meeting.kind != Kind.CELL_COMMITTEE
    return _id(like.secretary_id if of_all else like.chair_id)


def _id(person_id: UUID | None) -> UUID:
    if person_id is None:
        raise LookupError("an evening of the story has nobody in the chair")
    return person_id


def _present(actor: Actor, meeting: Meeting, due: Sequence[UUID]) -> None:
    """The last on the roll prepared the topic; the first two speak of themselves."""
    set_topic(
        actor=actor,
        meeting_id=meeting.pk,
        topic=meeting.topic,
        topic_code=meeting.topic_code,
        presenter_id=due[-1],
    )
    item = AgendaItem.objects.filter(meeting=meeting, code="topic_discussion").first()
    for person, text in zip(due, _SELF_REFERENCE, strict=False):
        raise_opinion(
            actor=actor,
            meeting_id=meeting.pk,
            kind="self_reference",
            text=text,
            person_id=person,
            item_id=item.pk if item else None,
        )


def _go_through(actor: Actor, meeting: Meeting, told: _Sitting) -> None:
    """Every item dealt with; the note stands under the longest."""
    items = [i for i in AgendaItem.objects.filter(meeting=meeting) if i.code not in END_OF_EVENING]
    longest = max(items, key=lambda item: item.minutes_planned)
    write_note(actor=actor, item_id=longest.pk, text=told.note, revision=longest.revision)
    for item in items:
        finish_item(actor=actor, item_id=item.pk, minutes_spent=item.minutes_planned)


def _fail(actor: Actor, meeting: Meeting) -> None:
    """Half of those who may vote are for it: two thirds are missed."""
    voters = [
        row.person_id
        for row in roll_of(meeting)
        if row.mark is Mark.PRESENT and row.votes is not Votes.NEVER
    ]
    concerned = voters.pop()
    half = len(voters) // 2
    yes, no, none = half, len(voters) - half - 1, 1
    item = AgendaItem.objects.filter(meeting=meeting).first()
    vote = hold_vote(
        actor=actor,
        meeting_id=meeting.pk,
        question="Đề nghị kết nạp quần chúng Rơ Châm Thắm vào Đảng",
        matter="admission",
        method="secret",
        votes_for=yes,
        votes_against=no,
        abstentions=none,
        item_id=item.pk if item else None,
        teller_id=voters[0],
        recused=[Recused(concerned, "có quan hệ gia đình với quần chúng")],
    )
    confirm_vote(
        actor=actor,
        vote_id=vote.pk,
        teller_id=voters[0],
        second_teller_id=voters[1],
        votes_for=yes,
        votes_against=no,
        abstentions=none,
    )


def _adopt(actor: Actor, meeting: Meeting, on: date) -> None:
    present = sum(
        row.mark is Mark.PRESENT and row.votes is not Votes.NEVER for row in roll_of(meeting)
    )
    read_back(actor=actor, meeting_id=meeting.pk, on=on, declared=True)
    adopt(
        actor=actor,
        meeting_id=meeting.pk,
        votes_for=present,
        votes_against=0,
        abstentions=0,
        on=on,
        declared=True,
    )


def _seal(actor: Actor, meeting: Meeting, held: date) -> None:
    after = held + timedelta(days=1)
    finalise(actor=actor, meeting_id=meeting.pk, on=after)
    report_up(actor=actor, meeting_id=meeting.pk, on=after)
