"""A committee's members and the cells they follow."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nenep.access.requests import ActorRequest
from nenep.access.rules import Actor, Capability
from nenep.journal.once_only import accepted
from nenep.kernel import clock
from nenep.people.actions.follow_cells import assign_follower
from nenep.people.forms.following import FollowerForm
from nenep.people.pages.following import followers_page
from nenep.structure.policies import unit_for
from nenep.ui.reply import reply


@require_http_methods(["GET", "POST"])
def unit_followers(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """The cells with who follows each, and the form that assigns."""
    today = clock.today()
    unit = unit_for(request.actor, unit_id, to=Capability.MANAGE_MEMBERS, on=today)
    page = followers_page(unit, request.POST or None, today=today)

    def run() -> object:
        return _assigned(request.actor, page.form)

    said = _("Đã phân công.")
    if request.method == "POST" and accepted(request, unit_id, page.form, run, said=said):
        return HttpResponseRedirect(reverse("unit-followers", args=[unit_id]))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if page.form.is_bound else HTTPStatus.OK
    return reply(request, "people/followers.html", {"page": page}, status=status)


def _assigned(actor: Actor, form: FollowerForm) -> object:
    said = form.cleaned_data
    return assign_follower(
        actor=actor,
        person_id=said["person"],
        cell_ids=said["cells"],
        on=said["on"],
        decision=said["decision"],
    )
