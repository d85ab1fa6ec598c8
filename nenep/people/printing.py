"""Counted people as the command line prints them: for reading, and as plain data for ``--json``."""

from collections.abc import Sequence

from nenep.people.queries.denominators import CellDenominators, CountedTree, TreeLine
from nenep.people.rules.counting import COUNTED_NAMES, Counted
from nenep.people.rules.counting_sheet import Sheet, sheet_of
from nenep.people.rules.denominators import UnitCounts
from nenep.structure.rules.units import Kind, UnitView


def denominators_text(unit: UnitView, found: CellDenominators) -> str:
    """Base by base: the sum, then everybody with the reason and the number of the basis; the
    bases at the end."""
    sheet = sheet_of([(line.full_name, line.reckoning) for line in found.roster], found.on)
    lines = [f"{unit.name} ({unit.code}), ngày {found.on:%d/%m/%Y}: {len(sheet.rows)} người"]
    for at, head in enumerate(sheet.heads):
        lines += ["", f"{head.name}: {head.sum}", *_people(sheet, at)]
    lines += ["", "Căn cứ:"] if sheet.cited else []
    for basis in sheet.cited:
        lines += [f"  [{basis.number}] {basis.text}"]
        lines += [f"      {basis.remark}"] if basis.remark else []
    return "\n".join(lines)


def _people(sheet: Sheet, at: int) -> Sequence[str]:
    width = max((len(row.name) for row in sheet.rows), default=0)
    words = max(len(word) for word in COUNTED_NAMES.values())
    lines = []
    for row in sheet.rows:
        mark = row.marks[at]
        own = f" ({mark.counting.provision})" if mark.counting.provision else ""
        said = f"{mark.counting.reason}{own} [{mark.note}]"
        lines.append(f"  {mark.word:<{words}}  {row.name:<{width}}  {said}")
    return lines


def denominators_told(unit: UnitView, found: CellDenominators) -> dict[str, object]:
    """The same as data: every base with its people, reasons, provisions and basis."""
    names = found.names
    return {
        "unit": {"id": unit.id, "code": unit.code, "name": unit.name},
        "on": found.on,
        "bases": [
            {
                "base": base,
                "counted": len(denominator.of(Counted.YES)),
                "if_present": len(denominator.of(Counted.IF_PRESENT)),
                "people": [
                    {
                        "person": one.person_id,
                        "name": names[one.person_id],
                        "standing": one.standing,
                        "counts": one.counts,
                        "reason": one.reason,
                        "provision": one.provision,
                        "basis": one.basis,
                        "document": one.citation.document.code if one.citation else None,
                        "confidence": one.citation.confidence if one.citation else None,
                        "our_reading": one.citation.our_reading if one.citation else False,
                    }
                    for one in denominator.people
                ],
            }
            for base, denominator in found.bases.items()
        ],
    }


def tree_text(tree: CountedTree) -> str:
    """The tree indented, each unit with its members and those of the units below it."""
    lines = [f"{'  ' * line.depth}{_unit(line)}" for line in tree.lines]
    if tree.elsewhere.total:
        lines.append(f"Ngoài cây của ngày này: {_counted(tree.elsewhere)}")
    return "\n".join([*lines, f"Cộng: {_counted(tree.total + tree.elsewhere)}"])


def _unit(line: TreeLine) -> str:
    """A Party group is part of its cell: its people are counted there."""
    named = f"{line.unit.code}  {line.unit.name}".strip()
    return named if line.unit.kind == Kind.GROUP else f"{named}: {_counted(line.counts)}"


def tree_told(tree: CountedTree) -> list[dict[str, object]]:
    """One row a unit; ``own`` are the members of the unit itself, ``total`` with those below."""
    return [
        {
            "depth": line.depth,
            "id": line.unit.id,
            "code": line.unit.code,
            "name": line.unit.name,
            "kind": line.unit.kind,
            "official": line.counts.official,
            "probationary": line.counts.probationary,
            "total": line.counts.total,
            "own": line.own.total,
        }
        for line in tree.lines
    ]


def _counted(counts: UnitCounts) -> str:
    parts = f"{counts.official} chính thức, {counts.probationary} dự bị"
    return f"{counts.total} đảng viên ({parts})"
