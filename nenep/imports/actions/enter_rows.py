"""Carrying out a judgement: the accepted and warned rows become members, all or none."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.imports.rules.changes import Change
from nenep.imports.rules.entries import Entry
from nenep.imports.rules.verdicts import Judgement, RowVerdict
from nenep.journal.actions.record import record
from nenep.kernel import ids
from nenep.people.actions.appoint import appoint
from nenep.people.actions.complete import Completion, complete_members
from nenep.people.actions.enrol import NewMember, StateSpell, enrol_members


@dataclass(frozen=True)
class Written:
    """What an import wrote. ``changes`` is 0 when the same list comes again."""

    added: int
    completed: int
    offices: int

    @property
    def changes(self) -> int:
        return sum(self.counted().values())

    def counted(self) -> dict[str, int]:
        """By name, as they are journaled and shown."""
        return asdict(self)


def lock_unit(unit_id: UUID) -> None:
    """Two imports of one unit run one after the other: the second then sees the first's people."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"import:{unit_id}"]
        )


@transaction.atomic
def enter_rows(
    *,
    actor: Actor,
    unit_id: UUID,
    judged: Judgement,
    rows: Collection[int] | None,
    since: date,
    on: date,
    facts: dict[str, str | int | bool | None],
) -> Written:
    """Enrol the new, complete the known, begin the offices. Journals ``list.imported``.

    ``judged`` must have been made in this transaction after :func:`lock_unit`; ``rows`` chooses
    rows by their number, None takes all. Refused and unchanged rows are never written.

    Raises:
        Forbidden: the actor does not manage the members of the unit.
    """
    must_hold(actor, Capability.MANAGE_MEMBERS, unit_id)
    chosen = [
        row for row in judged.rows if row.importable and (rows is None or row.entry.row in rows)
    ]
    ids_by_row = {
        row.entry.row: row.known.person_id if row.known else ids.new_id() for row in chosen
    }
    new = [row for row in chosen if row.known is None]
    known = [row for row in chosen if row.known and row.changes - {Change.OFFICE}]
    if new:
        members = [_member(row, ids_by_row[row.entry.row], since) for row in new]
        enrol_members(actor=actor, members=members)
    if known:
        additions = [_completion(row, since) for row in known]
        complete_members(actor=actor, completions=additions, on=on)
    written = Written(len(new), len(known), _appoint(actor, chosen, ids_by_row, since))
    if written.changes:
        told = {**facts, **written.counted()}
        record(actor, "list.imported", unit_id=unit_id, kind="import", facts=told)
    return written


def _member(row: RowVerdict, person_id: UUID, since: date) -> NewMember:
    entry = row.entry
    begins = _begins(entry, since)
    return NewMember(
        person_id=person_id,
        full_name=entry.full_name,
        unit_id=_cell_id(row),
        since=begins,
        standing=entry.standing.value,
        sex=entry.sex,
        birth_date=entry.birth.earliest(),
        birth_precision=entry.birth.precision.value,
        admitted_on=entry.admitted.earliest(),
        admitted_precision=entry.admitted.precision.value,
        official_on=entry.official.earliest(),
        official_precision=entry.official.precision.value,
        card_number=entry.card,
        states=(StateSpell(entry.state.value, begins),) if entry.state else (),
    )


def _begins(entry: Entry, since: date) -> date:
    """Nobody is a member before being admitted."""
    admitted = entry.admitted.earliest()
    return max(since, admitted) if admitted else since


def _completion(row: RowVerdict, since: date) -> Completion:
    entry, changes = row.entry, row.changes
    recognised = Change.RECOGNISED in changes
    return Completion(
        person_id=_known_id(row),
        unit_id=_cell_id(row),
        sex=entry.sex if Change.SEX in changes else None,
        card_number=entry.card if Change.CARD in changes else None,
        birth=entry.birth if Change.BIRTH in changes else None,
        admitted=entry.admitted if Change.ADMITTED in changes else None,
        official=entry.official if Change.OFFICIAL in changes else None,
        recognised_on=entry.official.earliest() if recognised else None,
        state=entry.state.value if entry.state and Change.STATE in changes else None,
        state_since=since,
    )


def _appoint(
    actor: Actor, chosen: Sequence[RowVerdict], ids_by_row: dict[int, UUID], since: date
) -> int:
    offices = [(row, row.office) for row in chosen if row.office]
    for row, office in offices:
        appoint(
            actor=actor,
            person_id=ids_by_row[row.entry.row],
            unit_id=_cell_id(row),
            office=office,
            on=_begins(row.entry, since),
        )
    return len(offices)


def _cell_id(row: RowVerdict) -> UUID:
    if row.cell is None:
        raise ValueError("an importable row has a cell")
    return row.cell.id


def _known_id(row: RowVerdict) -> UUID:
    if row.known is None:
        raise ValueError("a completed row has a known person")
    return row.known.person_id
