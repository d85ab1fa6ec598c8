"""People entered twice: the pairs of a unit, two records compared, one made of both."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import pressed
from nenep.kernel import clock
from nenep.people.actions.merge import merge_people
from nenep.people.pages.duplicates import duplicates_page, merge_page
from nenep.people.policies import person_for
from nenep.structure.policies import unit_for
from nenep.ui.reply import reply


@require_GET
def duplicates(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Who at the unit and below may have been entered twice."""
    today = clock.today()
    unit = unit_for(request.actor, unit_id, to=Capability.MANAGE_MEMBERS, on=today)
    page = duplicates_page(request.actor, unit, today)
    return reply(request, "people/duplicates.html", {"page": page})


@require_http_methods(["GET", "POST"])
def merge(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Two records beside each other; by POST the other becomes part of this one. Without another it
    leads to the pairs of the unit that keeps the record."""
    actor, today = request.actor, clock.today()
    keep = person_for(actor, person_id, to=Capability.MANAGE_MEMBERS)
    other_id = _id((request.POST if request.method == "POST" else request.GET).get("other"))
    if other_id is None:
        return HttpResponseRedirect(reverse("duplicates", args=[keep.kept_by_id]))
    other = person_for(actor, other_id, to=Capability.MANAGE_MEMBERS)

    def run() -> object:
        return merge_people(actor=actor, keep_id=person_id, other_id=other.pk, on=today)

    said = _("Đã gộp hai hồ sơ; lịch sử của cả hai được giữ lại.")
    if request.method == "POST" and pressed(request, keep.kept_by_id, run, said=said):
        return HttpResponseRedirect(reverse("person", args=[person_id]))
    status = 422 if request.method == "POST" else 200
    page = merge_page(keep, other, today)
    return reply(request, "people/merge.html", {"page": page}, status=status)


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
