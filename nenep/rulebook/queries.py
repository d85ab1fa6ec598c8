"""The rules of today's database as the pure engine."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db import connection

from nenep.access.models import UnitPath
from nenep.kernel import clock
from nenep.kernel.errors import Absent
from nenep.rulebook.rules.agendas import agenda_from
from nenep.rulebook.rules.documents import document_from
from nenep.rulebook.rules.engine import Rulebook
from nenep.rulebook.rules.national import parameter_from
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
