"""What lies between the ward and its cells: opinions sent up, tasks given, things asked for."""

from datetime import date, timedelta
from uuid import UUID

from nenep.demo.rules import demo_today, uid
from nenep.demo.story.calendar import REORGANISED
from nenep.demo.story.units import MAIN_CELL, PROVINCE, WARD
from nenep.meetings.models import Opinion
from nenep.petitions.models import Petition, Reply
from nenep.petitions.queries import clock_on
from nenep.resolutions.models import Task, TaskOutcome, TaskReport
from nenep.structure.queries.units import unit_on


def load_between() -> int:
    """Petitions of all cells since the ward exists, one of the told cell overdue; two tasks of the
    ward and a request of the cell. Returns how many."""
    _let_one_wait()
    sent = Opinion.objects.filter(forwarded_on__gte=REORGANISED).order_by("forwarded_on", "id")
    petitions = [_petition(opinion) for opinion in sent]
    Petition.objects.bulk_create(petitions)
    Reply.objects.bulk_create(
        reply
        for opinion, petition in zip(sent, petitions, strict=True)
        for reply in _replies(opinion, petition)
    )
    return len(petitions) + _passed_on(petitions) + _tasks()


def _let_one_wait() -> None:
    """The told cell's own oldest open question went up in September, and nobody has answered."""
    waiting = Opinion.objects.filter(
        unit_id=uid(MAIN_CELL), needs_answer=True, answered_on=None, forwarded_on=None
    )
    oldest = waiting.filter(raised_on__gte=date(2026, 8, 1)).order_by("raised_on", "id").first()
    if oldest is not None:
        oldest.forwarded_on = max(oldest.raised_on, date(2026, 9, 4))
        oldest.save(update_fields=["forwarded_on"])


def _passed_on(petitions: list[Petition]) -> int:
    """The ward sent one of its latest on to the province, which has received it."""
    answered = Reply.objects.filter(kind="answered").values("petition_id")
    open_ones = Petition.objects.exclude(pk__in=answered).exclude(unit_id=uid(MAIN_CELL))
    sent = (
        open_ones.filter(pk__in=[p.pk for p in petitions]).order_by("-forwarded_on", "pk").first()
    )
    if sent is None:
        return 0
    on, to = sent.forwarded_on + timedelta(days=3), unit_on(uid(PROVINCE), sent.forwarded_on)
    allowed, basis = clock_on(to, on)
    further = Petition.objects.create(
        id=uid(f"petition/{sent.pk}/on"),
        unit_id=sent.to_unit_id,
        opinion_id=sent.opinion_id,
        to_unit_id=to.id,
        text=sent.text,
        forwarded_on=on,
        level=allowed.level if allowed else "",
        clock_days=allowed.days if allowed else None,
        due_on=allowed.due_on if allowed else None,
        basis=basis,
        continues=sent,
    )
    Reply.objects.create(
        petition=sent,
        unit_id=sent.unit_id,
        by_unit_id=sent.to_unit_id,
        kind="passed_on",
        on=on,
        text="Việc thuộc thẩm quyền của tỉnh.",
        due_on=further.due_on,
    )
    return 1


def _petition(opinion: Opinion) -> Petition:
    sent_on = opinion.forwarded_on or opinion.raised_on
    allowed, basis = clock_on(unit_on(uid(WARD), sent_on), sent_on)
    return Petition(
        id=uid(f"petition/{opinion.pk}"),
        unit_id=opinion.unit_id,
        opinion=opinion,
        to_unit_id=uid(WARD),
        text=opinion.text,
        forwarded_on=sent_on,
        level=allowed.level if allowed else "",
        clock_days=allowed.days if allowed else None,
        due_on=allowed.due_on if allowed else None,
        basis=basis,
    )


def _replies(opinion: Opinion, petition: Petition) -> list[Reply]:
    said = [("received", petition.forwarded_on + timedelta(days=2), "")]
    if opinion.answered_on is not None:
        said.append(("answered", opinion.answered_on, opinion.answer))
    return [
        Reply(
            petition=petition,
            unit_id=petition.unit_id,
            by_unit_id=petition.to_unit_id,
            kind=kind,
            on=on,
            text=text,
        )
        for kind, on, text in said
        if on <= demo_today()
    ]


def _tasks() -> int:
    cell, ward = uid(MAIN_CELL), uid(WARD)
    given = [
        ("Lập danh sách hộ chưa có nhà tiêu hợp vệ sinh", date(2026, 10, 12), date(2026, 11, 10)),
        ("Góp ý dự thảo quy chế làm việc của chi ủy", date(2026, 11, 9), date(2026, 12, 5)),
    ]
    down = [_between(title, ward, cell, "down", on, due) for title, on, due in given]
    asked = _between(
        "Mở lớp bồi dưỡng cho đảng viên mới tại làng",
        cell,
        ward,
        "up",
        date(2026, 10, 20),
        date(2026, 12, 15),
    )
    Task.objects.bulk_create([*down, asked])
    _told(
        down[0], "Đã rà 62 hộ, còn 9 hộ chưa có; danh sách gửi kèm.", date(2026, 11, 9), done=True
    )
    TaskOutcome.objects.create(
        task=down[0], unit_id=ward, other_unit_id=cell, kind="done", on=date(2026, 11, 12)
    )
    _told(
        asked,
        "Trung tâm chính trị mở lớp tại nhà văn hóa.",
        date(2026, 11, 4),
        promised=date(2026, 12, 12),
    )
    return len(down) + 1


def _between(title: str, unit: UUID, owner: UUID, way: str, on: date, due: date) -> Task:
    return Task(
        id=uid(f"between/{title}"),
        unit_id=unit,
        owner_unit_id=owner,
        direction=way,
        title=title,
        assigned_on=on,
        due_on=due,
    )


def _told(
    task: Task, text: str, on: date, *, done: bool = False, promised: date | None = None
) -> None:
    TaskReport.objects.create(
        task=task,
        unit_id=task.unit_id,
        other_unit_id=task.owner_unit_id,
        by_other=True,
        on=on,
        text=text,
        claims_done=done,
        promised_on=promised,
    )
