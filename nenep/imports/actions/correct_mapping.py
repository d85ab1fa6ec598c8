"""A person says which column is which; the same headings are read so from then on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.imports.actions.upload_list import count_people, read_layout
from nenep.imports.models import ImportRun, Purpose, RememberedMapping, Stage
from nenep.imports.policies import run_for
from nenep.imports.queries import sheets_of
from nenep.imports.rules.mapping import CellSource, ColumnMapping, Field, faults_of
from nenep.imports.rules.stored import from_stored, to_stored
from nenep.journal.actions.record import record
from nenep.kernel import clock
from nenep.kernel.errors import Invalid, Refused
from nenep.kernel.names import fold


@dataclass(frozen=True)
class Correction:
    """The columns and the source of the cell; ``cells`` answers names that were not found."""

    columns: Mapping[int, Field]
    cell_source: CellSource = CellSource.COLUMN
    fixed_cell: str = ""
    cells: Mapping[str, UUID] = field(default_factory=dict)


@transaction.atomic
def correct_mapping(*, actor: Actor, run_id: UUID, correction: Correction) -> ImportRun:
    """Read the list as corrected and remember it for the unit. Journals ``list.mapped``.

    Raises:
        Invalid: no name column, two columns for one field, or no cell: the sentence says which.
        Refused: the list is being entered, or its file is gone.
    """
    run = _open_run(actor, run_id)
    mapping = from_stored(run.mapping).corrected(
        dict(correction.columns), correction.cell_source, correction.fixed_cell
    )
    if faults := faults_of(mapping):
        raise Invalid("%(faults)s", faults=" ".join(faults), field="columns")
    _remember(run.unit_id, mapping, correction.cells)
    return _mapped(actor, run, mapping, "")


@transaction.atomic
def choose_sheet(*, actor: Actor, run_id: UUID, sheet: str, on: date) -> ImportRun:
    """Read another sheet of the same file."""
    run = _open_run(actor, run_id)
    sheets = tuple(sheets_of(run))
    mapping, question = read_layout(
        run.unit_id, sheets, on=on, sheet_name=sheet, purpose=Purpose(run.purpose)
    )
    return _mapped(actor, run, mapping, question)


def _open_run(actor: Actor, run_id: UUID) -> ImportRun:
    run = run_for(actor, run_id, to=Capability.MANAGE_MEMBERS)
    if not run.open:
        raise Refused("Danh sách này đang được nhập hoặc đã nhập xong, không sửa cột được nữa.")
    if run.purpose == Purpose.UNITS:
        raise Refused(
            "Danh sách đơn vị được đọc theo tiêu đề; hãy sửa tiêu đề trong tệp rồi gửi lại."
        )
    return run


def _mapped(actor: Actor, run: ImportRun, mapping: ColumnMapping, question: str) -> ImportRun:
    run.mapping = to_stored(mapping)
    run.question = question
    run.stage = Stage.ASKING if question or faults_of(mapping) else Stage.READY
    run.rows_total = count_people(tuple(sheets_of(run)), mapping)
    run.save(update_fields=("mapping", "question", "stage", "rows_total"))
    record(actor, "list.mapped", unit_id=run.unit_id, kind="import", object_id=run.id)
    return run


def _remember(unit_id: UUID, mapping: ColumnMapping, cells: Mapping[str, UUID]) -> None:
    kept, _ = RememberedMapping.objects.get_or_create(
        unit_id=unit_id,
        signature=mapping.signature,
        defaults={"mapping": to_stored(mapping), "changed_at": clock.now()},
    )
    kept.mapping = to_stored(mapping)
    kept.cells = {**kept.cells, **{fold(name): str(chosen) for name, chosen in cells.items()}}
    kept.changed_at = clock.now()
    kept.save(update_fields=("mapping", "cells", "changed_at"))
