"""The shape of a rulebook file: which keys each section may hold."""

from collections.abc import Iterable
from enum import StrEnum

from nenep.rulebook.rules.agendas import ItemKind, MeetingKind, Section
from nenep.rulebook.rules.cell_types import CellType
from nenep.rulebook.rules.documents import Confidence, DocumentKind
from nenep.rulebook.rules.shapes import (
    Day,
    Flag,
    Free,
    ListOf,
    OneOf,
    Record,
    Shape,
    Text,
    UnitCode,
    Whole,
)
from nenep.rulebook.rules.sheets import Applies, BandCode, Measure, StepTest


def _words(kind: Iterable[StrEnum]) -> OneOf:
    return OneOf(tuple(word.value for word in kind))


CELL_TYPES = ListOf(_words(CellType), least=1)
CITED: dict[str, Shape] = {
    "provision": Text(),
    "confidence": _words(Confidence),
    "note": Text(),
    "our_reading": Flag(),
}
DATED: dict[str, Shape] = {"until": Day()}

DOCUMENT = Record(
    {
        "code": Text(),
        "kind": _words(DocumentKind),
        "number": Text(empty=True),
        "issuer": Text(),
        "title": Text(),
        "signed": Day(),
        "from": Day(),
        "confidence": _words(Confidence),
    },
    {**DATED, "superseded_by": Text(), "note": Text()},
)

PARAMETER = Record(
    {
        "name": Text(),
        "title": Text(),
        "values": ListOf(
            Record(
                {"value": Free(), "document": Text(), "from": Day()},
                {**CITED, **DATED, "cell_types": CELL_TYPES, "after_gap": Text()},
            ),
            least=1,
        ),
    }
)

ITEM = Record(
    {
        "code": Text(),
        "title": Text(),
        "kind": _words(ItemKind),
        "section": _words(Section),
        "least": Whole(0, 120),
    },
    {
        **CITED,
        "share": Whole(0, 100),
        "most": Whole(1, 180),
        "per_entry": Whole(0, 10),
        "points": ListOf(Text()),
        "cell_types": CELL_TYPES,
        "document": Text(),
    },
)

AGENDA = Record(
    {
        "code": Text(),
        "title": Text(),
        "meeting_kind": _words(MeetingKind),
        "document": Text(),
        "from": Day(),
        "items": ListOf(ITEM, least=1),
    },
    {**CITED, **DATED, "cell_types": CELL_TYPES, "after_gap": Text()},
)

STEP = Record(
    {"points": Whole(0, 100), "label": Text(), "test": _words(StepTest)},
    {"bound": Whole(0, 1000)},
)
LINE = Record(
    {"code": Text(), "title": Text(), "max": Whole(1, 100)},
    {
        "measure": _words(Measure),
        "steps": ListOf(STEP, least=1),
        "applies": _words(Applies),
        "bonus": Flag(),
        "bound": Whole(),
        "upper": Whole(),
        "large_members": Whole(),
        "large_minutes": Whole(),
    },
)
CRITERION = Record(
    {"code": Text(), "title": Text(), "max": Whole(1, 100), "lines": ListOf(LINE, least=1)},
    {"frame": Whole(1, 20)},
)
BAND = Record({"code": _words(BandCode), "title": Text(), "least": Whole(0, 100)})
VETO = Record({"line": Text(), "points": Whole(0, 100), "band": _words(BandCode), "title": Text()})
SHEET = Record(
    {
        "code": Text(),
        "title": Text(),
        "document": Text(),
        "from": Day(),
        "criteria": ListOf(CRITERION, least=1),
        "bands": ListOf(BAND, least=1),
    },
    {
        **CITED,
        **DATED,
        "cell_types": CELL_TYPES,
        "after_gap": Text(),
        "bands_basis": Record({"document": Text()}, CITED),
        "vetoes": ListOf(VETO),
    },
)

SECTIONS: dict[str, Shape] = {
    "documents": DOCUMENT,
    "parameters": PARAMETER,
    "agendas": AGENDA,
    "score_sheets": SHEET,
}
SCOPE = Record({"unit": UnitCode()})
