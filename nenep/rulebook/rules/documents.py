"""Documents and citations: where a rule comes from, and how well that was checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nenep.rulebook.rules.plain import Json, Table, day, maybe_day, text


class Confidence(StrEnum):
    """How the content reached us. Only ``read`` may be shown without a warning."""

    READ = "read"
    PRESS = "press"
    LOCAL = "local"
    SECONDARY = "secondary"
    MEMORY = "memory"


class DocumentKind(StrEnum):
    """Kinds of documents that set rules, as the organisation names them."""

    CHARTER = "charter"
    DIRECTIVE = "directive"
    REGULATION = "regulation"
    GUIDANCE = "guidance"
    CONCLUSION = "conclusion"
    DECISION = "decision"
    PLAN = "plan"
    RESOLUTION = "resolution"
    LAW = "law"
    DECREE = "decree"


KIND_NAMES: Mapping[DocumentKind, str] = {
    DocumentKind.CHARTER: "Điều lệ Đảng",
    DocumentKind.DIRECTIVE: "Chỉ thị",
    DocumentKind.REGULATION: "Quy định",
    DocumentKind.GUIDANCE: "Hướng dẫn",
    DocumentKind.CONCLUSION: "Kết luận",
    DocumentKind.DECISION: "Quyết định",
    DocumentKind.PLAN: "Kế hoạch",
    DocumentKind.RESOLUTION: "Nghị quyết",
    DocumentKind.LAW: "Luật",
    DocumentKind.DECREE: "Nghị định",
}

UNCHECKED = "chưa đối chiếu văn bản gốc"
CONFIDENCE_NOTES: Mapping[Confidence, str] = {
    Confidence.READ: "",
    Confidence.PRESS: f"theo báo chí và cổng thông tin, {UNCHECKED}",
    Confidence.LOCAL: f"theo văn bản của địa phương, {UNCHECKED}",
    Confidence.SECONDARY: f"theo nguồn thứ cấp, {UNCHECKED}",
    Confidence.MEMORY: f"theo hiểu biết chung, {UNCHECKED}",
}
OUR_READING = "cách hiểu của phần mềm, cần cấp ủy xác nhận"


@dataclass(frozen=True)
class Document:
    """A document by its number; ``title`` is in our own words, never copied text."""

    code: str
    kind: DocumentKind
    number: str
    issuer: str
    title: str
    signed: date
    in_force: date
    until: date | None
    superseded_by: str
    confidence: Confidence
    note: str = ""

    @property
    def name(self) -> str:
        """``Hướng dẫn 42-HD/BTCTW ngày 28/10/2025``."""
        return f"{self.short_name} ngày {self.signed:%d/%m/%Y}"

    @property
    def short_name(self) -> str:
        """``Hướng dẫn 42-HD/BTCTW``: for places with no room for the date."""
        return f"{KIND_NAMES[self.kind]} {self.number}".strip()

    def in_force_on(self, on: date) -> bool:
        return self.in_force <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Citation:
    """The basis of one value. ``note`` and ``our_reading`` belong to the value, not the paper."""

    document: Document
    provision: str
    confidence: Confidence
    note: str = ""
    our_reading: bool = False

    @property
    def place(self) -> str:
        """Document and provision. A provision is named only when its text itself was read:
        a point number taken from a newspaper would look checked without being so."""
        read = self.confidence is Confidence.READ and self.provision
        return f"{self.document.name}, {self.provision}" if read else self.document.name

    @property
    def caution(self) -> str:
        """Why the value should be checked, or ``""`` when the provision was read as it stands."""
        reading = OUR_READING if self.our_reading else ""
        return "; ".join(part for part in (CONFIDENCE_NOTES[self.confidence], reading) if part)

    def __str__(self) -> str:
        return f"{self.place} ({self.caution})" if self.caution else self.place


def document_from(row: Table) -> Document:
    """A document from its stored row."""
    return Document(
        code=text(row, "code"),
        kind=DocumentKind(text(row, "kind")),
        number=text(row, "number"),
        issuer=text(row, "issuer"),
        title=text(row, "title"),
        signed=day(row, "signed"),
        in_force=day(row, "from"),
        until=maybe_day(row, "until"),
        superseded_by=text(row, "superseded_by"),
        confidence=Confidence(text(row, "confidence")),
        note=text(row, "note"),
    )


def citation_from(row: Table, documents: Mapping[str, Document]) -> Citation:
    """The citation carried by a parameter, template or item; raises :class:`KeyError` for a
    document nobody registered."""
    document = documents[text(row, "document")]
    return Citation(
        document=document,
        provision=text(row, "provision"),
        confidence=Confidence(text(row, "confidence", document.confidence.value)),
        note=text(row, "note"),
        our_reading=row.get("our_reading") is True,
    )


def citation_json(citation: Citation) -> dict[str, Json]:
    """For ``--json`` answers and for keeping the basis beside a decision."""
    return {
        "document": citation.document.code,
        "name": citation.document.name,
        "provision": citation.provision,
        "confidence": citation.confidence.value,
        "text": str(citation),
        "note": citation.note,
    }
