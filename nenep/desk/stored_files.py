"""What is kept about somebody as a file: for machines (JSON), and to read and sign (PDF, DOCX)."""

import json
from dataclasses import asdict
from datetime import date, datetime

from nenep.desk.stored import Stored
from nenep.desk.stored_areas import StoredArea
from nenep.documents.queries import CONTENT_TYPES, Format, write
from nenep.documents.rules.blocks import Block, Column, Heading, Paragraph, Table
from nenep.documents.rules.model import Document, Head, PlaceAndDate, Title
from nenep.documents.rules.text import rich
from nenep.kernel.errors import Absent
from nenep.ui.formats import vn_date, vn_moment

JSON_TYPE = "application/json; charset=utf-8"


def stored_file(stored: Stored, form: str, *, superior: str) -> tuple[bytes, str]:
    """The bytes and their content type.

    Raises:
        Absent: another form than json, pdf, docx. NoRuleKnown: no layout is in force.
    """
    if form == "json":
        return as_json(stored), JSON_TYPE
    forms: dict[str, Format] = {"pdf": "pdf", "docx": "docx"}
    if form not in forms:
        raise Absent("Thông tin chỉ tải được dạng JSON, PDF và DOCX.")
    paper = as_document(stored, superior=superior)
    return write(paper, forms[form], on=stored.on), CONTENT_TYPES[forms[form]]


def as_json(stored: Stored) -> bytes:
    """Keys are stable English words, values as the page tells them; dates as ISO."""
    told = {
        "format": "nenep-stored-about-me-1",
        "name": stored.name,
        "unit": stored.unit_name,
        "on": stored.on,
        "areas": [asdict(area) for area in stored.areas],
        "consents": [
            {
                "kind": line.wording.kind.value,
                "version": line.wording.version,
                "standing": line.standing.value,
                "given_on": line.last.given_on if line.last else None,
                "withdrawn_on": line.last.withdrawn_on if line.last else None,
            }
            for line in stored.consents
        ],
        "corrections": [
            {
                "area": row.area,
                "text": row.text,
                "asked_on": row.asked_on,
                "outcome": row.outcome,
                "reason": row.reason,
            }
            for row in stored.corrections
        ],
        "readings": [asdict(reading) for reading in stored.readings],
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=_plain).encode()


def as_document(stored: Stored, *, superior: str) -> Document:
    """The paper: a table an area, with the reason above it."""
    blocks: list[Block] = [
        Paragraph(
            rich(
                f"Thông tin hệ thống đang lưu về đồng chí {stored.name}, {stored.unit_name}, "
                f"tính đến ngày {vn_date(stored.on)}."
            )
        )
    ]
    for number, area in enumerate(stored.areas, 1):
        blocks += _area(number, area)
    blocks += [
        Heading(rich("Danh sách có tên đồng chí đã được tải ra"), 2),
        _readings(stored),
    ]
    return Document(
        head=Head(superior.upper(), stored.unit_name.upper() or superior.upper()),
        place_and_date=PlaceAndDate("", stored.on),
        title=Title("THÔNG TIN ĐANG LƯU", f"về đồng chí {stored.name}"),
        blocks=tuple(blocks),
    )


def _area(number: int, area: StoredArea) -> list[Block]:
    rows = tuple((rich(row.what), rich(row.value), rich(row.when)) for row in area.rows)
    return [
        Heading(rich(f"{number}. {area.title}"), 2),
        Paragraph(rich(f"{area.why} Thời hạn lưu: {area.how_long}")),
        Table((Column("Thông tin", 3), Column("Nội dung", 5), Column("Thời gian", 3)), rows),
    ]


def _readings(stored: Stored) -> Block:
    if not stored.readings:
        return Paragraph(rich("Nhật ký chưa ghi lần nào."))
    rows = tuple(
        (rich(vn_moment(r.at)), rich(f"{r.unit_name}: {r.what}"), rich(str(r.people or "")))
        for r in stored.readings
    )
    return Table((Column("Lúc", 3), Column("Đơn vị, việc", 6), Column("Số người", 2)), rows)


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
