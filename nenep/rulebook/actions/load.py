"""Publish rules: the national set of the program, or the file of a province or unit."""

import hashlib
import json
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel import clock, ids
from nenep.kernel.errors import Conflict, Forbidden
from nenep.rulebook.models import AgendaTemplate, Document, Edition, Parameter, ScoreTemplate
from nenep.rulebook.policies import branch_for
from nenep.rulebook.rules.national import national_source, read_file
from nenep.rulebook.rules.plain import Json, Table, day, maybe_day, text, texts
from nenep.rulebook.rules.reading import Source

NATIONAL = "bộ quy định kèm chương trình"


@transaction.atomic
def load_national(*, actor: Actor) -> Edition:
    """Bring the national rules up to the files of this version; the same files change nothing.

    As the owner of the tables. The edition row is the record of who loaded what and when: the
    journal belongs to units.
    """
    if not actor.system:
        raise Forbidden("Chỉ chương trình mới nạp bộ quy định chung.")
    source = national_source()
    digest = _digest(source)
    newest = Edition.objects.filter(unit_id=None).last()
    if newest is not None and newest.digest == digest:
        return newest
    _write(source)
    return Edition.objects.create(
        digest=digest, source=NATIONAL, loaded_by=actor.name, loaded_at=clock.now()
    )


@transaction.atomic
def load_override(*, actor: Actor, unit_id: UUID, content: str, file: str) -> Edition:
    """Replace everything a unit has set by the content of its file; the national set stays. The
    same content again changes nothing. Journals ``rules.published``.

    Raises:
        Absent, Forbidden: no such unit in reach, or not the actor's rules to set.
        BrokenFile: the file has faults; nothing was loaded.
        Conflict: a document's code is somebody else's.
    """
    branch_for(actor, unit_id, to=Capability.SET_RULES)
    source = read_file(content, file)
    digest = _digest(source)
    newest = Edition.objects.filter(unit_id=unit_id).last()
    if newest is not None and newest.digest == digest:
        return newest
    _refuse_documents_of_others([text(row.table, "code") for row in source.documents], unit_id)
    number = _publish(unit_id, digest, file, content, source)
    record(
        actor,
        "rules.published",
        unit_id=unit_id,
        kind="edition",
        facts={"edition": number, "digest": digest},
    )
    return Edition.objects.get(number=number)


def _publish(unit_id: UUID, digest: str, file: str, content: str, source: Source) -> int:
    rows = (
        [
            {"id": str(ids.new_id()), "code": text(r.table, "code"), "content": r.table}
            for r in source.documents
        ],
        [
            _dated(r.table, name=text(r.table, "name"), cell_types=_types(r.table))
            for r in source.parameters
        ],
        [_dated(r.table, code=text(r.table, "code")) for r in source.agendas],
        [_dated(r.table, code=text(r.table, "code")) for r in source.score_sheets],
    )
    told = [json.dumps(one, ensure_ascii=False) for one in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            "select rulebook_publish(%s, %s, %s, %s,"
            " %s::jsonb, %s::jsonb, %s::jsonb, %s::jsonb, %s)",
            [unit_id, digest, file[:200], content, *told, clock.now()],
        )
        row = cursor.fetchone()
    return int(row[0])


def _dated(row: Table, **columns: str) -> dict[str, Json]:
    return {
        "id": str(ids.new_id()),
        "document": text(row, "document"),
        "in_force": text(row, "from"),
        "until": text(row, "until") or None,
        "content": dict(row),
        **columns,
    }


def _types(row: Table) -> str:
    return ",".join(sorted(texts(row, "cell_types")))


def _digest(source: Source) -> str:
    rows = (*source.documents, *source.parameters, *source.agendas, *source.score_sheets)
    said = json.dumps([row.table for row in rows], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _write(source: Source) -> None:
    """Documents are kept (others may cite them); the dated rows are replaced as a whole."""
    rows = [row.table for row in source.documents]
    _refuse_documents_of_others([text(row, "code") for row in rows], None)
    Document.objects.bulk_create(
        [Document(code=text(row, "code"), content=row) for row in rows],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["content", "unit_id"],
    )
    replaced: tuple[type[Model], ...] = (Parameter, AgendaTemplate, ScoreTemplate)
    for model in replaced:
        model._default_manager.filter(unit_id=None).delete()
    Parameter.objects.bulk_create(_parameter(row.table) for row in source.parameters)
    AgendaTemplate.objects.bulk_create(_agenda(row.table) for row in source.agendas)
    ScoreTemplate.objects.bulk_create(_sheet(row.table) for row in source.score_sheets)


def _refuse_documents_of_others(codes: list[str], unit_id: UUID | None) -> None:
    taken = Document.objects.filter(code__in=codes).exclude(unit_id=unit_id).first()
    if taken is not None:
        raise Conflict(
            "Mã văn bản “%(code)s” đã được đơn vị khác dùng; chưa nạp gì. Hãy chọn mã khác.",
            mine=taken.code,
            theirs=str(taken.unit_id or NATIONAL),
            code=taken.code,
        )


def _parameter(row: Table) -> Parameter:
    return Parameter(
        content=row,
        name=text(row, "name"),
        cell_types=_types(row),
        document_id=text(row, "document"),
        in_force=day(row, "from"),
        until=maybe_day(row, "until"),
    )


def _agenda(row: Table) -> AgendaTemplate:
    return AgendaTemplate(
        content=row,
        code=text(row, "code"),
        document_id=text(row, "document"),
        in_force=day(row, "from"),
        until=maybe_day(row, "until"),
    )


def _sheet(row: Table) -> ScoreTemplate:
    return ScoreTemplate(
        content=row,
        code=text(row, "code"),
        document_id=text(row, "document"),
        in_force=day(row, "from"),
        until=maybe_day(row, "until"),
    )
