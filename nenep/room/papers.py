"""Papers that can be taken along: what was brought to be read, its pack, the sealed papers of the
last meeting with their signed copies. Each is read on the device, and lies there encrypted."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls.converters import StringConverter

from nenep.access.rules import Actor
from nenep.documents.models import UploadedFile
from nenep.documents.queries import content_of, document_of, uploads_of
from nenep.documents.queries import visible_to as papers_visible_to
from nenep.documents.rules.blocks import (
    Block,
    BulletList,
    Heading,
    KeyValues,
    NumberedList,
    Paragraph,
    Table,
)
from nenep.documents.rules.model import Document, Signature
from nenep.documents.rules.text import RichText, plain
from nenep.kernel.errors import Absent
from nenep.meetings.actions.materials import MATERIAL
from nenep.meetings.queries import MeetingPage, previous_meeting
from nenep.minutes.policies import pack_for
from nenep.minutes.queries import SIGNED_PAPER, paper_line, sealed_papers

PACK = "agenda-pack"
TEXT = "application/json"
# A phone keeps what it must; a scan beyond this is read before one leaves, or printed.
LARGEST = 4_000_000


class PaperKeyConverter(StringConverter):
    """How an address names one of them: the pack, or a kind and an id."""

    regex = f"{PACK}|(?:paper|file)-[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}"


@dataclass(frozen=True)
class PaperToTake:
    """One paper: ``key`` names it in an address, ``size`` is in bytes as it travels."""

    key: str
    title: str
    content_type: str
    size: int
    body: bytes | None = None

    @property
    def too_large(self) -> bool:
        """Then it is said, and not offered."""
        return self.size > LARGEST


def papers_to_take(actor: Actor, page: MeetingPage) -> Sequence[PaperToTake]:
    """What the actor may read of them, this meeting's first. Some fifteen queries."""
    return [taken for taken, _upload in _papers(actor, page)]


def paper_to_take(actor: Actor, page: MeetingPage, key: str) -> PaperToTake:
    """That paper with its bytes.

    Raises:
        Absent: none of that name belongs to this meeting, or it is too large.
    """
    for taken, upload in _papers(actor, page):
        if taken.key == key and not taken.too_large:
            body = taken.body if upload is None else content_of(upload)
            return PaperToTake(key, taken.title, taken.content_type, taken.size, body)
    raise Absent("Không tìm thấy tài liệu này trong cuộc họp.")


def _papers(actor: Actor, page: MeetingPage) -> Iterator[tuple[PaperToTake, UploadedFile | None]]:
    brought = uploads_of(actor, MATERIAL, [page.meeting.pk])
    for file in brought.get(page.meeting.pk, ()):
        yield _file(file, file.name), file
    yield _text(PACK, "Tài liệu sinh hoạt kỳ này", pack_for(actor, page.meeting.pk)), None
    earlier = previous_meeting(page.meeting)
    if earlier is None:
        return
    known = {paper.pk for paper in sealed_papers(earlier.pk)}
    sealed = list(papers_visible_to(actor).filter(pk__in=known).order_by("id"))
    signed = uploads_of(actor, SIGNED_PAPER, [paper.pk for paper in sealed])
    for paper in sealed:
        line = paper_line(paper)
        title = f"{line.name} {line.number}".strip()
        yield _text(f"paper-{paper.pk}", title, document_of(paper)), None
        for file in signed.get(paper.pk, ()):
            yield _file(file, f"{title}: {file.name}"), file


def _file(file: UploadedFile, title: str) -> PaperToTake:
    return PaperToTake(f"file-{file.pk}", title, file.content_type, file.size)


def _text(key: str, title: str, document: Document) -> PaperToTake:
    body = json.dumps(as_lines(document), ensure_ascii=False, separators=(",", ":")).encode()
    return PaperToTake(key, title, TEXT, len(body), body)


def as_lines(document: Document) -> list[list[object]]:
    """The paper to be read on a phone: a tag and its words, in the order of the paper."""
    head, number = document.head, document.number
    lines: list[list[object]] = [["org", head.superior_org], ["org", head.issuing_org]]
    if number is not None and number.value is not None:
        lines.append(["org", f"Số {number.value:02d}-{number.type_code}/{number.issuer_code}"])
    lines += [["title", document.title.kind], ["subject", document.title.subject]]
    lines += [["p", plain(base)] for base in document.bases]
    lines += [_line(block) for block in document.blocks]
    for annex in document.annexes:
        lines += [["title", annex.label], ["subject", annex.title]]
        lines += [_line(block) for block in annex.blocks]
    signed = document.signatures
    if signed is not None:
        lines += [_signed(one) for one in (signed.left, signed.right) if one is not None]
    return [line for line in lines if any(line[1:])]


def _line(block: Block) -> list[object]:
    match block:
        case Heading():
            return ["h", plain(block.text)]
        case Paragraph():
            return ["p", plain(block.text)]
        case BulletList() | NumberedList():
            return ["list", _all(block.items)]
        case KeyValues():
            return ["list", [f"{one.label}: {plain(one.value)}" for one in block.lines]]
        case Table():
            head = [column.header for column in block.columns]
            return ["table", head, [_all(row) for row in block.rows]]
        case _:
            return ["break"]


def _all(texts: Sequence[RichText]) -> list[str]:
    return [plain(text) for text in texts]


def _signed(one: Signature) -> list[object]:
    return ["signed", "\n".join(filter(None, (one.authority, one.role, one.name)))]
