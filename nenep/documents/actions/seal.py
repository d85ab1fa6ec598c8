"""Sealing a paper: its number, its canonical content and its hash become one row for good."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.documents.actions.number import next_number
from nenep.documents.models import Paper
from nenep.documents.rules.canonical import as_data, seal
from nenep.documents.rules.model import Document, PaperNumber
from nenep.documents.rules.numbering import format_number
from nenep.documents.writers.typeface import unprintable
from nenep.journal.actions.record import commitment, record
from nenep.kernel import clock
from nenep.kernel.errors import Absent, Invalid, Refused


@dataclass(frozen=True, slots=True)
class Subject:
    """What the paper is about: ``kind`` "meeting", "resolution", …, and that record's id."""

    kind: str
    id: UUID


@transaction.atomic
def seal_paper(
    *,
    actor: Actor,
    unit_id: UUID,
    subject: Subject,
    type_code: str,
    document: Document,
    finalised_on: date | None,
    term_from: date | None = None,
    supersedes_id: UUID | None = None,
) -> Paper:
    """Keep ``document`` as the paper about ``subject``; finalise it if a day is given.

    A finalised paper whose number is still blank gets the next one of the term that began on
    ``term_from``; a correction keeps the number of the paper it supersedes. Without
    ``finalised_on`` a working copy is kept, or replaced. Sealing the same content twice changes
    nothing. Journals ``paper.sealed`` (with a salted commitment of the hash) once finalised.

    Raises:
        Forbidden: the actor may not finalise papers (or, for a working copy, run meetings) there.
        Absent: no such paper to supersede.
        Invalid: the number line names another type, a term is missing, or a character cannot be
            printed.
        Refused: the paper is already finalised with other content, or was already corrected.
    """
    to = Capability.RUN_MEETING if finalised_on is None else Capability.FINALISE_PAPERS
    must_hold(actor, to, unit_id)
    _check_printable(document)
    superseded = None if supersedes_id is None else _superseded(unit_id, subject, supersedes_id)
    wanted = _numbered_as(document, type_code, superseded)
    paper = _known_or_new(unit_id, subject, type_code, supersedes_id)
    if paper.is_finalised:
        return _same_or_refused(paper, wanted)
    if finalised_on is not None:
        term_from = superseded.term_from if superseded else term_from
        wanted = _with_number(wanted, unit_id, term_from)
        _note_number(paper, wanted.number, term_from)
    paper.content = as_data(wanted)
    paper.sha256 = seal(wanted)
    paper.finalised_on = finalised_on
    paper.save()
    if finalised_on is not None:
        _journal(actor, paper)
    return paper


def _check_printable(document: Document) -> None:
    missing = unprintable(document)
    if missing:
        raise Invalid(
            "Văn bản có ký tự không in được: %(characters)s. Chưa có gì được ban hành; đồng chí "
            "thay ký tự đó bằng chữ rồi làm lại.",
            characters=" ".join(missing),
        )


def _superseded(unit_id: UUID, subject: Subject, paper_id: UUID) -> Paper:
    """The paper to be corrected, locked, so that two corrections cannot both start from it."""
    about = Paper.objects.select_for_update().filter(
        unit_id=unit_id, subject_kind=subject.kind, subject_id=subject.id
    )
    paper = about.filter(pk=paper_id, finalised_on__isnull=False).first()
    if paper is None:
        raise Absent("Không tìm thấy văn bản đã ban hành cần đính chính.")
    return paper


def _numbered_as(document: Document, type_code: str, superseded: Paper | None) -> Document:
    number = document.number
    if number is None:
        return document
    if number.type_code != type_code:
        raise Invalid(
            "Ký hiệu trên dòng số (%(shown)s) khác loại văn bản (%(type)s).",
            shown=number.type_code,
            type=type_code,
            field="type_code",
        )
    if superseded is not None:
        return replace(document, number=replace(number, value=superseded.number))
    return document


def _known_or_new(
    unit_id: UUID, subject: Subject, type_code: str, supersedes_id: UUID | None
) -> Paper:
    """The row of this version, locked, or one not saved yet."""
    names = {
        "unit_id": unit_id,
        "subject_kind": subject.kind,
        "subject_id": subject.id,
        "type_code": type_code,
        "supersedes_id": supersedes_id,
    }
    known = Paper.objects.select_for_update().filter(**names).first()
    return known or Paper(**names, created_at=clock.now())


def _same_or_refused(paper: Paper, wanted: Document) -> Paper:
    """A repeated command finds its paper; other content must come as a correction."""
    if wanted.number is not None and wanted.number.value is None:
        wanted = replace(wanted, number=replace(wanted.number, value=paper.number))
    if seal(wanted) == paper.sha256:
        return paper
    raise Refused(
        "Văn bản này đã ban hành và được giữ nguyên. Muốn sửa, đồng chí lập bản đính chính; cả "
        "hai bản đều được lưu."
    )


def _with_number(document: Document, unit_id: UUID, term_from: date | None) -> Document:
    number = document.number
    if number is None:
        return document
    if term_from is None:
        raise Invalid("Cần biết nhiệm kỳ để cho số văn bản.", field="term_from")
    if number.value is not None:
        return document
    value = next_number(unit_id=unit_id, type_code=number.type_code, term_from=term_from)
    return replace(document, number=replace(number, value=value))


def _note_number(paper: Paper, number: PaperNumber | None, term_from: date | None) -> None:
    if number is None or number.value is None:
        return
    paper.term_from = term_from
    paper.number = number.value
    paper.number_text = format_number(number.value, number.type_code, number.issuer_code)


def _journal(actor: Actor, paper: Paper) -> None:
    finalised = paper.finalised_on
    record(
        actor,
        "paper.sealed",
        unit_id=paper.unit_id,
        kind="paper",
        object_id=paper.id,
        facts={
            "type": paper.type_code,
            "number": paper.number,
            "on": None if finalised is None else finalised.isoformat(),
            "seal": commitment(paper.sha256),
            "supersedes": None if paper.supersedes_id is None else str(paper.supersedes_id),
        },
    )
