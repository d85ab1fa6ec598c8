"""One way to write a paper down, so that it can be sealed.

Canonical JSON: keys sorted, no spaces, NFC, UTF-8, whole numbers only; a field that holds its
default is left out, so that a field added in a later version does not change the hash of papers
sealed before. ``jsonb`` may reorder keys: the seal is always taken from this form.
"""

import hashlib
import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date

from nenep.documents.rules.blocks import (
    BulletList,
    Heading,
    KeyValues,
    NumberedList,
    PageBreak,
    Paragraph,
    Table,
)
from nenep.documents.rules.model import Document
from nenep.documents.rules.reading import document_from

FORM = 1
BLOCK_NAMES: dict[type[object], str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    BulletList: "bullets",
    NumberedList: "numbered",
    KeyValues: "lines",
    Table: "table",
    PageBreak: "page_break",
}


def as_data(document: Document) -> dict[str, object]:
    """The paper as plain JSON values (for a ``jsonb`` column or a template)."""
    return {"form": FORM, **_fields(document)}


def canonical(document: Document) -> str:
    """The one canonical JSON text of ``document``."""
    return json.dumps(as_data(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(document: Document) -> str:
    """SHA-256 of the canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def load(text: str | bytes) -> Document:
    """The paper written down in ``text``: ``load(canonical(d)) == d``.

    :raises Invalid: the text is not a paper of a form this version knows.
    """
    return document_from(json.loads(text), form=FORM)


def load_data(data: object) -> Document:
    """As :func:`load`, from JSON values already parsed."""
    return document_from(data, form=FORM)


def _fields(part: object) -> dict[str, object]:
    if not is_dataclass(part):
        raise TypeError(f"{type(part).__name__} is no part of a paper")
    named = {field: getattr(part, field.name) for field in fields(part)}
    return {
        field.name: _value(value)
        for field, value in named.items()
        if field.default is MISSING or value != field.default
    }


def _value(value: object) -> object:
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        named = _fields(value)
        name = BLOCK_NAMES.get(type(value))
        return named if name is None else {"block": name, **named}
    return value
