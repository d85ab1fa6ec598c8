"""The resolution or conclusion: evaluation, plan, who does what, the score, the vote, and every
opinion in the annex (the form a city used in 2025; parts nobody wrote anything in are left out)."""

from collections.abc import Collection

from nenep.documents.rules.blocks import Block, Heading, Paragraph
from nenep.documents.rules.model import Annex, Document
from nenep.documents.rules.text import RichText, bold, rich
from nenep.kernel.names import sort_key
from nenep.minutes.rules import parts, phrases
from nenep.minutes.rules.record import Decision, Record, TaskLine, Vote
from nenep.rulebook.rules.agendas import ItemKind

CONCLUSION, RESOLUTION = "conclusion", "resolution"
_FORMULA = {RESOLUTION: "CHI BỘ QUYẾT NGHỊ:", CONCLUSION: "CHI BỘ KẾT LUẬN:"}
_NAMES = {RESOLUTION: "Nghị quyết", CONCLUSION: "Kết luận"}
_EVALUATION = (
    ("Tình hình chính trị, tư tưởng", {ItemKind.IDEOLOGY}),
    ("Thực hiện nhiệm vụ chính trị", {ItemKind.REPORT, ItemKind.POLITICAL_TASK}),
    ("Kết quả thực hiện nhiệm vụ đã giao", {ItemKind.TASK_REVIEW}),
    ("Công tác xây dựng Đảng", {ItemKind.PARTY_BUILDING, ItemKind.HCM_STUDY}),
    ("Tự phê bình và phê bình, biểu dương, nhắc nhở", {ItemKind.SELF_CRITICISM}),
)
_TOPIC = {ItemKind.PRESENTATION}
_PLAN = {ItemKind.NEXT_TASKS}


def decision_of(record: Record) -> Decision | None:
    """What the meeting decided; a conclusion without a resolution is issued as a conclusion."""
    if record.decision is not None:
        return record.decision
    if record.conclusion or record.assigned:
        return Decision(CONCLUSION, phrases.gathering(record), None)
    return None


def compose(record: Record) -> Document | None:
    """The paper of the decision, or None when the meeting decided nothing."""
    decision = decision_of(record)
    if decision is None:
        return None
    chapters = (
        ("Đánh giá kết quả thực hiện nhiệm vụ kỳ trước", _evaluation(record)),
        ("Nhiệm vụ, giải pháp thời gian tới", _plan(record)),
        ("Phân công, tổ chức thực hiện", parts.assigned_tasks(record.assigned)),
        ("Tự chấm điểm chất lượng sinh hoạt", _score(record)),
    )
    blocks: list[Block] = [
        *_introduction(record),
        Paragraph(rich(bold(_FORMULA[decision.type_key])), alignment="center"),
    ]
    for place, (title, body) in enumerate(chapters):
        body = body or [parts.paragraph(phrases.NOTHING)]
        blocks += [parts.chapter(place, title), *body]
    blocks += _vote(record, decision)
    return parts.paper(
        record,
        decision.type_key,
        decision.subject,
        blocks,
        recipients=(*parts.to_superior(record), "Đảng viên chi bộ (để thực hiện),", "Lưu chi bộ."),
        signatures=parts.for_the_unit(record),
        annexes=_annexes(record),
        on=record.day,
    )


def _introduction(record: Record) -> list[Block]:
    """When, where, under whom, and the counts: facts of the roll."""
    lasted = f" trong {record.minutes} phút" if record.minutes is not None else ""
    when = f"Ngày {phrases.day_of(record.day)}, tại {record.place}, {record.unit_name} họp{lasted}"
    who: list[RichText] = []
    if record.chair:
        who.append((*phrases.comrade(record.chair), *rich(", chủ trì")))
    if record.secretary:
        who.append((*phrases.comrade(record.secretary), *rich(", làm thư ký")))
    told = rich(f"{when} ({phrases.gathering(record)})")
    for someone in who:
        told = (*told, *rich("; "), *someone)
    tally = record.tally
    counts = (
        f"Tổng số đảng viên: {phrases.membership(record)}. "
        f"Có mặt: {phrases.attendance(record)}; vắng có lý do {tally.excused}, "
        f"vắng không lý do {tally.unexcused}."
    )
    return [Paragraph((*told, *rich("."))), Paragraph(rich(counts))]


def _evaluation(record: Record) -> list[Block]:
    blocks: list[Block] = []
    place = 0
    for title, kinds in _EVALUATION:
        body = _notes(record, kinds)
        if ItemKind.TASK_REVIEW in kinds:
            body = [*parts.reviewed_tasks(record), *body]
        if body:
            place += 1
            blocks += [parts.section(place, title), *body]
    return blocks


def _plan(record: Record) -> list[Block]:
    """What the chair concluded and what was noted of the months to come."""
    topic = _notes(record, _TOPIC)
    return [*topic, *_notes(record, _PLAN), *parts.noted(record.conclusion)]


def _notes(record: Record, kinds: Collection[ItemKind]) -> list[Block]:
    return [
        block for item in record.items if item.kind in kinds for block in parts.noted(item.note)
    ]


def _score(record: Record) -> list[Block]:
    if record.score is None:
        return []
    blocks = parts.score_total(record.score)
    if told := parts.remedies(record.score):
        blocks += [Paragraph(rich("Biện pháp khắc phục:")), *told]
    return blocks


def _vote(record: Record, decision: Decision) -> list[Block]:
    cast = decision.vote or _passed(record)
    if cast is None:
        return []
    name = _NAMES[decision.type_key]
    return [parts.paragraph(f"{name} được chi bộ biểu quyết: {phrases.result(cast)}")]


def _passed(record: Record) -> Vote | None:
    """The vote by which minutes and resolution were adopted together."""
    return next((vote for vote in record.adoption_votes if vote.passed), None)


def _annexes(record: Record) -> tuple[Annex, ...]:
    return (*_assignment(record), *_opinions(record))


def _assignment(record: Record) -> tuple[Annex, ...]:
    """The year's assignment: each member with the tasks, and how many of those who should have one
    do."""
    tasks = sorted((t for t in record.assigned if t.year is not None), key=_by_name)
    if not tasks:
        return ()
    blocks = parts.year_list(tasks)
    if record.coverage:
        blocks.append(parts.paragraph(record.coverage))
    return (Annex("DANH SÁCH", f"Phân công nhiệm vụ đảng viên năm {tasks[0].year}", tuple(blocks)),)


def _by_name(task: TaskLine) -> tuple[str, str]:
    return sort_key(task.owner), task.owner


def _opinions(record: Record) -> tuple[Annex, ...]:
    blocks: list[Block] = []
    for item in record.items:
        if item.opinions:
            blocks += [Heading(rich(item.title), level=2), *parts.opinions(item.opinions)]
    if record.other_opinions:
        blocks += [Heading(rich("Ý kiến khác"), level=2), *parts.opinions(record.other_opinions)]
    if not blocks:
        return ()
    return (Annex("PHỤ LỤC", "Ý kiến phát biểu tại buổi sinh hoạt", tuple(blocks)),)
