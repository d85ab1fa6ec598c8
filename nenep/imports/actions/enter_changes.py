"""Carrying out a judgement of changes: the accepted and warned rows, all or none."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.imports.rules.changes import Change, Known
from nenep.imports.rules.updates import OF_A_FIRST_LIST, day_of
from nenep.imports.rules.verdicts import Judgement, RowVerdict
from nenep.journal.actions.record import record
from nenep.kernel.errors import Invalid, Refused
from nenep.people.actions.appoint import appoint
from nenep.people.actions.complete import Completion, complete_members
from nenep.people.actions.particulars import change_card
from nenep.people.actions.relocate import Move, relocate
from nenep.people.actions.states import record_state, renew_state
from nenep.people.rules.limits import provisions_of
from nenep.rulebook.queries import rules_in_force


@dataclass(frozen=True)
class Changed:
    """How much a list of changes wrote, by kind."""

    moved: int
    cards: int
    completed: int
    states: int
    offices: int

    @property
    def changes(self) -> int:
        return sum(self.counted().values())

    def counted(self) -> dict[str, int]:
        """By name, as they are journaled and shown."""
        return asdict(self)


@transaction.atomic
def enter_changes(
    *,
    actor: Actor,
    unit_id: UUID,
    judged: Judgement,
    rows: Collection[int] | None,
    since: date,
    on: date,
    facts: dict[str, str | int | bool | None],
) -> Changed:
    """Complete, re-card, put into states, move, appoint: in this order, each by the people's own
    action. Journals ``list.imported`` beside their entries.

    ``judged`` must have been made in this transaction after :func:`lock_unit`; ``rows`` chooses
    rows by their number, None takes all.

    Raises:
        Forbidden: the actor does not manage the members of the unit.
        Refused: a row that could not be carried out, by its number; then nothing is written.
    """
    must_hold(actor, Capability.MANAGE_MEMBERS, unit_id)
    chosen = [
        row for row in judged.rows if row.importable and (rows is None or row.entry.row in rows)
    ]
    # What belongs to the cell left is written there, and goes along when the member goes.
    completed = _complete(actor, chosen, on)
    cards = _each(chosen, {Change.NEW_CARD}, lambda row: _card(actor, row, since))
    states = _each(
        chosen, {Change.STATE, Change.RENEWED}, lambda row: _state(actor, row, since, on)
    )
    moved = _move(actor, chosen, since)
    offices = _each(chosen, {Change.OFFICE}, lambda row: _office(actor, row, since))
    written = Changed(moved, cards, completed, states, offices)
    if written.changes:
        told = {**facts, **written.counted()}
        record(actor, "list.imported", unit_id=unit_id, kind="import", facts=told)
    return written


def _move(actor: Actor, chosen: Sequence[RowVerdict], since: date) -> int:
    """Set-based, one statement for each day that changes begin on."""
    by_day: dict[date, list[RowVerdict]] = defaultdict(list)
    for row in chosen:
        if Change.MOVED in row.changes:
            by_day[day_of(row.entry, since)].append(row)
    return sum(
        relocate(
            actor=actor,
            moves=[Move(_known(row).person_id, _cell(row)) for row in rows],
            on=day,
            how="transferred",
        )
        for day, rows in sorted(by_day.items())
    )


def _complete(actor: Actor, chosen: Sequence[RowVerdict], on: date) -> int:
    additions = [_completion(row) for row in chosen if row.changes & OF_A_FIRST_LIST]
    if additions:
        complete_members(actor=actor, completions=additions, on=on)
    return len(additions)


def _completion(row: RowVerdict) -> Completion:
    entry, changes = row.entry, row.changes
    recognised = entry.official.earliest() if Change.RECOGNISED in changes else None
    return Completion(
        person_id=_known(row).person_id,
        unit_id=_home(row),
        sex=entry.sex if Change.SEX in changes else None,
        card_number=entry.card if Change.CARD in changes else None,
        birth=entry.birth if Change.BIRTH in changes else None,
        admitted=entry.admitted if Change.ADMITTED in changes else None,
        official=entry.official if Change.OFFICIAL in changes else None,
        recognised_on=recognised,
    )


def _card(actor: Actor, row: RowVerdict, since: date) -> None:
    change_card(
        actor=actor,
        person_id=_known(row).person_id,
        number=row.entry.card,
        on=day_of(row.entry, since),
    )


def _state(actor: Actor, row: RowVerdict, since: date, on: date) -> None:
    kind, last, person = row.entry.state, row.entry.until.earliest(), _known(row)
    if kind is None:
        raise ValueError("a state to record has a kind")
    running = person.running.get(kind)
    if running is not None and last is not None:
        renew_state(actor=actor, state_id=running.state_id, until=last, on=on)
        return
    day = day_of(row.entry, since)
    offered = provisions_of(kind.value, rules_in_force().find("member.state_provisions", on=day))
    record_state(
        actor=actor,
        person_id=person.person_id,
        kind=kind.value,
        since=day,
        until=last,
        provision=offered[0].text if len(offered) == 1 else "",
        on=on,
    )


def _office(actor: Actor, row: RowVerdict, since: date) -> None:
    if row.office is None:
        raise ValueError("an office to begin has a name")
    day = max(day_of(row.entry, since), _official_since(row) or since)
    appoint(
        actor=actor,
        person_id=_known(row).person_id,
        unit_id=_cell(row),
        office=row.office,
        on=day,
    )


def _official_since(row: RowVerdict) -> date | None:
    """Somebody recognised by this very row holds no office before."""
    return row.entry.official.earliest() if Change.RECOGNISED in row.changes else None


def _each(
    chosen: Sequence[RowVerdict], kinds: set[Change], act: Callable[[RowVerdict], None]
) -> int:
    """Carry out the rows one by one; a refusal names its row and undoes them all."""
    count = 0
    for row in chosen:
        if not row.changes & kinds:
            continue
        try:
            act(row)
        except (Invalid, Refused) as refusal:
            raise Refused(
                "Dòng %(row)s (%(name)s): %(why)s Chưa có dòng nào được ghi.",
                row=row.entry.row,
                name=row.entry.full_name,
                why=str(refusal),
            ) from refusal
        count += 1
    return count


def _cell(row: RowVerdict) -> UUID:
    if row.cell is None:
        raise ValueError("an importable row has a cell")
    return row.cell.id


def _home(row: RowVerdict) -> UUID:
    """The cell that keeps the record until the member has moved."""
    home = _known(row).cell
    return home.id if home else _cell(row)


def _known(row: RowVerdict) -> Known:
    if row.known is None:
        raise ValueError("a row of changes has a known person")
    return row.known
