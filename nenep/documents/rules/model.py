"""An official paper of a Party organisation, before it becomes a file.

The parts and their order are those of the 2026 guidance on the form of Party papers
(HD 05-HD/VPTW, 27/5/2026, known through the press and public form collections; the layout
itself is dated rulebook data, see :mod:`nenep.documents.rules.layout`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

from nenep.documents.rules.blocks import Block
from nenep.documents.rules.text import RichText, clean_line
from nenep.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class Head:
    """Left head: the superior organisation, the issuing one, and its committee if that signs."""

    superior_org: str
    issuing_org: str
    committee: str = ""

    def __post_init__(self) -> None:
        _tidy(self, "superior_org", "issuing_org", "committee")
        if not self.issuing_org:
            raise Invalid("Văn bản phải có tên tổ chức đảng ban hành.", field="issuing_org")


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """ "Số 05-NQ/CB". ``value`` is None on paper printed before the server gives the number:
    a dotted place is left for the pen."""

    type_code: str
    issuer_code: str
    value: int | None = None

    def __post_init__(self) -> None:
        _tidy(self, "type_code", "issuer_code")
        if self.value is not None and self.value < 1:
            raise Invalid("Số văn bản bắt đầu từ 1.", field="value")


@dataclass(frozen=True, slots=True)
class PlaceAndDate:
    """ "Pleiku, ngày 03 tháng 02 năm 2026"; without ``on`` day and month are left to the pen."""

    place: str
    on: date | None = None

    def __post_init__(self) -> None:
        _tidy(self, "place")


@dataclass(frozen=True, slots=True)
class Title:
    """The type of the paper (printed in capitals as given) and its subject (trích yếu)."""

    kind: str
    subject: str = ""

    def __post_init__(self) -> None:
        _tidy(self, "kind", "subject")
        if not self.kind:
            raise Invalid("Văn bản phải có tên loại.", field="kind")


@dataclass(frozen=True, slots=True)
class Signature:
    """ "T/M CHI BỘ" (bold) / "BÍ THƯ" / name (bold); minutes have the bold line only."""

    authority: str
    role: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        _tidy(self, "authority", "role", "name")


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs on which side: one signer stands right, minutes have two."""

    right: Signature
    left: Signature | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """An appendix on its own page ("PHỤ LỤC", its title, its body)."""

    label: str
    title: str = ""
    blocks: tuple[Block, ...] = ()

    def __post_init__(self) -> None:
        _tidy(self, "label", "title")


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper. Whatever is left out leaves no trace on the page."""

    head: Head
    title: Title
    number: PaperNumber | None = None
    place_and_date: PlaceAndDate | None = None
    bases: tuple[RichText, ...] = ()
    blocks: tuple[Block, ...] = ()
    recipients: tuple[str, ...] = ()
    signatures: Signatures | None = None
    annexes: tuple[Annex, ...] = ()
    footer_note: str = ""

    def __post_init__(self) -> None:
        _tidy(self, "footer_note")
        object.__setattr__(self, "recipients", tuple(clean_line(line) for line in self.recipients))


def texts(part: object) -> Iterator[str]:
    """Every string a reader will see (to check letters, to search)."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from texts(item)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name != "alignment":
                yield from texts(getattr(part, field.name))


def _tidy(part: object, *names: str) -> None:
    """Clean one-line texts of a frozen dataclass while it is being made."""
    for name in names:
        object.__setattr__(part, name, clean_line(getattr(part, name)))
