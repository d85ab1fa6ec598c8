"""One village, and what its commune's office writes into the register."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted
from nenep.kernel import clock
from nenep.people.actions.join_villages import join_villages
from nenep.people.forms.villages import (
    VillageEndForm,
    VillageForm,
    VillageListForm,
)
from nenep.people.pages.acts import act_answer
from nenep.people.pages.villages import (
    change_page,
    end_page,
    leaders_for,
    list_page,
    new_page,
    village_page,
)
from nenep.structure.actions.localities import change_locality, close_locality, open_locality
from nenep.structure.actions.set_localities import set_localities
from nenep.structure.policies import locality_for, unit_for
from nenep.structure.queries.localities import localities_on
from nenep.ui.reply import reply

DRAWN = ("GET", "POST")


@require_GET
def village(request: ActorRequest, locality_id: UUID) -> HttpResponse:
    """How it stands, who lives there, what it has been."""
    page = village_page(request.actor, locality_id, clock.today())
    return reply(request, "people/village.html", {"page": page})


@require_http_methods(DRAWN)
def village_new(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """A village enters the register."""
    actor, today = request.actor, clock.today()
    unit = unit_for(actor, unit_id, to=Capability.MANAGE_MEMBERS, on=today)
    form = VillageForm(leaders_for(unit_id, today), request.POST or None, initial={"on": today})

    def run() -> object:
        return open_locality(actor=actor, unit_id=unit_id, **form.cleaned_data)

    return act_answer(request, unit_id, form, run, new_page(unit), said=_("Đã ghi vào sổ."))


@require_http_methods(DRAWN)
def village_change(request: ActorRequest, locality_id: UUID) -> HttpResponse:
    """From a day on it is otherwise."""
    actor, today = request.actor, clock.today()
    near = locality_for(actor, locality_id, to=Capability.MANAGE_MEMBERS, on=today)
    first = {"name": near.name, "kind": near.kind, "led_by_id": near.led_by_id, "on": today}
    form = VillageForm(leaders_for(near.unit_id, today, near), request.POST or None, initial=first)

    def run() -> object:
        return change_locality(
            actor=actor, locality_id=locality_id, unit_id=near.unit_id, **form.cleaned_data
        )

    page = change_page(near)
    return act_answer(request, near.unit_id, form, run, page, said=_("Đã ghi thay đổi."))


@require_http_methods(DRAWN)
def village_end(request: ActorRequest, locality_id: UUID) -> HttpResponse:
    """It is no more, or joined another."""
    actor, today = request.actor, clock.today()
    near = locality_for(actor, locality_id, to=Capability.MANAGE_MEMBERS, on=today)
    others = [v for v in localities_on(near.unit_id, today) if v.locality_id != locality_id]
    form = VillageEndForm(others, request.POST or None, initial={"on": today})

    def run() -> object:
        on, into = form.cleaned_data["on"], form.cleaned_data["into"]
        if into is not None:
            return join_villages(actor=actor, locality_id=locality_id, into_id=into, on=on)
        return close_locality(actor=actor, locality_id=locality_id, on=on)

    return act_answer(request, near.unit_id, form, run, end_page(near), said=_("Đã ghi kết thúc."))


@require_http_methods(DRAWN)
def villages_list(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """A pasted list: read first, written when every line was seen with its verdict."""
    actor, today = request.actor, clock.today()
    unit = unit_for(actor, unit_id, to=Capability.MANAGE_MEMBERS, on=today)
    form = VillageListForm(request.POST or None, initial={"on": today})
    page = list_page(unit, form)

    def run() -> object:
        on = form.cleaned_data["on"]
        return set_localities(actor=actor, unit_id=unit_id, said=page.said, on=on)

    if "write" in request.POST and page.seen and accepted(request, unit_id, form, run):
        return HttpResponseRedirect(reverse("unit-villages", args=[unit_id]))
    wrong = bool(form.errors or page.refused)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return reply(request, "people/villages_list.html", {"page": page}, status=status)
