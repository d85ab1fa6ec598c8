"""Which kinds of organisation exist on a day and which may stand under which: ``unit.kinds``."""

from collections.abc import Mapping
from dataclasses import dataclass

from nenep.kernel.errors import Refused
from nenep.rulebook.rules.cell_types import CELL_TYPE_NAMES, CellType
from nenep.rulebook.rules.documents import Citation
from nenep.rulebook.rules.engine import Ruling
from nenep.rulebook.rules.plain import Table, flag, text, texts
from nenep.structure.rules.units import PLAIN_NAMES, Kind

PARAMETER = "unit.kinds"


@dataclass(frozen=True)
class KindRule:
    """One kind in one period. ``never`` holds the types of cell it must not be of."""

    name: str
    under: frozenset[str]
    cell: bool = False
    never: frozenset[str] = frozenset()


@dataclass(frozen=True)
class KindTable:
    """The kinds of a day with their basis. Without a citation no rule is known for that day: the
    table then knows the kinds by their plain names and refuses nothing."""

    kinds: Mapping[str, KindRule]
    citation: Citation | None = None

    def name(self, kind: str) -> str:
        """What the kind is called in that period; a kind of another period keeps a plain name."""
        rule = self.kinds.get(kind)
        if rule is not None:
            return rule.name
        return PLAIN_NAMES[Kind(kind)] if kind in set(Kind) else kind

    def may_exist(self, kind: str) -> Citation | None:
        """The basis on which there are units of that kind; None where no rule is known.

        Raises:
            Refused: the period does not know the kind.
        """
        if self.citation is not None and kind not in self.kinds:
            raise Refused(
                "Vào ngày này không có loại tổ chức đảng “%(kind)s”; chưa ghi gì. "
                "Đồng chí chọn một loại khác.",
                basis=str(self.citation),
                kind=self.name(kind),
            )
        return self.citation

    def may_stand_under(self, kind: str, parent_kind: str | None) -> Citation | None:
        """The basis on which one may stand under the other; None where no rule is known. Without a
        superior it is the top of this installation, which may be of any kind of the period.

        Raises:
            Refused: the period has no such kind, or never puts it there.
        """
        self.may_exist(kind)
        if self.citation is None or parent_kind is None:
            return self.citation
        if parent_kind not in self.kinds[kind].under:
            raise Refused(
                "“%(kind)s” không đặt trực thuộc “%(parent)s” vào ngày này; chưa ghi gì. "
                "Đồng chí chọn cấp trên khác, hoặc đổi loại trước.",
                basis=str(self.citation),
                kind=self.name(kind),
                parent=self.name(parent_kind),
            )
        return self.citation

    def may_be_of(self, kind: str, cell_type: str) -> Citation | None:
        """The basis on which a cell of that kind may be of that type; None where no rule is known.

        Raises:
            Refused: such a cell must be of another kind (a village's is never grassroots).
        """
        rule = self.kinds.get(kind)
        if self.citation is not None and rule is not None and cell_type in rule.never:
            raise Refused(
                "“%(type)s” không lập thành “%(kind)s” vào ngày này; chưa ghi gì.",
                basis=str(self.citation),
                type=CELL_TYPE_NAMES[CellType(cell_type)],
                kind=rule.name,
            )
        return self.citation


def kinds_from(ruling: Ruling | None) -> KindTable:
    """The table a ruling of ``unit.kinds`` holds; no ruling, no rule known."""
    if ruling is None:
        return KindTable({})
    rows = {key: row for key, row in ruling.table.items() if isinstance(row, dict)}
    return KindTable({key: _rule(row) for key, row in rows.items()}, ruling.citation)


def _rule(row: Table) -> KindRule:
    return KindRule(
        name=text(row, "name"),
        under=frozenset(texts(row, "under")),
        cell=flag(row, "cell"),
        never=frozenset(texts(row, "never")),
    )
