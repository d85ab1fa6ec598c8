"""An election is recorded with its totals, and what it decided follows in the same act."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability, Office
from nenep.journal.actions.record import record
from nenep.kernel.errors import Refused
from nenep.people.actions.appoint import must_be_able_to
from nenep.people.actions.follow_cells import let_go_of_cells
from nenep.people.actions.hold_office import NewTerm, begin, close
from nenep.people.models import Election, OfficeTerm, Tally
from nenep.people.queries.offices import life_of, official_days
from nenep.people.rules.elections import Ballots, Candidacy, must_add_up
from nenep.people.rules.offices import (
    ELECTED,
    OF_THE_CELL,
    ONE_HOLDER,
    Basis,
    Days,
    Ending,
    held_without_break,
    must_lie_within,
)
from nenep.structure.queries.units import unit_on
from nenep.structure.rules.units import UnitView


@transaction.atomic
def record_election(
    *,
    actor: Actor,
    unit_id: UUID,
    kind: str,
    held_on: date,
    convened: int,
    issued: int,
    collected: int,
    valid: int,
    tallies: Sequence[Candidacy],
) -> Election:
    """An election of the unit's committee, ``congress`` or ``by_election``; totals, never ballots.

    The elected hold their offices from that day. A congress ends the terms of all who held an
    office of the committee; a by-election only that of the one who held the office it filled, where
    there is one holder. An election of the past bounds its terms by what is known to have followed.
    The same election told twice stays as it is. Journals ``election.recorded``.

    Raises:
        Forbidden: the actor does not manage members there. Absent: no such unit then.
        Invalid, Refused: see :func:`must_add_up`; somebody elected may not hold the office; another
            election of this kind is recorded for that day.
    """
    must_hold(actor, Capability.MANAGE_MEMBERS, unit_id)
    ballots = Ballots(convened, issued, collected, valid)
    must_add_up(ballots, tallies)
    must_lie_within(Days(held_on, None), Days(life_of(unit_id).since))
    known = Election.objects.filter(unit_id=unit_id, kind=kind, held_on=held_on).first()
    if known is not None:
        return _known(known, ballots, tallies)
    unit = unit_on(unit_id, held_on)
    elected = [tally for tally in tallies if tally.elected]
    for tally in elected:
        day = Days(held_on, date.fromordinal(held_on.toordinal() + 1))
        must_be_able_to(tally.person_id, unit, tally.office, day)
    election = _written(unit_id, kind, held_on, ballots, tallies)
    _end_predecessors(actor, election, {tally.office for tally in elected})
    for tally in elected:
        _install(actor, election, unit, tally)
    if not unit.is_cell:
        let_go_of_cells(actor, unit_id, held_on, Ending.TERM_OVER)
    record(
        actor,
        "election.recorded",
        unit_id=unit_id,
        kind="election",
        object_id=election.pk,
        facts={"on": held_on.isoformat(), "kind": kind, "elected": len(elected), "valid": valid},
    )
    return election


def _known(known: Election, ballots: Ballots, tallies: Sequence[Candidacy]) -> Election:
    told = Ballots(known.convened, known.issued, known.collected, known.valid)
    before = {(t.person_id, t.office, t.votes, t.elected) for t in known.tallies.all()}
    now = {(t.person_id, t.office.value, t.votes, t.elected) for t in tallies}
    if (told, before) == (ballots, now):
        return known
    raise Refused(
        "Cuộc bầu cử ngày này đã được ghi với kết quả khác; kết quả đã ghi được giữ nguyên."
    )


def _written(
    unit_id: UUID, kind: str, held_on: date, ballots: Ballots, tallies: Sequence[Candidacy]
) -> Election:
    election = Election.objects.create(
        unit_id=unit_id,
        kind=kind,
        held_on=held_on,
        convened=ballots.convened,
        issued=ballots.issued,
        collected=ballots.collected,
        valid=ballots.valid,
    )
    Tally.objects.bulk_create(
        [
            Tally(
                election=election,
                unit_id=unit_id,
                person_id=tally.person_id,
                office=tally.office.value,
                votes=tally.votes,
                elected=tally.elected,
            )
            for tally in tallies
        ]
    )
    return election


def _end_predecessors(actor: Actor, election: Election, filled: set[Office]) -> None:
    """A congress elects the whole committee anew; a by-election fills one seat."""
    congress = election.kind == "congress"
    offices = ELECTED if congress else filled & ONE_HOLDER
    how = Ending.TERM_OVER if congress else Ending.REPLACED
    running = OfficeTerm.objects.filter(
        unit_id=election.unit_id,
        office__in=[office.value for office in offices],
        during__contains=election.held_on,
        during__startswith__lt=election.held_on,
    )
    for term in running.select_for_update(of=("self",)):
        close(actor, term, election.held_on, how)


def _install(actor: Actor, election: Election, unit: UnitView, tally: Candidacy) -> None:
    """Open the term of somebody elected, or name the election on the term already known."""
    on = election.held_on
    terms = OfficeTerm.objects.filter(unit_id=unit.id, office=tally.office.value)
    own = terms.filter(person_id=tally.person_id, during__contains=on).first()
    if own is not None:
        if own.election_id is None and own.during.lower == on:
            own.election = election
            own.save(update_fields=["election"])
        return
    until, ended_as = _bounds(unit, tally, on)
    if tally.office in ONE_HOLDER and terms.filter(during__contains=on).exists():
        raise Refused("Ngày này đã ghi người khác bắt đầu làm Bí thư; chưa ghi gì.")
    begin(
        actor,
        NewTerm(
            tally.person_id,
            unit.id,
            tally.office,
            Days(on, until),
            Basis.ELECTED,
            election_id=election.pk,
            ended_as=ended_as,
        ),
    )


def _bounds(unit: UnitView, tally: Candidacy, on: date) -> tuple[date | None, Ending | None]:
    """Where a term of the past ends by what is known since: the next holder, the same person's own
    next term, the next congress, the end of membership or of the unit."""
    ends: list[tuple[date, Ending]] = []
    later = OfficeTerm.objects.filter(
        unit_id=unit.id, office=tally.office.value, during__startswith__gt=on
    )
    if tally.office not in ONE_HOLDER:
        later = later.filter(person_id=tally.person_id)
    following = later.order_by("during").first()
    if following is not None:
        ends.append((following.during.lower, Ending.REPLACED))
    congress = Election.objects.filter(unit_id=unit.id, kind="congress", held_on__gt=on)
    next_congress = congress.order_by("held_on").first()
    if next_congress is not None:
        ends.append((next_congress.held_on, Ending.TERM_OVER))
    if tally.office in OF_THE_CELL:
        spells = official_days(tally.person_id, unit.id)
        official = held_without_break(on, spells)
        if official is not None and official.until is not None:
            ends.append((official.until, Ending.MOVED))
    life = life_of(unit.id)
    if life.until is not None:
        ends.append((life.until, Ending.REORGANISED))
    return min(ends, default=(None, None), key=lambda end: end[0])
