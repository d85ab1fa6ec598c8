"""The preparation: day, agenda, checklist. Every form works without scripts."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted, pressed
from nenep.kernel import clock
from nenep.kernel.errors import Conflict
from nenep.meetings.actions.agenda import add_item, change_item, move_item, remove_item
from nenep.meetings.actions.mark import mark
from nenep.meetings.policies import item_for, meeting_for
from nenep.preparation.actions.draft_agenda import draft_agenda
from nenep.preparation.actions.reschedule import reschedule
from nenep.preparation.forms import AddItemForm, ItemForm, MilestoneForm, ScheduleForm
from nenep.preparation.pages import Typed, preparation_page
from nenep.ui.errors import sentence
from nenep.ui.reply import reply


@require_GET
def preparation(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Where the preparation stands and what is to be done next."""
    return _drawn(request, meeting_id)


@require_POST
def schedule(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Another day, time or place."""
    form = ScheduleForm(request.POST)

    def move() -> object:
        return reschedule(actor=request.actor, meeting_id=meeting_id, **form.cleaned_data)

    if accepted(request, _unit(request, meeting_id), form, move, said=_("Đã đổi lịch họp.")):
        return _back(meeting_id)
    return _drawn(request, meeting_id, Typed(schedule=form))


@require_POST
def milestones(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Agreed, notified, papers out: on which day."""
    form = MilestoneForm(request.POST)

    def enter() -> object:
        return mark(actor=request.actor, meeting_id=meeting_id, **form.cleaned_data)

    if accepted(request, _unit(request, meeting_id), form, enter):
        return _back(meeting_id, "checklist")
    return _drawn(request, meeting_id, Typed(marking=form))


@require_POST
def agenda_draft(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Draft the agenda, or draft it again."""

    def draft() -> object:
        return draft_agenda(actor=request.actor, meeting_id=meeting_id)

    pressed(request, _unit(request, meeting_id), draft, said=_("Đã soạn chương trình."))
    return _back(meeting_id, "agenda")


@require_POST
def agenda_items(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """One more item."""
    form = AddItemForm(request.POST, auto_id="add_%s")

    def add() -> object:
        return add_item(actor=request.actor, meeting_id=meeting_id, **form.cleaned_data)

    if accepted(request, _unit(request, meeting_id), form, add, said=_("Đã thêm mục.")):
        if request.POST.get("from") == "evening":
            return HttpResponseRedirect(reverse("evening", args=[meeting_id]))
        return _back(meeting_id, "agenda")
    return _drawn(request, meeting_id, Typed(adding=form))


@require_POST
def agenda_item(request: ActorRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Another title or time; somebody else's change in between is shown beside."""
    form = ItemForm(request.POST, auto_id=f"item_{item_id}_%s")

    def change() -> object:
        return change_item(actor=request.actor, item_id=item_id, **form.cleaned_data)

    try:
        if accepted(request, _unit(request, meeting_id), form, change):
            return _back(meeting_id, f"item-{item_id}")
    except Conflict as conflict:
        form = _after_conflict(request, item_id, conflict)
        typed = Typed(editing=(item_id, form))
        return _drawn(request, meeting_id, typed, HTTPStatus.CONFLICT)
    return _drawn(request, meeting_id, Typed(editing=(item_id, form)))


@require_POST
def agenda_place(request: ActorRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """One place up or down."""

    def move() -> object:
        up = request.POST.get("to") == "up"
        return move_item(actor=request.actor, item_id=item_id, up=up)

    pressed(request, _unit(request, meeting_id), move)
    return _back(meeting_id, f"item-{item_id}")


@require_POST
def agenda_removal(request: ActorRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Take an item off the draft."""

    def remove() -> None:
        remove_item(actor=request.actor, item_id=item_id)

    pressed(request, _unit(request, meeting_id), remove, said=_("Đã bỏ mục."))
    return _back(meeting_id, "agenda")


def _unit(request: ActorRequest, meeting_id: UUID) -> UUID:
    return meeting_for(request.actor, meeting_id, to=Capability.PREPARE_MEETING).unit_id


def _back(meeting_id: UUID, part: str = "") -> HttpResponse:
    address = reverse("preparation", args=[meeting_id])
    return HttpResponseRedirect(f"{address}#{part}" if part else address)


def _after_conflict(request: ActorRequest, item_id: UUID, conflict: Conflict) -> ItemForm:
    """What was typed, upon the newest revision: saving again is a choice made with both in view."""
    newest = item_for(request.actor, item_id)
    said = request.POST.copy()
    said["revision"] = str(newest.revision)
    form = ItemForm(said, auto_id=f"item_{item_id}_%s")
    form.add_error("title", sentence(conflict))
    form.add_error("title", _("Bản đã lưu: “%(theirs)s”.") % {"theirs": conflict.theirs})
    return form


def _drawn(
    request: ActorRequest,
    meeting_id: UUID,
    typed: Typed | None = None,
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> HttpResponse:
    page = preparation_page(request.actor, meeting_id, today=clock.today(), typed=typed)
    return reply(
        request,
        "preparation/preparation.html",
        {"page": page},
        status=status if typed else HTTPStatus.OK,
    )
