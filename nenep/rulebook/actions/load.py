"""Publish rules: the national set of the program, or the file of a province or unit."""

import hashlib
import json
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.kernel import clock
from nenep.kernel.errors import Conflict, Forbidden
from nenep.rulebook.models import AgendaTemplate, Document, Edition, Parameter, ScoreTemplate
from nenep.rulebook.rules.national import national_source, read_file
from nenep.rulebook.rules.plain import Table, day, maybe_day, text, texts
from nenep.rulebook.rules.reading import Source

NATIONAL = "bộ quy định kèm chương trình"


def load_national(*, actor: Actor) -> Edition:
    """Bring the national rules up to the files of this version; the same files change nothing.

    The edition row is the record of who loaded what and when: the journal belongs to units.
    """
    if not actor.system:
        raise Forbidden("Chỉ chương trình mới nạp bộ quy định chung.")
    return _publish(actor, national_source(), None, NATIONAL)


def load_override(*, actor: Actor, unit_id: UUID, content: str, file: str) -> Edition:
    """Replace everything a unit has set by the content of its file; the national set stays.

    Raises:
        BrokenFile: the file has faults; nothing was loaded.
    """
    must_hold(actor, Capability.MANAGE_STRUCTURE, unit_id)
    return _publish(actor, read_file(content, file), unit_id, file)


@transaction.atomic
def _publish(actor: Actor, source: Source, unit_id: UUID | None, name: str) -> Edition:
    digest = _digest(source)
    newest = Edition.objects.filter(unit_id=unit_id).last()
    if newest is not None and newest.digest == digest:
        return newest
    _write(source, unit_id)
    return Edition.objects.create(
        digest=digest,
        source=name,
        unit_id=unit_id,
        loaded_by=actor.name,
        loaded_at=clock.now(),
    )


def _digest(source: Source) -> str:
    rows = (*source.documents, *source.parameters, *source.agendas, *source.score_sheets)
    said = json.dumps([row.table for row in rows], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _write(source: Source, unit_id: UUID | None) -> None:
    """Documents are kept (others may cite them); the dated rows are replaced as a whole."""
    rows = [row.table for row in source.documents]
    _refuse_documents_of_others([text(row, "code") for row in rows], unit_id)
    Document.objects.bulk_create(
        [Document(code=text(row, "code"), unit_id=unit_id, content=row) for row in rows],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["content", "unit_id"],
    )
    replaced: tuple[type[Model], ...] = (Parameter, AgendaTemplate, ScoreTemplate)
    for model in replaced:
        model._default_manager.filter(unit_id=unit_id).delete()
    Parameter.objects.bulk_create(_parameter(row.table, unit_id) for row in source.parameters)
    AgendaTemplate.objects.bulk_create(_agenda(row.table, unit_id) for row in source.agendas)
    ScoreTemplate.objects.bulk_create(_sheet(row.table, unit_id) for row in source.score_sheets)


def _refuse_documents_of_others(codes: list[str], unit_id: UUID | None) -> None:
    taken = Document.objects.filter(code__in=codes).exclude(unit_id=unit_id).first()
    if taken is not None:
        raise Conflict(
            "Mã văn bản “%(code)s” đã được đơn vị khác dùng; chưa nạp gì. Hãy chọn mã khác.",
            mine=taken.code,
            theirs=str(taken.unit_id or NATIONAL),
            code=taken.code,
        )


def _parameter(row: Table, unit_id: UUID | None) -> Parameter:
    return Parameter(
        unit_id=unit_id,
        content=row,
        name=text(row, "name"),
        cell_types=",".join(sorted(texts(row, "cell_types"))),
        document_id=text(row, "document"),
        in_force=day(row, "from"),
        until=maybe_day(row, "until"),
    )


def _agenda(row: Table, unit_id: UUID | None) -> AgendaTemplate:
    return AgendaTemplate(
        unit_id=unit_id,
        content=row,
        code=text(row, "code"),
        document_id=text(row, "document"),
        in_force=day(row, "from"),
        until=maybe_day(row, "until"),
    )


def _sheet(row: Table, unit_id: UUID | None) -> ScoreTemplate:
    return ScoreTemplate(
        unit_id=unit_id,
        content=row,
        code=text(row, "code"),
        document_id=text(row, "document"),
        in_force=day(row, "from"),
        until=maybe_day(row, "until"),
    )
