"""What is written and settled under an item of the agenda."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nenep.access.requests import ActorRequest
from nenep.journal.once_only import accepted
from nenep.kernel.errors import Conflict
from nenep.meetings.actions.note import finish_item, skip_item, write_note
from nenep.meetings.policies import item_for
from nenep.meetings.queries import MeetingPage
from nenep.resolutions.actions.judge_task import judge_task
from nenep.room.forms import NoteForm, SkipForm
from nenep.room.pages import Typed, elapsed_minutes, evening_page, tasks_item
from nenep.room.queries import room_page
from nenep.room.task_forms import TaskFindingForm, finding_options
from nenep.room.ways import back_to, two_texts
from nenep.ui.reply import reply


@require_POST
def item_note(request: ActorRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Keep the note; with ``then=done`` the item is finished and the next one opens."""
    page, form = room_page(request.actor, meeting_id), NoteForm(request.POST)
    done = request.POST.get("then") == "done"

    def write() -> None:
        _write(request, page, item_id, form, done)

    try:
        if accepted(request, page.meeting.unit_id, form, write, said=_("Đã ghi.")):
            return back_to("evening", meeting_id, item_id=None if done else item_id)
    except Conflict as conflict:
        return _both(request, page, item_id, conflict)
    return _drawn(request, page, Typed(item_id=item_id, note=form))


@require_POST
def item_omission(request: ActorRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Leave the item out, with the reason."""
    page, form = room_page(request.actor, meeting_id), SkipForm(request.POST)

    def skip() -> object:
        return skip_item(actor=request.actor, item_id=item_id, **form.cleaned_data)

    if accepted(request, page.meeting.unit_id, form, skip, said=_("Đã ghi lý do bỏ mục.")):
        return back_to("evening", meeting_id)
    return _drawn(request, page, Typed(item_id=item_id, skip=form))


@require_POST
def task_finding(request: ActorRequest, meeting_id: UUID, task_id: UUID) -> HttpResponse:
    """What the meeting finds of a task given earlier."""
    page = room_page(request.actor, meeting_id)
    home = tasks_item(page.items)
    form = TaskFindingForm(finding_options(page), request.POST, auto_id=f"task_{task_id}_%s")

    def judge() -> object:
        return judge_task(
            actor=request.actor, task_id=task_id, meeting_id=meeting_id, **form.finding()
        )

    if accepted(request, page.meeting.unit_id, form, judge, said=_("Đã ghi kết quả việc.")):
        return back_to("evening", meeting_id, item_id=home)
    return _drawn(request, page, Typed(item_id=home, task=(task_id, form)))


def _write(
    request: ActorRequest, page: MeetingPage, item_id: UUID, form: NoteForm, done: bool
) -> None:
    said, actor = form.cleaned_data, request.actor
    item = write_note(actor=actor, item_id=item_id, text=said["text"], revision=said["revision"])
    minutes = said["minutes"]
    if done and minutes is None and item.finished_at is None:
        minutes = elapsed_minutes(page.meeting, page.items, item_id)
    if done or (item.finished_at is not None and minutes is not None):
        finish_item(actor=actor, item_id=item_id, minutes_spent=minutes)


def _both(
    request: ActorRequest, page: MeetingPage, item_id: UUID, conflict: Conflict
) -> HttpResponse:
    item = item_for(request.actor, item_id)
    kept = {name: request.POST.get(name, "") for name in ("then", "minutes")}
    return two_texts(
        request,
        page,
        conflict,
        title=item.title,
        revision=item.revision,
        fields=kept,
        keep_url=f"{reverse('evening', args=[page.meeting.pk])}?item={item_id}#now",
    )


def _drawn(request: ActorRequest, page: MeetingPage, typed: Typed) -> HttpResponse:
    shown = evening_page(request.actor, page, typed=typed)
    context = {"page": shown, "refused": True}
    return reply(request, "room/evening.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
