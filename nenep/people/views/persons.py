"""One person: the page of who keeps the record, and one's own."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden
from nenep.people.pages.persons import person_page
from nenep.people.policies import person_for
from nenep.ui.reply import reply


@require_GET
def person(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """A member, for the cell's committee and the offices above."""
    found = person_for(request.actor, person_id, to=Capability.VIEW_MEMBERS)
    page = person_page(request.actor, found, clock.today())
    return reply(request, "people/person.html", {"page": page})


@require_GET
def own_record(request: ActorRequest) -> HttpResponse:
    """What is kept about oneself, read-only."""
    actor = request.actor
    if actor.person_id is None or not actor.holds(Capability.VIEW_OWN_RECORD):
        raise Forbidden(_("Trang này dành cho đảng viên xem thông tin của chính mình."))
    found = person_for(actor, actor.person_id, to=Capability.VIEW_OWN_RECORD)
    page = person_page(actor, found, clock.today(), own=True)
    return reply(request, "people/person.html", {"page": page})
