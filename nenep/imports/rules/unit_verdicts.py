"""What an import says of each row of a list of units: found, rename, recode, nothing, refused."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from nenep.imports.rules.unit_lists import UnitEntry
from nenep.imports.rules.verdicts import Verdict
from nenep.kernel.errors import Refused
from nenep.kernel.names import same_name_key
from nenep.structure.rules.kinds import KindTable
from nenep.structure.rules.units import Kind, UnitView


class UnitAct(StrEnum):
    """What a row does to a unit."""

    FOUND = "found"
    RENAME = "rename"
    RECODE = "recode"


@dataclass(frozen=True)
class UnitVerdict:
    """The answer for one row. ``unit`` is the unit known already; of one to be founded ``parent``
    is its superior, or ``parent_row`` the row of this list that founds it."""

    entry: UnitEntry
    verdict: Verdict
    reasons: tuple[str, ...]
    notices: tuple[str, ...] = ()
    acts: tuple[UnitAct, ...] = ()
    unit: UnitView | None = None
    parent: UnitView | None = None
    parent_row: int | None = None

    @property
    def importable(self) -> bool:
        """Would importing the row write something?"""
        return self.verdict in (Verdict.ACCEPTED, Verdict.WARNED)


@dataclass(frozen=True)
class UnitJudgement:
    """All rows of a list, in its order."""

    rows: tuple[UnitVerdict, ...]

    def totals(self) -> dict[Verdict, int]:
        """How many of each verdict; every verdict is named, also with 0."""
        counted = Counter(row.verdict for row in self.rows)
        return {verdict: counted[verdict] for verdict in Verdict}


def judge_units(
    entries: Iterable[UnitEntry],
    *,
    top: UnitView,
    known: Sequence[UnitView],
    kinds: Callable[[date], KindTable],
    on: date,
) -> UnitJudgement:
    """The verdict of every row against the units at and below ``top`` on that day. ``kinds`` tells
    the kinds of a day: a unit is founded by the rules of its own."""
    judging = _Judging(top, known, kinds, on)
    return UnitJudgement(tuple(judging.row(entry) for entry in entries))


class _Judging:
    """Who is known by code and by name, and what the rows above bring."""

    def __init__(
        self,
        top: UnitView,
        known: Sequence[UnitView],
        kinds: Callable[[date], KindTable],
        on: date,
    ) -> None:
        self._top, self._kinds, self._on = top, kinds, on
        self._by_code = {unit.code: unit for unit in known if unit.code}
        self._by_name: dict[str, list[UnitView]] = {}
        for unit in known:
            self._by_name.setdefault(same_name_key(unit.name), []).append(unit)
        self._seen: dict[str, int] = {}
        self._meant: dict[UUID, int] = {}
        self._new: dict[str, UnitEntry] = {}

    def row(self, entry: UnitEntry) -> UnitVerdict:
        """Refused rows are remembered as little as if they were not there."""
        reasons = [*entry.faults, *self._own(entry), *self._repeats(entry)]
        if reasons:
            return UnitVerdict(entry, Verdict.REFUSED, tuple(reasons))
        parent, parent_row, fault = self._superior(entry)
        if fault:
            return UnitVerdict(entry, Verdict.REFUSED, (fault,))
        unit, fault = self._known(entry, parent)
        if fault:
            return UnitVerdict(entry, Verdict.REFUSED, (fault,))
        if unit is not None:
            if unit.id in self._meant:
                told = f"trùng với dòng {self._meant[unit.id]}"
                return UnitVerdict(entry, Verdict.REFUSED, (told,))
            self._remember(entry)
            self._meant[unit.id] = entry.row
            return self._changed(entry, unit)
        return self._founded(entry, parent, parent_row)

    def _own(self, entry: UnitEntry) -> list[str]:
        return [] if entry.name else ["thiếu tên tổ chức đảng"]

    def _repeats(self, entry: UnitEntry) -> list[str]:
        above = self._seen.get(entry.code) if entry.code else None
        above = above or self._seen.get(_place(entry))
        return [f"trùng với dòng {above}"] if above else []

    def _remember(self, entry: UnitEntry) -> None:
        if entry.code:
            self._seen[entry.code] = entry.row
        self._seen[_place(entry)] = entry.row

    def _superior(self, entry: UnitEntry) -> tuple[UnitView | None, int | None, str]:
        """The superior as known, or the row that founds it; blank is the unit of the import."""
        if not entry.superior:
            return self._top, None, ""
        digits = entry.superior.replace(".", "").replace(" ", "")
        key = same_name_key(entry.superior)
        if unit := self._by_code.get(digits):
            return unit, None, ""
        fresh = self._new.get(digits) or self._new.get(key)
        alike = self._by_name.get(key, [])
        if len(alike) == 1 and fresh is None:
            return alike[0], None, ""
        if fresh is not None and not alike:
            return None, fresh.row, ""
        if alike or fresh:
            return None, None, f"có hơn một đơn vị tên “{entry.superior}”: hãy ghi mã cấp trên"
        return None, None, f"không tìm thấy cấp trên “{entry.superior}”"

    def _known(self, entry: UnitEntry, parent: UnitView | None) -> tuple[UnitView | None, str]:
        """By its code, else by its name under its superior. Code of one and name of another is a
        conflict that only a person can settle."""
        by_code = self._by_code.get(entry.code) if entry.code else None
        alike = self._by_name.get(same_name_key(entry.name), [])
        here = [unit for unit in alike if parent is not None and unit.parent_id == parent.id]
        named = here or (alike if not entry.superior else [])
        if by_code is not None:
            other = next((unit for unit in named if unit.id != by_code.id), None)
            if other is not None:
                return None, f"mã đang là của {by_code.name}, tên lại là của đơn vị khác"
            return by_code, ""
        if len(named) > 1:
            return None, "có hơn một đơn vị tên này: hãy ghi mã hoặc cấp trên"
        return (named[0] if named else None), ""

    def _changed(self, entry: UnitEntry, unit: UnitView) -> UnitVerdict:
        acts, told, kept = [], [], []
        if same_name_key(unit.name) != same_name_key(entry.name):
            acts.append(UnitAct.RENAME)
            told.append(f"đổi tên từ “{unit.name}” thành “{entry.name}”")
        if entry.code and entry.code != unit.code:
            acts.append(UnitAct.RECODE)
            told.append(f"đổi mã từ {unit.code or '(chưa có)'} thành {entry.code}")
        if entry.kind and entry.kind != unit.kind and _tells_a_kind(entry):
            kinds = self._kinds(self._on)
            kept.append(
                f"đang lưu là {kinds.name(unit.kind)}, danh sách ghi {kinds.name(entry.kind)}: "
                "giữ nguyên"
            )
        verdict = Verdict.UNCHANGED if not acts else Verdict.WARNED
        return UnitVerdict(entry, verdict, tuple(kept), tuple(told), tuple(acts), unit, parent=None)

    def _founded(
        self, entry: UnitEntry, parent: UnitView | None, parent_row: int | None
    ) -> UnitVerdict:
        above = parent.kind if parent else self._kind_of_row(parent_row)
        reasons = []
        if not entry.kind:
            reasons.append("chưa rõ loại tổ chức đảng")
        if not entry.code and entry.kind != Kind.GROUP:
            reasons.append("thiếu mã 14 chữ số")
        if entry.kind and (fault := self._unfit(entry, above)):
            reasons.append(fault)
        if reasons:
            return UnitVerdict(entry, Verdict.REFUSED, tuple(reasons))
        self._remember(entry)
        for key in filter(None, (entry.code, same_name_key(entry.name))):
            self._new[key] = entry
        begins = entry.founded or self._on
        told = [f"lập mới từ {begins:%d/%m/%Y}"]
        reasons = [] if entry.founded else [f"không ghi ngày thành lập: lấy ngày {begins:%d/%m/%Y}"]
        return UnitVerdict(
            entry,
            Verdict.WARNED if reasons else Verdict.ACCEPTED,
            tuple(reasons),
            tuple(told),
            (UnitAct.FOUND,),
            None,
            parent,
            parent_row,
        )

    def _kind_of_row(self, row: int | None) -> str | None:
        return next((entry.kind for entry in self._new.values() if entry.row == row), None)

    def _unfit(self, entry: UnitEntry, above: str | None) -> str:
        kinds = self._kinds(entry.founded or self._on)
        try:
            kinds.may_stand_under(entry.kind, above)
            if entry.cell_type:
                kinds.may_be_of(entry.kind, entry.cell_type)
        except Refused as refusal:
            return str(refusal).split(";")[0]
        return ""


def _place(entry: UnitEntry) -> str:
    """A name is used once under one superior."""
    return f"{same_name_key(entry.superior)}\x1f{same_name_key(entry.name)}"


def _tells_a_kind(entry: UnitEntry) -> bool:
    """A plain "Chi bộ" is the short word for every kind of cell, and contradicts none."""
    return entry.kind not in {Kind.CELL, Kind.GRASSROOTS_CELL}
