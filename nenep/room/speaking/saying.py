"""What is said and given to do."""

from nenep.kernel.errors import Absent
from nenep.meetings.actions.note_criticism import erase_criticism, note_criticism
from nenep.meetings.actions.raise_opinion import raise_opinion, remove_opinion
from nenep.meetings.models import CriticismNote, Opinion
from nenep.meetings.policies import When
from nenep.resolutions.actions.assign_task import assign_task, remove_task
from nenep.resolutions.actions.judge_task import judge_task
from nenep.resolutions.models import Task, TaskOutcome
from nenep.room.rules.commands import must_follow
from nenep.room.speaking.speech import Speech

_OPINION = "Ý kiến này đã được máy khác sửa; cả hai bản được giữ để đồng chí chọn hoặc ghép."
_CRITICISM = "Ghi chép này đã được máy khác sửa; cả hai bản được giữ để đồng chí chọn."
_FOUND = "Việc này đã được máy khác ghi kết quả khác; cả hai được giữ để đồng chí chọn."
_TASK = "Nhiệm vụ này đã được máy khác sửa; cả hai bản được giữ để đồng chí chọn."


def spoke(speech: Speech) -> None:
    said = speech.said
    speech.door(When.UNSEALED)
    earlier = Opinion.objects.filter(pk=said.uuid("id"), meeting_id=speech.meeting_id).first()
    text = said.text("text", most=4000).strip()
    if earlier is not None:
        must_follow(said.text("base"), now=earlier.text, mine=text, told=_OPINION)
    raise_opinion(
        actor=speech.actor,
        meeting_id=speech.meeting_id,
        opinion_id=said.uuid("id"),
        kind=said.text("kind", most=20),
        text=text,
        person_id=said.maybe_uuid("person"),
        item_id=said.maybe_uuid("item"),
        minority=said.flag("minority"),
        needs_answer=said.flag("needs_answer"),
    )


def unspoke(speech: Speech) -> None:
    """Gone already is gone."""
    opinion = Opinion.objects.filter(pk=speech.said.uuid("id"), meeting_id=speech.meeting_id)
    if opinion.exists():
        remove_opinion(actor=speech.actor, opinion_id=speech.said.uuid("id"))


def criticised(speech: Speech) -> None:
    """For the cell's own use; the revision is the text itself, as everywhere in the room."""
    said = speech.said
    speech.door()
    note_id, text = said.uuid("id"), said.text("text", most=4000).strip()
    earlier = CriticismNote.objects.filter(pk=note_id, meeting_id=speech.meeting_id).first()
    if earlier is not None:
        must_follow(said.text("base"), now=earlier.text, mine=text, told=_CRITICISM)
    note_criticism(
        actor=speech.actor,
        meeting_id=speech.meeting_id,
        note_id=note_id,
        person_id=said.uuid("person"),
        kind=said.text("kind", most=16),
        text=text,
        revision=earlier.revision if earlier else 0,
    )


def uncriticised(speech: Speech) -> None:
    """Erased already is erased."""
    note = CriticismNote.objects.filter(pk=speech.said.uuid("id"), meeting_id=speech.meeting_id)
    if note.exists():
        erase_criticism(actor=speech.actor, note_id=speech.said.uuid("id"))


def assigned(speech: Speech) -> None:
    said = speech.said
    speech.door()
    title, due = said.text("title", most=300).strip(), said.day("due_on")
    earlier = Task.objects.filter(pk=said.uuid("id"), meeting_id=speech.meeting_id).first()
    if earlier is not None:
        now = f"{earlier.title}\n{earlier.due_on}"
        must_follow(said.text("base"), now=now, mine=f"{title}\n{due}", told=_TASK)
    assign_task(
        actor=speech.actor,
        meeting_id=speech.meeting_id,
        task_id=said.uuid("id"),
        title=title,
        due_on=due,
        owner_person_id=said.maybe_uuid("person"),
        owner_unit_id=said.maybe_uuid("unit"),
        measure=said.text("measure", most=300),
        source_sentence=said.text("source_sentence", most=500),
    )


def unassigned(speech: Speech) -> None:
    task = Task.objects.filter(pk=speech.said.uuid("id"), meeting_id=speech.meeting_id)
    if task.exists():
        remove_task(actor=speech.actor, task_id=speech.said.uuid("id"))


def judged(speech: Speech) -> None:
    said = speech.said
    door = speech.door()
    task = Task.objects.filter(pk=said.uuid("task"), unit_id=door.meeting.unit_id).first()
    if task is None:
        raise Absent("Không tìm thấy nhiệm vụ này trong chi bộ của cuộc họp.")
    kind, comment = said.text("kind", most=12), said.text("comment", most=500).strip()
    found = TaskOutcome.objects.filter(task=task, meeting_id=speech.meeting_id).first()
    now = f"{found.kind}\n{found.comment}" if found else ""
    if found is not None:
        must_follow(said.text("base"), now=now, mine=f"{kind}\n{comment}", told=_FOUND)
    judge_task(
        actor=speech.actor,
        task_id=task.pk,
        meeting_id=speech.meeting_id,
        kind=kind,
        comment=comment,
        vote_id=said.maybe_uuid("vote"),
        to_person_id=said.maybe_uuid("to_person"),
        to_unit_id=said.maybe_uuid("to_unit"),
        due_on=said.day("due_on") if said.text("due_on") else None,
    )
