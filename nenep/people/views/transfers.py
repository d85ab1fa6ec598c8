"""Letters of transfer: the list of an office, a new one, reception, return."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nenep.access.queries import may
from nenep.access.requests import ActorRequest
from nenep.access.rules import Actor, Capability
from nenep.kernel import clock
from nenep.kernel.errors import Invalid
from nenep.people.actions.transfers import introduce, receive, return_transfer
from nenep.people.forms.transfers import (
    OutsideReceptionForm,
    ReceptionForm,
    ReturnForm,
    TransferForm,
)
from nenep.people.models import Transfer
from nenep.people.pages.acts import act_answer
from nenep.people.pages.transfers import (
    cells_to_choose,
    letters_page,
    new_page,
    outside_page,
    reception_page,
    return_page,
)
from nenep.people.policies import letter_of, letter_to_note, letter_to_receive, person_for
from nenep.people.queries.transfers import destination
from nenep.structure.policies import unit_for
from nenep.ui.reply import reply

DRAWN = ("GET", "POST")


@require_GET
def transfers(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Who is on the way here and from here."""
    today = clock.today()
    unit = unit_for(request.actor, unit_id, to=Capability.VIEW_MEMBERS, on=today)
    page = letters_page(request.actor, unit, today)
    return reply(request, "people/transfers.html", {"page": page})


@require_http_methods(DRAWN)
def transfer_new(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Introduce a member elsewhere."""
    actor, today = request.actor, clock.today()
    person = person_for(actor, person_id, to=Capability.MANAGE_MEMBERS)
    cells = cells_to_choose(actor, person, today)
    form = TransferForm(cells, request.POST or None, initial={"introduced_on": today})

    def run() -> object:
        return _introduced(actor, person_id, form)

    page = new_page(person, today)
    return act_answer(
        request, person.kept_by_id, form, run, page, said=_("Đã ghi giấy giới thiệu.")
    )


@require_http_methods(DRAWN)
def transfer_reception(request: ActorRequest, transfer_id: UUID) -> HttpResponse:
    """The bearer is here."""
    letter = letter_to_receive(request.actor, transfer_id)
    if letter.outcome:
        return _done(request.actor, letter)
    form = ReceptionForm(request.POST or None, initial={"on": clock.today()})

    def run() -> object:
        return receive(actor=request.actor, transfer_id=transfer_id, **form.cleaned_data)

    page = reception_page(letter)
    unit_id = letter.to_unit_id or letter.unit_id
    return act_answer(request, unit_id, form, run, page, said=_("Đã tiếp nhận."))


@require_http_methods(DRAWN)
def transfer_note(request: ActorRequest, transfer_id: UUID) -> HttpResponse:
    """A place outside has received."""
    letter = letter_to_note(request.actor, transfer_id)
    if letter.outcome:
        return _done(request.actor, letter)
    form = OutsideReceptionForm(request.POST or None, initial={"on": clock.today()})

    def run() -> object:
        return receive(actor=request.actor, transfer_id=transfer_id, **form.cleaned_data)

    page = outside_page(letter)
    said = _("Đã ghi nơi đến tiếp nhận.")
    return act_answer(request, letter.unit_id, form, run, page, said=said)


@require_http_methods(DRAWN)
def transfer_return(request: ActorRequest, transfer_id: UUID) -> HttpResponse:
    """The letter came back."""
    letter = letter_of(request.actor, transfer_id)
    if letter.outcome:
        return _done(request.actor, letter)
    own = _own_side(request.actor, letter)
    form = ReturnForm(request.POST or None, initial={"on": clock.today()})

    def run() -> object:
        return return_transfer(actor=request.actor, transfer_id=transfer_id, **form.cleaned_data)

    page = return_page(letter, to=own)
    return act_answer(request, own, form, run, page, said=_("Đã ghi trả lại giấy."))


def _done(actor: Actor, letter: Transfer) -> HttpResponse:
    """A letter dealt with already asks for nothing: back to the list, however often it is sent."""
    return HttpResponseRedirect(reverse("transfers", args=[_own_side(actor, letter)]))


def _introduced(actor: Actor, person_id: UUID, form: TransferForm) -> object:
    said = form.cleaned_data
    target = destination(form.wanted, said["introduced_on"]) if form.wanted else None
    if form.wanted and target is None:
        raise Invalid(
            "Không có chi bộ nào đang hoạt động mang mã này; chưa ghi gì.", field="to_code"
        )
    return introduce(
        actor=actor,
        person_id=person_id,
        kind=said["kind"],
        to_unit_id=target.id if target else None,
        to_name=said["to_name"],
        introduced_on=said["introduced_on"],
        until=said["until"],
        study=said["study"],
    )


def _own_side(actor: Actor, letter: Transfer) -> UUID:
    """The side whose list of letters this office reads."""
    if letter.to_unit_id and may(actor, Capability.MANAGE_MEMBERS, letter.to_unit_id):
        return letter.to_unit_id
    return letter.unit_id
