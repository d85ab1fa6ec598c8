"""A list of villages pasted one per line, each with the cell that leads it or without one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from nenep.kernel.errors import Invalid, NenepError
from nenep.kernel.names import tidy
from nenep.structure.rules.localities import (
    Leader,
    LocalityKind,
    LocalityView,
    clean_place_name,
    kind_by_name,
    must_lead,
    same_place,
)

MOST_LINES = 500
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}\s*[.)]|[-•*+])\s+")
_CODE = re.compile(r"^\d{14}$")
_TRAILING_CODE = re.compile(r"^(.*?)[\s,]+((?:\d[.\s]?){13}\d)$")
_BETWEEN = re.compile(r"[\t;|]")


class Verdict(StrEnum):
    """What a line of the list will do."""

    OPENED = "opened"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class SaidLocality:
    """A village as the register should hold it from the day of the list."""

    name: str
    kind: LocalityKind
    led_by_id: UUID | None


@dataclass(frozen=True)
class ListLine:
    """A line and its verdict. ``guessed``: the cell was found by the village's own name; ``text``
    is the line written out, so that a guess is seen and can be struck."""

    number: int
    text: str
    said: SaidLocality | None
    verdict: Verdict
    cell_name: str = ""
    guessed: bool = False
    reason: NenepError | None = None


def read_list(
    text: str, present: Sequence[LocalityView], leaders: Mapping[UUID, Leader], on: date
) -> Sequence[ListLine]:
    """Every line with its verdict, in the order of the list; empty lines do not count.

    ``present`` is the register on that day. After the name may stand the cell's code or name, set
    apart by a tab, ``;`` or ``|``; where nothing stands, a cell named after the village is taken
    ("Chi bộ làng Kon Rơ" for "Làng Kon Rơ"); a lone ``-`` says that there is none.

    Raises:
        Invalid: more lines than a commune has villages.
    """
    rows = [row for row in text.splitlines() if tidy(row)]
    if len(rows) > MOST_LINES:
        raise Invalid("Danh sách có hơn %(n)s dòng; chưa ghi gì.", field="text", n=MOST_LINES)
    return list(_judged(rows, present, leaders, on))


def _judged(
    rows: Sequence[str], present: Sequence[LocalityView], leaders: Mapping[UUID, Leader], on: date
) -> Iterator[ListLine]:
    told: list[str] = []
    for number, row in enumerate(rows, 1):
        line = _line(number, row, present, leaders, on)
        name = line.said.name if line.said else ""
        if name and any(same_place(name, earlier) for earlier in told):
            reason = Invalid("“%(name)s” có hai lần trong danh sách.", name=name)
            line = replace(line, verdict=Verdict.REFUSED, said=None, reason=reason)
        told.append(name)
        yield line


def _line(
    number: int,
    row: str,
    present: Sequence[LocalityView],
    leaders: Mapping[UUID, Leader],
    on: date,
) -> ListLine:
    try:
        typed, wanted = _parts(row)
        name = clean_place_name(typed)
        known = next((place for place in present if same_place(place.name, name)), None)
        leader, guessed = _leader(name, wanted, known, leaders)
        if leader is not None:
            must_lead(leaders, leader.cell_id, on, known.until if known else None)
    except NenepError as fault:
        return ListLine(number, tidy(row), None, Verdict.REFUSED, reason=fault)
    cell_id = leader.cell_id if leader else None
    kind = LocalityKind(known.kind) if known else kind_by_name(name)
    written = f"{name}; {leader.name if leader else '-'}"
    verdict = Verdict.OPENED
    if known is not None:
        verdict = Verdict.SAME if known.led_by_id == cell_id else Verdict.CHANGED
    said = SaidLocality(known.name if known else name, kind, cell_id)
    return ListLine(number, written, said, verdict, leader.name if leader else "", guessed)


def _parts(row: str) -> tuple[str, str]:
    """The name, and what stands for the cell; a number or a dash in front is the list's own."""
    bare = _NUMBERED.sub("", row)
    parts = [tidy(part) for part in _BETWEEN.split(bare)]
    said = [part for part in parts if part]
    if len(said) > 2:
        raise Invalid("Một dòng chỉ ghi tên thôn, làng và chi bộ lãnh đạo.")
    if len(said) == 2:
        return said[0], said[1]
    coded = _TRAILING_CODE.match(tidy(bare))
    if coded:
        return coded[1].strip(" ,-"), coded[2]
    return (said[0] if said else "", "")


def _leader(
    name: str, wanted: str, known: LocalityView | None, leaders: Mapping[UUID, Leader]
) -> tuple[Leader | None, bool]:
    """The cell, and whether it was guessed by the name of the village."""
    if wanted == "-":
        return None, False
    if wanted:
        return _by_code_or_name(wanted, leaders), False
    if known is not None:
        return (leaders.get(known.led_by_id) if known.led_by_id else None), False
    found = [one for one in leaders.values() if same_place(one.name, f"Chi bộ {name}")]
    return (found[0], True) if len(found) == 1 else (None, False)


def _by_code_or_name(wanted: str, leaders: Mapping[UUID, Leader]) -> Leader:
    code = re.sub(r"[.\s]", "", wanted)
    if _CODE.match(code):
        found = [one for one in leaders.values() if one.code == code]
    else:
        found = [one for one in leaders.values() if same_place(one.name, wanted)]
        found = found or [
            one for one in leaders.values() if same_place(one.name, f"Chi bộ {wanted}")
        ]
    if len(found) != 1:
        raise Invalid(
            "Không tìm thấy đúng một chi bộ thôn, làng, tổ dân phố “%(cell)s” của xã, phường này.",
            cell=wanted[:60],
        )
    return found[0]
