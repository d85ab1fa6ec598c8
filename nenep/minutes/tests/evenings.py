"""Whole evenings for tests: two months of a cell, held and written down through the actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from nenep.access.rules import Actor, Office
from nenep.meetings.actions.agenda import AgendaLine, set_agenda
from nenep.meetings.actions.close_meeting import close_meeting
from nenep.meetings.actions.conclude import conclude
from nenep.meetings.actions.guests import add_guest
from nenep.meetings.actions.hold_vote import hold_vote
from nenep.meetings.actions.mark import mark
from nenep.meetings.actions.note import finish_item, skip_item, write_note
from nenep.meetings.actions.open_meeting import open_meeting
from nenep.meetings.actions.open_series import open_series
from nenep.meetings.actions.plan import plan_meeting
from nenep.meetings.actions.raise_opinion import raise_opinion
from nenep.meetings.actions.take_roll import RollMark, take_roll
from nenep.meetings.models import AgendaItem, Meeting
from nenep.meetings.queries import rule_path
from nenep.meetings.rules.agenda_draft import draft_agenda
from nenep.minutes.actions.adopt import adopt
from nenep.minutes.actions.finalise import finalise
from nenep.minutes.actions.read_back import read_back
from nenep.minutes.actions.report_up import report_up
from nenep.people.queries.rosters import roster_on
from nenep.people.queries.visible import officer_on
from nenep.resolutions.actions.assign_task import assign_task
from nenep.resolutions.actions.judge_task import judge_task
from nenep.resolutions.actions.report_task import report_task
from nenep.resolutions.actions.resolve import resolve
from nenep.resolutions.models import Task
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.agendas import MeetingKind
from nenep.scoring.tests.sheets import score_evening
from nenep.structure.queries.units import unit_on

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
HELD = date(2026, 11, 3)
START, END = time(19, 0), time(20, 40)


@dataclass(frozen=True)
class Said:
    """One opinion: who (a position among those present), under which item, what."""

    speaker: int
    item: str
    text: str
    minority: bool = False


@dataclass(frozen=True)
class Given:
    """One task of the new month."""

    owner: int
    title: str
    measure: str
    due_on: date


@dataclass(frozen=True)
class Script:
    """What a cell talked about; ``notes`` by the code of the item."""

    unit: str
    place: str
    old_tasks: Sequence[Given]
    notes: Sequence[tuple[str, str]]
    opinions: Sequence[Said]
    conclusion: str
    tasks: Sequence[Given]
    subject: str
    kind: str = "resolution"
    agreed: int = 3


VILLAGE = Script(
    unit="village",
    place="Nhà sinh hoạt cộng đồng làng Kon Rơlang",
    old_tasks=(
        Given(1, "Vận động 4 hộ làm hố rác hợp vệ sinh", "4 hộ có hố rác", date(2026, 10, 31)),
        Given(2, "Lập danh sách hộ cần vay vốn ưu đãi", "Danh sách có ký", date(2026, 10, 25)),
        Given(3, "Khơi thông cống đường vào nhà rông", "120 m cống", date(2026, 11, 20)),
    ),
    notes=(
        ("roll_call", "Thủ quỹ báo đảng phí tháng 10 đã thu đủ của 7 đồng chí."),
        ("tasks", "Rà từng việc trong bảng việc kỳ trước.\n- Việc hố rác thiếu chỗ đặt ở 1 hộ"),
        ("report", "Chi ủy đã họp 2 kỳ, gặp 12 hộ về việc đóng góp làm đường."),
        ("information", "Đọc bản tin tháng 11, trang 2–3; phổ biến Nghị quyết của Đảng ủy phường."),
        ("ideology", "Dư luận lo giá cà phê và việc làm của con em; 3 hộ hỏi về đất giáp ranh."),
        ("hcm", "Kể mẩu chuyện Bác thăm dân không báo trước; chi bộ liên hệ việc tiếp dân."),
        ("task_residential", "Bàn sửa 350 m đường nội đồng, làm đoạn đông người đi lại trước."),
        ("party_building", "Xem xét nguồn 2 quần chúng ưu tú, phân công đảng viên giúp đỡ."),
        ("next", "Thống nhất 3 việc, ghi rõ người và hạn."),
        ("self_criticism", "Chi ủy tự nhận chậm gửi bảng việc, hứa gửi ngay sau họp."),
    ),
    opinions=(
        Said(1, "discussion", "Đề nghị làm đoạn từ nhà rông đến suối trước mùa mưa"),
        Said(2, "discussion", "Góp công 2 ngày là vừa sức, góp tiền thì nhiều hộ chưa có."),
        Said(3, "discussion", "Nên chờ cấp trên hỗ trợ đá rồi mới làm.", minority=True),
        Said(4, "opinions", "Bà con hỏi bao giờ có điện chiếu sáng ở dốc nghĩa địa?"),
    ),
    conclusion="Làm 350 m đường nội đồng trong tháng 11.\nMỗi hộ góp 2 ngày công.",
    tasks=(
        Given(1, "Lập danh sách hộ góp công làm đường", "42 hộ ký tên", date(2026, 11, 12)),
        Given(2, "Hỏi Đảng ủy phường về đèn ở dốc nghĩa địa", "Có trả lời", date(2026, 11, 20)),
        Given(3, "Gặp 2 quần chúng ưu tú, ghi nhận xét", "2 bản nhận xét", date(2026, 11, 25)),
    ),
    subject="Nhiệm vụ trọng tâm tháng 11 năm 2026",
)

SCHOOL = Script(
    unit="school",
    place="Phòng họp Trường Tiểu học Lồ Ô",
    old_tasks=(Given(1, "Dự giờ 6 tiết của giáo viên mới", "6 phiếu dự giờ", date(2026, 10, 30)),),
    notes=(
        ("information", "Phổ biến Thông tư về đánh giá học sinh tiểu học."),
        ("task_agency", "Bàn phụ đạo 17 em đọc chậm, mỗi tuần 2 buổi."),
        ("next", "Chuẩn bị Ngày Nhà giáo 20/11, không nhận quà."),
    ),
    opinions=(Said(1, "discussion", "Đề nghị giảm 1 cuộc họp chuyên môn trong tuần thi."),),
    conclusion="Phụ đạo 17 em từ tuần 10.",
    tasks=(Given(1, "Xếp lịch phụ đạo 17 em", "Lịch dán ở phòng họp", date(2026, 11, 7)),),
    subject="Kết luận về phụ đạo học sinh đọc chậm",
    kind="conclusion",
    agreed=2,  # the third member takes part elsewhere for a time
)


def plan(actor: Actor, unit_id: UUID, month: date, place: str) -> Meeting:
    """A planned meeting with the agenda of the rulebook, agreed, told and its papers out."""
    open_series(
        actor=actor,
        unit_id=unit_id,
        kind="regular",
        start_time=START,
        place=place,
        planned_minutes=100,
        on=date(2025, 7, 1),
    )
    meeting = plan_meeting(actor=actor, unit_id=unit_id, month=month)
    day = meeting.planned_on
    draft = draft_agenda(
        rules_in_force(),
        MeetingKind.REGULAR,
        on=day,
        cell_type=unit_on(unit_id, day).cell_type,
        unit_path=rule_path(unit_id, day),
        planned_minutes=100,
    )
    lines = [AgendaLine(i.code, i.title, i.minutes, i.basis) for i in draft.items]
    set_agenda(actor=actor, meeting_id=meeting.pk, items=lines)
    for kind in ("agreed", "notified", "papers_out"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=day.replace(day=day.day - 2))
    return meeting


def begin(actor: Actor, meeting: Meeting, absent: Sequence[RollMark] = ()) -> list[UUID]:
    """Open it and take the roll; returns those present by the order of the roll, chair first."""
    day = meeting.planned_on
    chair = officer_on(meeting.unit_id, Office.CELL_SECRETARY.value, day)
    assert chair is not None
    due = [line.person_id for line in roster_on(meeting.unit_id, day) if line.counts.due]
    voting = [
        line.person_id
        for line in roster_on(meeting.unit_id, day)
        if line.counts.official and line.counts.due and line.person_id != chair.pk
    ]
    open_meeting(
        actor=actor,
        meeting_id=meeting.pk,
        on=day,
        at=START,
        chair_id=chair.pk,
        secretary_id=voting[0],
    )
    said = {mark.person_id: mark for mark in absent}
    marks = [said.get(person, RollMark(person, "present")) for person in due]
    take_roll(actor=actor, meeting_id=meeting.pk, marks=marks)
    here = [mark.person_id for mark in marks if mark.mark == "present"]
    return [chair.pk, *(person for person in here if person != chair.pk)]


def give(actor: Actor, meeting: Meeting, people: Sequence[UUID], tasks: Sequence[Given]) -> None:
    """Assign the tasks of a script."""
    for task in tasks:
        assign_task(
            actor=actor,
            meeting_id=meeting.pk,
            title=task.title,
            due_on=task.due_on,
            measure=task.measure,
            owner_person_id=people[task.owner % len(people)],
        )


def finish(actor: Actor, meeting: Meeting, notes: Sequence[tuple[str, str]] = ()) -> Meeting:
    """Write the notes, settle every item and close."""
    written = dict(notes)
    for item in AgendaItem.objects.filter(meeting=meeting):
        if item.code in written:
            write_note(actor=actor, item_id=item.pk, text=written[item.code], revision=0)
        if item.code == "agenda":
            skip_item(actor=actor, item_id=item.pk, reason="Chương trình đã gửi trước")
            continue
        finish_item(actor=actor, item_id=item.pk, minutes_spent=item.minutes_planned)
    return close_meeting(actor=actor, meeting_id=meeting.pk, at=END)


def write_evening(
    actor: Actor, unit_id: UUID, script: Script, absent: Sequence[RollMark] = ()
) -> Meeting:
    """October with its tasks, then November with everything of the script, closed."""
    before = plan(actor, unit_id, OCTOBER, script.place)
    people = begin(actor, before)
    give(actor, before, people, script.old_tasks)
    finish(actor, before)
    meeting = plan(actor, unit_id, NOVEMBER, script.place)
    people = begin(actor, meeting, absent)
    add_guest(
        actor=actor,
        meeting_id=meeting.pk,
        name="Lê Thị Hồng Gấm",
        title="Ủy viên Ban Thường vụ Đảng ủy phường",
        superior=True,
    )
    _look_at_tasks(actor, meeting, unit_id)
    _talk(actor, meeting, people, script)
    give(actor, meeting, people, script.tasks)
    conclude(actor=actor, meeting_id=meeting.pk, text=script.conclusion, revision=0)
    vote = hold_vote(
        actor=actor,
        meeting_id=meeting.pk,
        question="Thông qua nhiệm vụ và bảng phân công",
        votes_for=script.agreed,
        votes_against=0,
        abstentions=1 if script.unit == "village" else 0,
        item_id=_item(meeting, "vote"),
        method="card",
    )
    resolve(
        actor=actor,
        meeting_id=meeting.pk,
        kind=script.kind,
        subject=script.subject,
        vote_id=vote.pk if vote.passed else None,
    )
    return finish(actor, meeting, script.notes)


def adopt_evening(actor: Actor, meeting: Meeting, votes_for: int) -> None:
    """Score, read back and adopt."""
    score_evening(actor, meeting.pk, HELD)
    read_back(actor=actor, meeting_id=meeting.pk, on=HELD)
    adopt(
        actor=actor,
        meeting_id=meeting.pk,
        votes_for=votes_for,
        votes_against=0,
        abstentions=0,
        on=HELD,
    )


def seal_evening(actor: Actor, meeting: Meeting, votes_for: int) -> None:
    """All the way up to the superior, a day later."""
    adopt_evening(actor, meeting, votes_for)
    finalise(actor=actor, meeting_id=meeting.pk, on=HELD)
    report_up(actor=actor, meeting_id=meeting.pk, on=HELD.replace(day=4))


def _look_at_tasks(actor: Actor, meeting: Meeting, unit_id: UUID) -> None:
    tasks = list(Task.objects.filter(unit_id=unit_id, assigned_on__lt=HELD).order_by("due_on"))
    first = tasks[0]
    report_task(
        actor=actor,
        task_id=first.pk,
        on=date(2026, 10, 24),
        text="Đã làm xong, có bảng kèm theo",
        claims_done=True,
        on_behalf=True,
    )
    judge_task(
        actor=actor,
        task_id=first.pk,
        meeting_id=meeting.pk,
        kind="done",
        comment="Chi bộ công nhận hoàn thành",
    )
    for late in tasks[1:2]:
        judge_task(
            actor=actor,
            task_id=late.pk,
            meeting_id=meeting.pk,
            kind="continues",
            comment="Được 3/4 hộ, làm tiếp đến 15/11",
        )


def _talk(actor: Actor, meeting: Meeting, people: Sequence[UUID], script: Script) -> None:
    for said in script.opinions:
        raise_opinion(
            actor=actor,
            meeting_id=meeting.pk,
            kind="proposal",
            text=said.text,
            person_id=people[said.speaker % len(people)],
            item_id=_item(meeting, said.item),
            minority=said.minority,
        )


def _item(meeting: Meeting, code: str) -> UUID:
    return AgendaItem.objects.get(meeting=meeting, code=code).pk
