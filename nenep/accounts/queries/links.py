"""The links a cell handed out, as its secretary sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from nenep.access.queries import within
from nenep.access.rules import Actor, Capability
from nenep.accounts.models import OneTimeLink
from nenep.accounts.rules.links import TRIES
from nenep.kernel import clock
from nenep.meetings.models import Meeting

SHOWN = 200


@dataclass(frozen=True)
class LinkLine:
    """One link: whose, until when, and what became of it."""

    id: UUID
    full_name: str
    until: date
    state: str
    """``open``, ``used``, ``dead``, ``over`` or ``revoked``."""

    @property
    def may_be_revoked(self) -> bool:
        return self.state in {"open", "used"}


def links_of(actor: Actor, unit_id: UUID, now: datetime) -> Sequence[LinkLine]:
    """The latest link of each member, the newest first. One query."""
    latest = (
        OneTimeLink.objects.filter(within(actor, Capability.HAND_OUT_LINKS), unit_id=unit_id)
        .order_by("person_id", "-made_at", "-pk")
        .distinct("person_id")
        .select_related("person")
    )
    rows = sorted(latest, key=lambda link: link.made_at, reverse=True)[:SHOWN]
    return [
        LinkLine(row.pk, row.person.full_name, _last_day(row.expires_at), _state(row, now))
        for row in rows
    ]


def meetings_ahead(unit_id: UUID, today: date) -> Sequence[Meeting]:
    """Meetings of the cell for which a slip is still worth printing."""
    ahead = Meeting.objects.filter(unit_id=unit_id, held_on__isnull=True, planned_on__gte=today)
    return list(ahead.order_by("planned_on")[:6])


def _state(link: OneTimeLink, now: datetime) -> str:
    if link.revoked_at is not None:
        return "revoked"
    if link.expires_at <= now:
        return "over"
    if link.failures >= TRIES:
        return "dead"
    return "used" if link.used_at is not None else "open"


def _last_day(expires_at: datetime) -> date:
    return (expires_at - timedelta(seconds=1)).astimezone(clock.VIETNAM).date()
