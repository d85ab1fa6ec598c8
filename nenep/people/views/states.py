"""Exemptions and absences: recorded, renewed, ended."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nenep.access.queries import may
from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.kernel import clock
from nenep.people.actions.states import end_state, record_state, renew_state, settle_state
from nenep.people.forms.states import EndForm, NothingToSay, RenewalForm, StateForm
from nenep.people.pages.acts import act_answer
from nenep.people.pages.states import end_page, first_days, new_page, provision_on, renewal_page
from nenep.people.policies import person_for, state_for
from nenep.people.rules.limits import RECORDED
from nenep.ui.forms import NeatForm

DRAWN = ("GET", "POST")


@require_http_methods(DRAWN)
def state_new(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """A state begins. A suspension only where one manages the members."""
    actor, today = request.actor, clock.today()
    person = person_for(actor, person_id, to=Capability.RECORD_STATES)
    manages = may(actor, Capability.MANAGE_MEMBERS, person.kept_by_id)
    kinds = [kind for kind in RECORDED if manages or kind != "suspended"]
    form = StateForm(kinds, request.POST or None, initial={"since": today})

    def run() -> object:
        said = form.cleaned_data
        return record_state(
            actor=actor,
            person_id=person_id,
            kind=form.kind,
            since=said["since"],
            until=said["until"],
            provision=provision_on(form.kind, said["since"], study=form.study),
            decision=said["decision"],
            on=today,
        )

    page = new_page(person, today)
    return act_answer(request, person.kept_by_id, form, run, page, said=_("Đã ghi tình trạng."))


@require_http_methods(DRAWN)
def state_renewal(request: ActorRequest, state_id: UUID) -> HttpResponse:
    """It goes on."""
    actor, today = request.actor, clock.today()
    state = state_for(actor, state_id, to=Capability.RECORD_STATES)
    form = RenewalForm(request.POST or None, initial=first_days(state, today))

    def run() -> object:
        return renew_state(actor=actor, state_id=state_id, **form.cleaned_data)

    page = renewal_page(state, today)
    return act_answer(request, state.unit_id, form, run, page, said=_("Đã gia hạn."))


@require_http_methods(DRAWN)
def state_end(request: ActorRequest, state_id: UUID) -> HttpResponse:
    """The member is back; past the last day nothing is asked any more."""
    actor, today = request.actor, clock.today()
    state = state_for(actor, state_id, to=Capability.RECORD_STATES)
    over = state.during.upper is not None and state.during.upper <= today
    form: NeatForm = (
        NothingToSay(request.POST or None)
        if over
        else EndForm(request.POST or None, initial={"on": today})
    )

    def run() -> object:
        if over:
            return settle_state(actor=actor, state_id=state_id, on=today)
        return end_state(actor=actor, state_id=state_id, **form.cleaned_data)

    page = end_page(state, today, over=over)
    return act_answer(request, state.unit_id, form, run, page, said=_("Đã ghi trở lại sinh hoạt."))
