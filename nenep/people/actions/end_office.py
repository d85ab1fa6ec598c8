"""Offices end; the access they gave ends the same day."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.policies import found, must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import Fact, record
from nenep.people.actions.follow_cells import let_go_of_cells
from nenep.people.actions.hold_office import close, vacate
from nenep.people.models import OfficeTerm
from nenep.people.rules.offices import SEATS, Days, Ending, must_end_after_it_began


@transaction.atomic
def end_office(
    *, actor: Actor, term_id: UUID, on: date, how: str, decision: str = ""
) -> OfficeTerm:
    """Let an office end; ``on`` is the first day on which it is no longer held.

    ``how`` is one of :class:`Ending`, ``decision`` the number of the paper. The same end told
    twice changes nothing. Whoever leaves a committee follows none of its cells from that day on.

    Raises:
        Absent: no such term in reach. Forbidden: the actor does not manage members there.
        Refused: not after its first day, or it had ended before.
    """
    term = found(OfficeTerm.objects.all(), term_id)
    must_hold(actor, Capability.MANAGE_MEMBERS, term.unit_id)
    term = OfficeTerm.objects.select_for_update(of=("self",)).get(pk=term_id)
    if (term.during.upper, term.ended_as, term.ending_decision) == (on, how, decision):
        return term
    must_end_after_it_began(on, Days(term.during.lower, term.during.upper))
    closed = close(actor, term, on, Ending(how), decision)
    if term.office in SEATS:
        let_go_of_cells(actor, term.unit_id, on, Ending(how), person_id=term.person_id)
    return closed


@transaction.atomic
def end_offices_of_unit(
    *,
    actor: Actor,
    unit_id: UUID,
    on: date,
    how: str = Ending.REORGANISED,
    decision: str = "",
) -> int:
    """End every office of a unit that ends on ``on``, its staff's included; how many. Set-based.

    Doing it twice changes nothing. Journals one ``offices.ended`` for the unit.

    Raises:
        Forbidden: the actor does not manage members there.
    """
    must_hold(actor, Capability.MANAGE_MEMBERS, unit_id)
    ended = vacate(unit_id, on, Ending(how), decision)
    let_go_of_cells(actor, unit_id, on, Ending(how))
    if ended:
        facts: dict[str, Fact] = {"on": on.isoformat(), "how": str(how), "count": ended}
        record(actor, "offices.ended", unit_id=unit_id, kind="unit", object_id=unit_id, facts=facts)
    return ended
