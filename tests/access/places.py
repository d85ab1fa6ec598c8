"""The things that addresses name, in two wards: everything there is to knock at.

Built once through the actions, inside one transaction that is rolled back at the end.
"""

from dataclasses import dataclass
from datetime import date, time

from django.core.files.base import ContentFile
from django.db.models import Model, QuerySet

from nenep.access.rules import Actor, Capability, Office
from nenep.documents.actions.store_upload import store_upload
from nenep.documents.models import Paper, UploadedFile
from nenep.imports.actions.upload_list import upload_list
from nenep.imports.tests.lists import shared_list
from nenep.kernel import clock
from nenep.meetings.actions.guests import add_guest
from nenep.meetings.actions.hold_vote import Recused, hold_vote
from nenep.meetings.actions.mark import mark
from nenep.meetings.actions.note_criticism import note_criticism
from nenep.meetings.actions.raise_opinion import raise_opinion
from nenep.meetings.models import (
    OPINION_KINDS,
    AgendaItem,
    CriticismNote,
    Guest,
    Meeting,
    Opinion,
    Vote,
)
from nenep.meetings.tests.scenes import (
    everybody_came,
    finish_evening,
    open_evening,
    plan_evening,
)
from nenep.minutes.actions.finalise import finalise
from nenep.oversight.actions.emergency import ask_emergency
from nenep.oversight.actions.open_paper import open_paper
from nenep.oversight.queries import papers_to_open
from nenep.people.models import OfficeTerm, Person
from nenep.preparation.models import AbsenceRequest
from nenep.reorganisation.actions.draft_plan import draft_plan
from nenep.reorganisation.rules.steps import PlanText, Rename, Step
from nenep.resolutions.actions.assign_task import assign_task
from nenep.resolutions.actions.bring_evidence import bring_evidence
from nenep.resolutions.models import Task, TaskReport
from nenep.room.actions.take_along import take_along
from nenep.room.models import Mandate
from nenep.structure.actions.localities import open_locality
from tests.access.between_units import between_units
from tests.access.lives import lives
from tests.access.place import Argument as Argument
from tests.access.place import Place as Place
from tests.access.place import Stage as Stage
from tests.world import CAST, TODAY, UNITS, World, uid

END = time(20, 45)
OPINION_KIND = OPINION_KINDS[0][0]
MEETING_THINGS = frozenset({"meeting", "task", "paper"})


MONTHS = {
    Stage.SEALED: date(2026, 9, 1),
    Stage.SITTING: date(2026, 11, 1),
    Stage.TOLD: date(2026, 12, 1),
    Stage.DRAFT: date(2027, 1, 1),
}


@dataclass(frozen=True)
class Evening:
    """In which cell meetings are held here, who there gets the task, what is said."""

    unit: str
    owner: str
    stages: tuple[Stage, ...]

    @property
    def words(self) -> str:
        return f"Chuyện chỉ nói trong chi bộ của {self.owner}"


EVENINGS = (
    Evening("village", "member", (Stage.SEALED, Stage.SITTING, Stage.TOLD, Stage.DRAFT)),
    Evening("other_cell", "other_secretary", (Stage.SEALED, Stage.SITTING)),
)


def build(world: World) -> tuple[Place, ...]:
    """Every unit, two lists, and in each of two cells a meeting at every stage."""
    actor = world.act_as_system()
    places = [_unit(world, unit.key) for unit in UNITS]
    places += [_list(world, actor, ward) for ward in ("ward", "other_ward")]
    places += [_village(world, actor, ward) for ward in ("ward", "other_ward")]
    places += [_plan(world, actor, ward) for ward in ("ward", "other_ward")]
    places += [_upload(world, actor, cell) for cell in ("village", "other_cell")]
    places += [_office(world, key) for key in ("secretary", "other_secretary", "ward_officer")]
    for evening in EVENINGS:
        places += _meetings(world, actor, evening)
    places += lives(world, actor)
    places += _reached_into(world)
    places += between_units(world, places)
    world.leave()
    return tuple(places)


def _unit(world: World, key: str) -> Place:
    arguments: dict[str, Argument] = {"unit_id": world.unit(key), "month": f"{TODAY:%Y-%m}"}
    return Place(frozenset({"unit"}), key, arguments, words=world.units[key].name)


