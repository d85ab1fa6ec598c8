"""Sending a list: it is opened, its layout found or asked about; nobody is entered yet."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.imports.models import ImportRun, Purpose, Stage
from nenep.imports.queries import cell_choices, remembered_by
from nenep.imports.reading import open_list
from nenep.imports.rules.body import people_of
from nenep.imports.rules.layout import Asked, Question, find_layout
from nenep.imports.rules.mapping import OF_CHANGES, CellSource, ColumnMapping, faults_of
from nenep.imports.rules.sheets import Sheet
from nenep.imports.rules.stored import to_stored
from nenep.imports.rules.unit_lists import read_units
from nenep.journal.actions.record import record
from nenep.kernel import clock

NO_MAPPING = ColumnMapping("", 0, 0, (), ())
"""A list of units is read by its headings alone."""
# A file nobody came back to holds personal data without a purpose.
KEPT_UNUSED = timedelta(days=7)


@transaction.atomic
def upload_list(
    *,
    actor: Actor,
    unit_id: UUID,
    file_name: str,
    content: bytes,
    on: date,
    purpose: Purpose = Purpose.MEMBERS,
) -> ImportRun:
    """Keep the file for a dry run and forget files left unused. Journals ``list.uploaded``.

    Raises:
        Forbidden: the actor does not manage the members of the unit.
        Invalid: the file cannot be read as such a list.
    """
    must_hold(actor, Capability.MANAGE_MEMBERS, unit_id)
    sheets = open_list(content, file_name)
    if purpose is Purpose.UNITS:
        mapping, question, rows = NO_MAPPING, "", len(read_units(sheets))
    else:
        mapping, question = read_layout(unit_id, sheets, on=on, purpose=purpose)
        rows = count_people(sheets, mapping)
    _forget_unused(unit_id)
    asking = purpose is not Purpose.UNITS and (question or faults_of(mapping))
    run = ImportRun(
        unit_id=unit_id,
        purpose=purpose,
        file_name=file_name[:200],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        mapping=to_stored(mapping),
        question=question,
        stage=Stage.ASKING if asking else Stage.READY,
        rows_total=rows,
        account_id=actor.account_id,
        actor_name=actor.name,
        created_at=clock.now(),
    )
    run.save(force_insert=True)
    record(
        actor,
        "list.uploaded",
        unit_id=unit_id,
        kind="import",
        object_id=run.id,
        facts={"sha256": run.sha256, "rows": run.rows_total},
    )
    return run


def read_layout(
    unit_id: UUID,
    sheets: tuple[Sheet, ...],
    *,
    on: date,
    sheet_name: str = "",
    purpose: Purpose = Purpose.MEMBERS,
) -> tuple[ColumnMapping, str]:
    """The best reading of a list and what is still to be asked ("" when nothing is). A unit with
    one cell needs no question which cell, and changes need not name any."""
    found = find_layout(sheets, remembered=remembered_by(unit_id), sheet_name=sheet_name)
    if purpose is Purpose.CHANGES:
        return _of_changes(found)
    if not isinstance(found, Question):
        return found.without(OF_CHANGES), ""
    found = replace(found, mapping=found.mapping.without(OF_CHANGES))
    choices = cell_choices(unit_id, on)
    if found.about is Asked.CELL and len(choices) == 1:
        source, columns = found.mapping.cell_source, dict(found.mapping.columns)
        return found.mapping.corrected(columns, source, choices[0].name), ""
    return found.mapping, found.text


def _of_changes(found: ColumnMapping | Question) -> tuple[ColumnMapping, str]:
    if not isinstance(found, Question):
        return found, ""
    if found.about is Asked.CELL:
        columns = dict(found.mapping.columns)
        return found.mapping.corrected(columns, CellSource.GROUPS), ""
    return found.mapping, found.text


def count_people(sheets: tuple[Sheet, ...], mapping: ColumnMapping) -> int:
    """How many rows of people the list has as it is mapped."""
    page = next(sheet for sheet in sheets if sheet.name == mapping.sheet)
    return sum(1 for _ in people_of(page, mapping))


def _forget_unused(unit_id: UUID) -> None:
    stale = ImportRun.objects.filter(unit_id=unit_id, created_at__lt=clock.now() - KEPT_UNUSED)
    stale.exclude(content=None).update(content=None, stage=Stage.REMOVED)
