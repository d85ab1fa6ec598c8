"""Carrying out a judgement of units: founded, renamed, re-coded by the structure's own actions."""

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor
from nenep.imports.rules.unit_verdicts import UnitAct, UnitJudgement, UnitVerdict
from nenep.journal.actions.record import record
from nenep.kernel import ids
from nenep.kernel.errors import Invalid, Refused
from nenep.structure.actions.found_unit import found_unit
from nenep.structure.actions.recode_unit import recode_unit
from nenep.structure.actions.rename_unit import rename_unit
from nenep.structure.policies import superior_to_fill


@dataclass(frozen=True)
class UnitsWritten:
    """What an import of units wrote. ``changes`` is 0 when the same list comes again."""

    founded: int
    renamed: int
    recoded: int

    @property
    def changes(self) -> int:
        return sum(self.counted().values())

    def counted(self) -> dict[str, int]:
        """By name, as they are journaled and shown."""
        return asdict(self)


@transaction.atomic
def enter_units(
    *,
    actor: Actor,
    unit_id: UUID,
    judged: UnitJudgement,
    rows: Collection[int] | None,
    on: date,
    facts: dict[str, str | int | bool | None],
) -> UnitsWritten:
    """Found what is new (from its founding day, else ``on``), rename and re-code what is known from
    ``on``. All or none; ``rows`` chooses rows by their number. Journals ``list.imported``.

    Raises:
        Absent, Forbidden: not a unit that this actor may put units under.
        Refused: a row that could not be carried out, by its number; then nothing is written.
    """
    superior_to_fill(actor, unit_id, kind="", on=on)
    chosen = [
        row for row in judged.rows if row.importable and (rows is None or row.entry.row in rows)
    ]
    fresh = {row.entry.row: ids.new_id() for row in chosen if UnitAct.FOUND in row.acts}
    for row in chosen:
        if UnitAct.FOUND in row.acts:
            _named(row, partial(_found, actor, row, fresh, on))
        else:
            _named(row, partial(_change, actor, row, on))
    acts = [act for row in chosen for act in row.acts]
    written = UnitsWritten(
        acts.count(UnitAct.FOUND), acts.count(UnitAct.RENAME), acts.count(UnitAct.RECODE)
    )
    if written.changes:
        told = {**facts, **written.counted()}
        record(actor, "list.imported", unit_id=unit_id, kind="import", facts=told)
    return written


def _found(actor: Actor, row: UnitVerdict, fresh: dict[int, UUID], on: date) -> None:
    entry = row.entry
    parent_id = row.parent.id if row.parent else fresh.get(row.parent_row or 0)
    if parent_id is None:
        raise Refused(
            "Cấp trên “%(superior)s” do dòng %(above)s lập, dòng đó không được chọn.",
            superior=entry.superior,
            above=row.parent_row,
        )
    found_unit(
        actor=actor,
        name=entry.name,
        short=entry.short,
        kind=entry.kind,
        code=entry.code,
        cell_type=entry.cell_type,
        parent_id=parent_id,
        on=entry.founded or on,
        unit_id=fresh[entry.row],
        decision=entry.decision,
    )


def _change(actor: Actor, row: UnitVerdict, on: date) -> None:
    if row.unit is None:
        raise ValueError("a unit to change is known")
    entry, unit_id = row.entry, row.unit.id
    if UnitAct.RENAME in row.acts:
        rename_unit(
            actor=actor,
            unit_id=unit_id,
            name=entry.name,
            short=entry.short,
            on=on,
            decision=entry.decision,
        )
    if UnitAct.RECODE in row.acts:
        recode_unit(actor=actor, unit_id=unit_id, code=entry.code, on=on, decision=entry.decision)


def _named(row: UnitVerdict, act: Callable[[], None]) -> None:
    try:
        act()
    except (Invalid, Refused) as refusal:
        raise Refused(
            "Dòng %(row)s (%(name)s): %(why)s Chưa có dòng nào được ghi.",
            row=row.entry.row,
            name=row.entry.name,
            why=str(refusal),
        ) from refusal