def _plan(world: World, actor: Actor, ward: str) -> Place:
    """A draft of one step, which nobody has applied."""
    title = f"Sắp xếp của {ward}"
    text = PlanText(title, "", None, TODAY, (Step(Rename("99101001000001", "Chi bộ khác")),))
    plan = draft_plan(actor=actor, unit_id=world.unit(ward), text=text)
    arguments: dict[str, Argument] = {"plan_id": plan.pk, "kind": "rename", "number": 1}
    return Place(frozenset({"plan"}), ward, arguments, words=title)


def _village(world: World, actor: Actor, ward: str) -> Place:
    """A village is known to whoever knows its commune."""
    name = f"Làng Ta {ward}"
    row = open_locality(actor=actor, unit_id=world.unit(ward), name=name, kind="village", on=TODAY)
    return Place(frozenset({"village"}), ward, {"locality_id": row.locality_id}, words=name)


def _list(world: World, actor: Actor, ward: str) -> Place:
    run = upload_list(
        actor=actor,
        unit_id=world.unit(ward),
        file_name="danh-sach.xlsx",
        content=shared_list(),
        on=TODAY,
    )
    return Place(frozenset({"list"}), ward, {"run_id": run.id}, words="danh-sach.xlsx")


def _upload(world: World, actor: Actor, cell: str) -> Place:
    """A paper brought along, which whoever reads the cell's papers may fetch."""
    upload = store_upload(
        actor=actor,
        unit_id=world.unit(cell),
        subject_kind="meeting",
        subject_id=uid(f"brought to {cell}"),
        file=ContentFile(f"Bản ký của {cell}".encode(), "ban-ky.txt"),
        declared_not_secret=True,
        to=Capability.FINALISE_PAPERS,
        opens_to=Capability.VIEW_PAPERS,
    )
    return Place(frozenset({"upload"}), cell, {"upload_id": upload.pk}, words="Bản ký của")


def _office(world: World, key: str) -> Place:
    holder = world.people[key]
    term = OfficeTerm.objects.get(person_id=holder.id, unit_id=world.unit(holder.unit))
    return Place(frozenset({"office"}), holder.unit, {"term_id": term.pk}, words=holder.name)


def _reached_into(world: World) -> list[Place]:
    """A paper that the province opened today, and a request of each ward."""
    village, officer = world.unit("village"), world.act_as("province_officer")
    opening = open_paper(
        actor=officer,
        unit_id=village,
        paper_id=papers_to_open(village)[0].id,
        reason="inspection",
        words="Kiểm tra theo chương trình năm",
    )
    asked = [("ward_officer", "village"), ("other_ward_officer", "other_cell")]
    arguments: dict[str, Argument] = {"opening_id": opening.pk}
    return [
        Place(frozenset({"opening"}), "village", arguments, owner="province_officer"),
        *(
            Place(frozenset({"history"}), unit, {"object_id": world.unit(unit)})
            for unit in ("village", "other_cell")
        ),
        *(_emergency(world, key, unit) for key, unit in asked),
    ]


def _emergency(world: World, key: str, unit: str) -> Place:
    actor = world.act_as(key)
    words = f"Không còn ai phụ trách {unit}"
    row = ask_emergency(actor=actor, unit_id=world.unit(unit), hours=2, words=words)
    return Place(frozenset({"emergency"}), unit, {"emergency_id": row.pk}, words=words)


def _meetings(world: World, actor: Actor, evening: Evening) -> list[Place]:
    unit_id, made = world.unit(evening.unit), []
    for stage in evening.stages:
        month = MONTHS[stage]
        if stage in {Stage.TOLD, Stage.DRAFT}:
            meeting = plan_evening(actor=actor, unit_id=unit_id, month=month)
        else:
            meeting = _sitting(world, actor, evening, month)
        for kind in ("agreed", "notified") if stage is Stage.TOLD else ():
            mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=TODAY)
        if stage is Stage.SEALED:
            _seal(actor, finish_evening(actor=actor, meeting=meeting, at=END))
        made.append(_meeting(actor, evening, stage, meeting))
    return made


