"""What every page knows: who is signed in, where, and the way around."""

import hashlib

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from nenep.access.rules import OFFICE_NAMES, Actor, Capability
from nenep.config.places import PLACES, WHOLE
from nenep.demo.rules import demo_offices
from nenep.kernel import clock
from nenep.kernel.errors import Absent
from nenep.structure.queries.units import unit_on
from nenep.ui import navigation
from nenep.ui.preferences import prefers_large_type


def page(request: HttpRequest) -> dict[str, object]:
    """Context of ``ui/base.html``. The unit's name costs one query, only if it is shown."""
    actor: Actor | None = getattr(request, "actor", None)
    shared: dict[str, object] = {
        "is_demo": settings.DEMO,
        "large_type": prefers_large_type(request),
        "today": clock.today(),
    }
    if actor is None:
        return shared | ({"demo_offices": demo_offices()} if settings.DEMO else {})
    office = actor.main_office
    return shared | {
        "nav_items": _places(request, actor),
        "person_name": actor.name,
        "reader_mark": _mark_of(actor),
        "office_name": OFFICE_NAMES[office.office] if office else "",
        "unit_name": SimpleLazyObject(lambda: _unit_name(actor)),
    }


def _mark_of(actor: Actor) -> str:
    """Tells a device whose drafts it keeps, and nobody who that is."""
    return hashlib.sha256(f"drafts of {actor.account_id}".encode()).hexdigest()[:16]


def _places(request: HttpRequest, actor: Actor) -> tuple[navigation.NavLink, ...]:
    held = {c.value for c in Capability if actor.holds(c)}
    held |= set() if actor.limited else {WHOLE}
    at = request.resolver_match.view_name if request.resolver_match else ""
    return navigation.links(PLACES, held=held, at=at)


def _unit_name(actor: Actor) -> str:
    office = actor.main_office
    if office is None or office.unit_id is None:
        return ""
    try:
        return unit_on(office.unit_id, clock.today()).name
    except Absent:
        return ""
