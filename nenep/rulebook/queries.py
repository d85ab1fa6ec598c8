"""The rules of today's database as the pure engine."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.apps import apps
from django.db import connection

from nenep.access.models import UnitPath
from nenep.kernel import clock
from nenep.kernel.errors import Absent
from nenep.rulebook.models import Edition
from nenep.rulebook.rules.agendas import agenda_from
from nenep.rulebook.rules.documents import document_from
from nenep.rulebook.rules.engine import Rulebook
from nenep.rulebook.rules.national import parameter_from, read_file, rulebook_from
from nenep.rulebook.rules.plain import Table, tables, text
from nenep.rulebook.rules.sheets import sheet_from

# The content travels only when the edition this process knows is no longer the newest.
NEWEST = """
select e.number, case when e.number <> %s then jsonb_build_object(
  'documents', (select jsonb_agg(content) from rulebook_document),
  'parameters', (select jsonb_agg(jsonb_build_object('unit', unit_id, 'row', content))
                 from rulebook_parameter),
  'agendas', (select jsonb_agg(jsonb_build_object('unit', unit_id, 'row', content))
              from rulebook_agendatemplate),
  'score_sheets', (select jsonb_agg(jsonb_build_object('unit', unit_id, 'row', content))
                   from rulebook_scoretemplate)
) end
from rulebook_edition e order by e.number desc limit 1
"""
NOTHING_READ = -1


@dataclass
class _Memory:
    rulebook: Rulebook


_memory = _Memory(Rulebook((), (), (), (), edition=NOTHING_READ))


def rules_in_force() -> Rulebook:
    """Every rule known here: the national set and the units' own. Exactly one query.

    Normally that query answers "nothing newer" and the rulebook of this process is returned;
    after a load it brings the whole set (~60 kB) once. An installation that never loaded
    anything gets an empty rulebook, which knows no rule.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [_memory.rulebook.edition])
        row = cursor.fetchone()
    if row is None:
        return Rulebook((), (), (), ())
    number, content = row
    if content is not None:
        _memory.rulebook = _rulebook(number, json.loads(content))
    return _memory.rulebook


def _rulebook(number: int, content: Table) -> Rulebook:
    documents = {d.code: d for d in map(document_from, tables(content, "documents"))}
    return Rulebook(
        documents=documents.values(),
        parameters=[
            parameter_from(row, documents, unit) for unit, row in _owned(content, "parameters")
        ],
        agendas=[agenda_from(row, documents, unit) for unit, row in _owned(content, "agendas")],
        sheets=[sheet_from(row, documents, unit) for unit, row in _owned(content, "score_sheets")],
        edition=number,
    )


def _owned(content: Table, section: str) -> Iterable[tuple[UUID | None, Table]]:
    for pair in tables(content, section):
        row = pair["row"]
        if isinstance(row, dict):
            yield (UUID(text(pair, "unit")) if pair["unit"] else None), row


def unit_path(reference: str) -> tuple[UUID, ...]:
    """From the root to the unit with this id or code, on the tree of today. One query.

    Units live above this app: their table is reached by its label, as a foreign key would.
    """
    try:
        place = UnitPath.objects.filter(unit_id=UUID(reference)).first()
    except ValueError:
        codes = apps.get_model("structure", "UnitCode")._default_manager
        current = codes.filter(code=reference, during__contains=clock.today())
        place = UnitPath.objects.filter(unit_id__in=current.values("unit_id")).first()
    if place is None:
        raise Absent("Không tìm thấy đơn vị %(reference)s.", reference=reference)
    return tuple(UUID(part) for part in place.path.split("."))


@dataclass(frozen=True)
class EditionLine:
    """One publication of a unit's own rules."""

    number: int
    source: str
    content: str
    loaded_by: str
    loaded_at: datetime


def editions_of(unit_id: UUID, limit: int = 20) -> Sequence[EditionLine]:
    """The unit's publications, the newest first. One query."""
    rows = Edition.objects.filter(unit_id=unit_id).order_by("-number")[:limit]
    return [
        EditionLine(row.number, row.source, row.content, row.loaded_by, row.loaded_at)
        for row in rows
    ]


def with_file(unit_id: UUID, content: str, file: str) -> tuple[Rulebook, Rulebook]:
    """The rulebook as it is, and as it would be with that file. Raises
    :class:`~nenep.rulebook.rules.reading.BrokenFile`."""
    own = rulebook_from(read_file(content, file), unit_id)
    now = rules_in_force()
    return now, now.with_own(unit_id, own)


def unit_names(unit_ids: Collection[UUID]) -> dict[UUID, str]:
    """What units are called, by id; no query for none. Units live above this app."""
    if not unit_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("select unit_id, name from structure_names(%s)", [list(unit_ids)])
        return dict(cursor.fetchall())


def cell_type_of(unit_id: UUID, on: date) -> str:
    """The type of cell a unit is that day, ``""`` where it is none. One query."""
    kinds = apps.get_model("structure", "UnitKind")._default_manager
    row = kinds.filter(unit_id=unit_id, during__contains=on).values_list("cell_type").first()
    return str(row[0]) if row else ""