def _sitting(world: World, actor: Actor, evening: Evening, month: date) -> Meeting:
    """Opened, with everything in it that an address can name."""
    meeting = open_evening(actor=actor, unit_id=world.unit(evening.unit), month=month)
    everybody_came(actor=actor, meeting=meeting)
    add_guest(actor=actor, meeting_id=meeting.pk, name="Lý Văn Khách", title="khách mời")
    raise_opinion(actor=actor, meeting_id=meeting.pk, kind=OPINION_KIND, text=evening.words)
    hold_vote(
        actor=actor,
        meeting_id=meeting.pk,
        question=evening.words,
        votes_for=1,
        votes_against=0,
        abstentions=0,
    )
    hold_vote(
        actor=actor,
        meeting_id=meeting.pk,
        question="Việc có người liên quan",
        votes_for=0,
        votes_against=0,
        abstentions=0,
        recused=[Recused(uid(evening.owner), evening.words)],
    )
    note_criticism(
        actor=actor,
        meeting_id=meeting.pk,
        person_id=uid(evening.owner),
        kind="self_criticism",
        text=evening.words,
    )
    assign_task(
        actor=actor,
        meeting_id=meeting.pk,
        title=evening.words,
        due_on=date(2026, 12, 20),
        owner_person_id=world.person(evening.owner),
    )
    _evidenced(actor, meeting)
    _taken_along(world, evening, meeting)
    return meeting


def _evidenced(actor: Actor, meeting: Meeting) -> None:
    """A report with a file beside it, brought by somebody else than the owner."""
    task = Task.objects.get(meeting=meeting)
    report = TaskReport.objects.create(
        task=task, unit_id=task.unit_id, on=_day(meeting), text="Đã bắt đầu"
    )
    bring_evidence(
        actor=actor,
        report_id=report.pk,
        file=ContentFile(b"Danh sach", "danh-sach.txt"),
        declared_not_secret=True,
    )


def _taken_along(world: World, evening: Evening, meeting: Meeting) -> None:
    """A mandate is somebody's: issued to the cell's secretary, never to the installation."""
    secretary = next(
        p for p in CAST if p.unit == evening.unit and p.office is Office.CELL_SECRETARY
    )
    take_along(
        actor=world.act_as(secretary.key),
        meeting_id=meeting.pk,
        device_id=uid(f"device:{evening.unit}"),
        device_clock=clock.now(),
    )
    world.act_as_system()


def _seal(actor: Actor, meeting: Meeting) -> None:
    for kind in ("scored", "read_back", "adopted"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=_day(meeting))
    finalise(actor=actor, meeting_id=meeting.pk, on=_day(meeting))


def _meeting(actor: Actor, evening: Evening, stage: Stage, meeting: Meeting) -> Place:
    """The meeting and, by the names addresses use for them, its things."""
    about = MEETING_THINGS
    if stage in {Stage.TOLD, Stage.SITTING}:  # leave is asked from what is announced
        about |= {"leave"}
        AbsenceRequest.objects.create(
            meeting=meeting,
            unit_id=meeting.unit_id,
            person_id=uid(evening.owner),
            reason="duty",
            asked_on=TODAY,
        )
    of_it: dict[str, QuerySet[Model]] = {
        "item_id": AgendaItem.objects.filter(meeting=meeting),
        "opinion_id": Opinion.objects.filter(meeting=meeting),
        "vote_id": Vote.objects.filter(meeting=meeting),
        "note_id": CriticismNote.objects.filter(meeting=meeting),
        "guest_id": Guest.objects.filter(meeting=meeting),
        "mandate_id": Mandate.objects.filter(meeting=meeting),
        "task_id": Task.objects.filter(meeting=meeting),
        "file_id": UploadedFile.objects.filter(
            subject_id__in=TaskReport.objects.filter(task__meeting=meeting).values("pk")
        ),
        "request_id": AbsenceRequest.objects.filter(meeting=meeting),
        "paper_id": Paper.objects.filter(subject_id=meeting.pk),
        "person_id": Person.objects.filter(pk=uid(evening.owner)),
    }
    firsts = {name: rows.first() for name, rows in of_it.items()}
    arguments: dict[str, Argument] = {n: row.pk for n, row in firsts.items() if row is not None}
    arguments |= {"meeting_id": meeting.pk, "unit_id": meeting.unit_id, "part_id": meeting.pk}
    return Place(about, evening.unit, arguments, stage, owner=evening.owner, words=evening.words)


def _day(meeting: Meeting) -> date:
    assert meeting.held_on is not None
    return meeting.held_on
