"""The Party groups of a cell: founding one, and who is in which."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Actor, Capability
from nenep.journal.once_only import accepted
from nenep.kernel import clock
from nenep.people.actions.found_group import found_group
from nenep.people.actions.place_in_group import leave_groups, place_in_group
from nenep.people.forms.offices import GroupForm, PlacesForm
from nenep.people.pages.offices import GroupsPage, groups_page
from nenep.structure.policies import unit_for
from nenep.ui.reply import reply


@require_GET
def groups(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """The groups with their leaders, and the forms for who may write them."""
    page = _page(request, unit_id, Capability.VIEW_MEMBERS)
    founding = GroupForm(initial={"on": clock.today()})
    return _shown(request, page, founding, _places_form(page))


@require_POST
def group_new(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Found a group."""
    page = _page(request, unit_id, Capability.RECORD_STATES)
    form = GroupForm(request.POST)

    def run() -> object:
        return found_group(actor=request.actor, cell_id=unit_id, **form.cleaned_data)

    if accepted(request, unit_id, form, run, said=_("Đã lập tổ đảng.")):
        return HttpResponseRedirect(reverse("groups", args=[unit_id]))
    return _shown(request, page, form, _places_form(page))


@require_POST
def group_places(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Put members into a group, or take them out of theirs."""
    page = _page(request, unit_id, Capability.RECORD_STATES)
    form = _places_form(page, request.POST)

    def run() -> object:
        return _placed(request.actor, unit_id, form)

    if accepted(request, unit_id, form, run, said=_("Đã xếp tổ.")):
        return HttpResponseRedirect(reverse("groups", args=[unit_id]))
    return _shown(request, page, GroupForm(initial={"on": clock.today()}), form)


def _page(request: ActorRequest, unit_id: UUID, to: Capability) -> GroupsPage:
    cell = unit_for(request.actor, unit_id, to=to, on=clock.today())
    return groups_page(request.actor, cell)


def _places_form(page: GroupsPage, data: object = None) -> PlacesForm:
    """A fresh one offers the first group and today."""
    known = [(line.unit.id, line.unit.name) for line in page.groups]
    first = known[0][0] if known else ""
    return PlacesForm(page.members, known, data, initial={"on": clock.today(), "group": first})


def _placed(actor: Actor, cell_id: UUID, form: PlacesForm) -> object:
    said = form.cleaned_data
    if said["group"] is None:
        return leave_groups(actor=actor, person_ids=said["people"], cell_id=cell_id, on=said["on"])
    return place_in_group(
        actor=actor, person_ids=said["people"], group_id=said["group"], on=said["on"]
    )


def _shown(
    request: ActorRequest, page: GroupsPage, founding: GroupForm, placing: PlacesForm
) -> HttpResponse:
    wrong = founding.is_bound or placing.is_bound
    context = {"page": page, "founding": founding, "placing": placing}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return reply(request, "people/groups.html", context, status=status)
