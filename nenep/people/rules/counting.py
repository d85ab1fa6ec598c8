"""The one table of counting: what each standing gives in each base, with its basis.

The lines are rulebook data (``counting.*``) of the day. Where no rule is known the standing itself
answers (``UNRULED``) and the answer says so: no day is without one, and no basis is invented.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from nenep.people.rules.standing import Standing
from nenep.rulebook.rules.documents import Citation, citation_from
from nenep.rulebook.rules.engine import Rulebook, Ruling
from nenep.rulebook.rules.plain import Json, Table

NO_RULE_KNOWN = "chưa biết quy định của ngày này; tính theo tình trạng sinh hoạt"
NEW_MEMBER = "new_member"


class Base(StrEnum):
    """For what people are counted."""

    ATTENDANCE = "attendance"
    ORDINARY_VOTE = "ordinary_vote"
    TWO_THIRDS_VOTE = "two_thirds_vote"
    STATISTICS = "statistics"
    RATING = "rating"


BASE_NAMES: Mapping[Base, str] = {
    Base.ATTENDANCE: "Dự sinh hoạt",
    Base.ORDINARY_VOTE: "Biểu quyết quá nửa",
    Base.TWO_THIRDS_VOTE: "Biểu quyết hai phần ba",
    Base.STATISTICS: "Thống kê",
    Base.RATING: "Xếp loại năm",
}

# Both votes are asked of one parameter: a roll keeps one answer, and they could not disagree.
PARAMETERS: Mapping[Base, str] = {
    Base.ATTENDANCE: "counting.attendance",
    Base.ORDINARY_VOTE: "counting.vote",
    Base.TWO_THIRDS_VOTE: "counting.vote",
    Base.STATISTICS: "counting.statistics",
    Base.RATING: "counting.rating",
}


class Counted(StrEnum):
    """In a base: yes, only when present, or no."""

    YES = "yes"
    IF_PRESENT = "if_present"
    NO = "no"

    @property
    def rank(self) -> int:
        """The less it counts, the smaller."""
        return (Counted.NO, Counted.IF_PRESENT, Counted.YES).index(self)


COUNTED_NAMES: Mapping[Counted, str] = {
    Counted.YES: "tính",
    Counted.IF_PRESENT: "khi có mặt",
    Counted.NO: "không",
}


@dataclass(frozen=True)
class Line:
    """What one standing gives in one base; ``months`` only for new members."""

    counts: Counted
    citation: Citation | None = None
    months: int = 0


_S, _ALL = Standing, frozenset(Standing)
_COUNT_ANYWAY: Mapping[Base, frozenset[Standing]] = {
    Base.ATTENDANCE: frozenset({_S.OFFICIAL, _S.PROBATIONARY, _S.HOSTED}),
    Base.ORDINARY_VOTE: frozenset({_S.OFFICIAL}),
    Base.TWO_THIRDS_VOTE: frozenset({_S.OFFICIAL}),
    Base.STATISTICS: _ALL - {_S.HOSTED},
    Base.RATING: _ALL - {_S.HOSTED, _S.EXEMPT, _S.SUSPENDED},
}
_WHEN_PRESENT = frozenset({_S.EXEMPT, _S.AWAY, _S.TRANSFERRING})


def _unruled(base: Base, standing: Standing) -> Line:
    if standing in _COUNT_ANYWAY[base]:
        return Line(Counted.YES)
    votes = PARAMETERS[base] == PARAMETERS[Base.ORDINARY_VOTE]
    return Line(Counted.IF_PRESENT if votes and standing in _WHEN_PRESENT else Counted.NO)


@dataclass(frozen=True)
class CountingRules:
    """The table of one day: a line for every base and standing."""

    lines: Mapping[Base, Mapping[Standing, Line]]
    new_members: Mapping[Base, Line] = field(default_factory=dict)

    def line(self, base: Base, standing: Standing) -> Line:
        """What the standing gives in the base."""
        return self.lines[base][standing]


UNRULED = CountingRules({base: {s: _unruled(base, s) for s in Standing} for base in Base})


def counting_rules(
    rulebook: Rulebook, *, on: date, unit_path: Sequence[UUID] = ()
) -> CountingRules:
    """The table in force that day in a unit. Never fails: a line the rulebook does not know, or
    that an override spoiled, is answered by the standing itself, without a basis.

    Statistics are the same everywhere, or their sums would not agree up the tree: a unit's own
    rule for them is not asked.
    """
    lines, new_members = {}, {}
    for base in Base:
        path = () if base is Base.STATISTICS else unit_path
        ruling = rulebook.find(PARAMETERS[base], on=on, unit_path=path)
        known = _lines(ruling, rulebook) if ruling else {}
        lines[base] = {s: known.get(s.value) or _unruled(base, s) for s in Standing}
        if NEW_MEMBER in known:
            new_members[base] = known[NEW_MEMBER]
    return CountingRules(lines, new_members)


def _lines(ruling: Ruling, rulebook: Rulebook) -> dict[str, Line]:
    table = ruling.value if isinstance(ruling.value, dict) else {}
    found = {key: _line(row, ruling, rulebook) for key, row in table.items()}
    return {key: line for key, line in found.items() if line is not None}


def _line(row: Json, ruling: Ruling, rulebook: Rulebook) -> Line | None:
    if not isinstance(row, dict) or row.get("counts") not in set(Counted):
        return None
    months = row.get("months", 0)
    return Line(
        counts=Counted(str(row["counts"])),
        citation=_citation(row, ruling.citation, rulebook),
        months=months if isinstance(months, int) else 0,
    )


def _citation(row: Table, of_value: Citation, rulebook: Rulebook) -> Citation:
    """The line's own basis; one that names no document stands on the value's."""
    if row.get("document") in rulebook.documents:
        return citation_from(row, rulebook.documents)
    inherited: dict[str, Json] = {
        "document": of_value.document.code,
        "provision": of_value.provision,
        "confidence": of_value.confidence.value,
        "note": of_value.note,
        "our_reading": of_value.our_reading,
    }
    own = {key: value for key, value in row.items() if key in inherited and key != "document"}
    return citation_from({**inherited, **own}, {of_value.document.code: of_value.document})
