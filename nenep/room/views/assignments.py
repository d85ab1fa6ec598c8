"""Giving tasks: who, what, by when, with a result one can see."""

from calendar import monthrange
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted, pressed
from nenep.kernel.errors import Absent
from nenep.meetings.models import Meeting
from nenep.meetings.policies import meeting_for
from nenep.resolutions.actions.assign_task import assign_task, remove_task
from nenep.resolutions.queries import TaskLine, tasks_of_meeting
from nenep.room.queries import room_page, units_to_charge
from nenep.room.task_forms import AssignmentForm
from nenep.room.ways import back_to, form_status
from nenep.ui.reply import reply

ENOUGH_DAYS = 7


@require_http_methods(["GET", "POST"])
def assignments(
    request: ActorRequest, meeting_id: UUID, task_id: UUID | None = None
) -> HttpResponse:
    """Give a task, or change the one of the address; below, all that were given."""
    page = room_page(request.actor, meeting_id)
    if page.milestone("opened") is None:
        return back_to("evening", meeting_id)
    given = tasks_of_meeting(meeting_id)
    known, units = _known(given, task_id), units_to_charge(page)
    form = AssignmentForm(
        page.roll, units, request.POST or None, initial=_initial(page.meeting, known)
    )

    def assign() -> object:
        return assign_task(
            actor=request.actor,
            meeting_id=meeting_id,
            due_on=form.cleaned_data["due_on"],
            task_id=task_id,
            **form.charge(),
        )

    if request.method == "POST" and accepted(
        request, page.meeting.unit_id, form, assign, said=_("Đã giao việc.")
    ):
        return back_to("assignments", meeting_id)
    context = {"page": page, "form": form, "known": known, "given": given}
    return reply(request, "room/assignments.html", context, status=form_status(form))


@require_POST
def assignment_removal(request: ActorRequest, meeting_id: UUID, task_id: UUID) -> HttpResponse:
    """Take back a task given by mistake, while the meeting sits."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.RUN_MEETING)

    def remove() -> None:
        remove_task(actor=request.actor, task_id=task_id)

    pressed(request, meeting.unit_id, remove, said=_("Đã bỏ việc này."))
    return back_to("assignments", meeting_id)


def _known(given: list[TaskLine], task_id: UUID | None) -> TaskLine | None:
    if task_id is None:
        return None
    found = next((task for task in given if task.id == task_id), None)
    if found is None:
        raise Absent("Không tìm thấy nhiệm vụ này trong cuộc họp.")
    return found


def _initial(meeting: Meeting, known: TaskLine | None) -> dict[str, object]:
    if known is None:
        return {"due_on": _usual_deadline(meeting.held_on or meeting.planned_on)}
    owner = f"person:{known.owner_person_id}"
    return {
        "title": known.title,
        "owner": owner if known.owner_person_id else f"unit:{known.owner_unit_id}",
        "due_on": known.due_on,
        "measure": known.measure,
        "source_sentence": known.source_sentence,
        "co_owners": [str(person_id) for person_id in known.co_owner_ids],
    }


def _usual_deadline(held_on: date) -> date:
    """The end of the month, or of the next one when too little of it is left."""
    last = held_on.replace(day=monthrange(held_on.year, held_on.month)[1])
    if (last - held_on).days >= ENOUGH_DAYS:
        return last
    following = date.fromordinal(last.toordinal() + 1)
    return following.replace(day=monthrange(following.year, following.month)[1])
