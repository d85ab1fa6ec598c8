"""The page on which a cell's secretary hands out links."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nenep.access.rules import Actor, Capability
from nenep.accounts.actions.hand_out_link import HandedOut
from nenep.accounts.forms.links import WITHOUT_MEETING
from nenep.accounts.queries.links import LinkLine, links_of, meetings_ahead
from nenep.identity.keys import drawing_of
from nenep.kernel import clock
from nenep.people.queries.rosters import roster_on
from nenep.people.rules.standing import Standing
from nenep.structure.policies import unit_for
from nenep.structure.rules.units import UnitView

STATES = {
    "open": ("chưa dùng", ""),
    "used": ("đã vào", "good"),
    "dead": ("sai quá 5 lần", "bad"),
    "over": ("đã hết hạn", ""),
    "revoked": ("đã thu hồi", ""),
}


@dataclass(frozen=True)
class LinksPage:
    """Everything ``accounts/links.html`` reads, and what its form offers."""

    unit: UnitView
    lines: Sequence[tuple[LinkLine, str, str]]
    people: Sequence[tuple[str, str]]
    meetings: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class SlipPage:
    """The slip of one member, printed on A5."""

    unit: UnitView
    slip: HandedOut
    address: str
    drawing: SafeString


def links_page(actor: Actor, unit_id: UUID) -> LinksPage:
    """Raises: Absent, Forbidden: not a cell whose links the actor hands out."""
    today = clock.today()
    unit = unit_for(actor, unit_id, to=Capability.HAND_OUT_LINKS, on=today)
    lines = [(line, *STATES[line.state]) for line in links_of(actor, unit_id, clock.now())]
    meetings = [
        (str(one.pk), _("buổi họp ngày %(on)s") % {"on": f"{one.planned_on:%d/%m/%Y}"})
        for one in meetings_ahead(unit_id, today)
    ]
    without = (WITHOUT_MEETING, _("%(days)s ngày kể từ hôm nay") % {"days": settings.LINK_DAYS})
    roll = [
        (str(line.person_id), line.full_name)
        for line in roster_on(unit_id, today)
        if line.reckoning.standing is not Standing.HOSTED  # their own cell hands out theirs
    ]
    return LinksPage(unit, lines, roll, [*meetings, without])


def slip_page(unit: UnitView, slip: HandedOut, *, typed_at: str, scanned_at: str) -> SlipPage:
    """``typed_at`` is where the code is typed, ``scanned_at`` what the QR code says."""
    return SlipPage(unit, slip, typed_at, drawing_of(scanned_at))
