"""A plan while it is being worked out: the units its steps name, and what each step asks of them.

Everything takes effect on one day, so the order of the steps decides nothing: first all of them are
read into these tables, then the tables are judged together.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias
from uuid import UUID

from nenep.reorganisation.rules.projection import Conflict, Fault
from nenep.reorganisation.rules.snapshot import Snapshot, UnitNow
from nenep.reorganisation.rules.steps import (
    ChangeKind,
    Dissolve,
    Found,
    Merge,
    Move,
    MoveMembers,
    Part,
    PersonRef,
    PlanText,
    Recode,
    Rename,
    Split,
    Step,
    UnitRef,
)

Number: TypeAlias = int
NewId: TypeAlias = Callable[[str], UUID]


@dataclass(frozen=True)
class Wanted:
    """What a step asks for a unit, and which step."""

    unit_id: UUID
    step: Number


@dataclass(frozen=True)
class Named:
    """Members whom a step names in a unit, and where they go."""

    source_id: UUID
    target_id: UUID
    people: tuple[PersonRef, ...]
    step: Number


@dataclass
class Draft:
    """The tables. ``rests`` says where everybody goes whom no step names; ``below`` the same for
    subordinate units."""

    plan: PlanText
    now: Snapshot
    new_id: NewId
    conflicts: list[Conflict] = field(default_factory=list)
    by_name: dict[UnitRef, UUID] = field(default_factory=dict)
    founded: dict[UUID, tuple[Found, Number]] = field(default_factory=dict)
    ended: dict[UUID, Wanted] = field(default_factory=dict)
    moved: dict[UUID, Wanted] = field(default_factory=dict)
    renamed: dict[UUID, tuple[Rename, Number]] = field(default_factory=dict)
    recoded: dict[UUID, tuple[str, Number]] = field(default_factory=dict)
    rekinded: dict[UUID, tuple[ChangeKind, Number]] = field(default_factory=dict)
    rests: dict[UUID, Wanted] = field(default_factory=dict)
    below: dict[UUID, Wanted] = field(default_factory=dict)
    named: list[Named] = field(default_factory=list)
    habits: dict[UUID, Wanted] = field(default_factory=dict)
    merged: list[tuple[UUID, UUID, Number]] = field(default_factory=list)

    def fault(self, fault: Fault, message: str, *steps: Number) -> None:
        """Note a conflict; the same sentence once."""
        numbers = tuple(sorted(set(steps)))
        places = dict.fromkeys(self.plan.steps[number - 1].where for number in numbers)
        found = Conflict(fault, message, numbers, ", ".join(filter(None, places)))
        if found not in self.conflicts:
            self.conflicts.append(found)

    def name(self, unit_id: UUID) -> str:
        """What the unit is called in sentences."""
        if unit_id in self.founded:
            return self.founded[unit_id][0].name
        return self.now.units[unit_id].name

    def unit(self, ref: UnitRef, step: Number) -> UUID | None:
        """The unit a step names; a conflict when there is none."""
        found = self.by_name.get(ref)
        if found is None:
            self._unknown(ref, step)
        return found

    def standing(self, ref: UnitRef, step: Number) -> UnitNow | None:
        """The same, but not a unit founded by this very plan: it has nothing to change yet."""
        found = self.unit(ref, step)
        if found is None:
            return None
        if found in self.founded:
            self.fault(
                Fault.UNKNOWN_UNIT,
                f"“{ref}” do chính phương án này thành lập, không thay đổi ngay được; "
                "hãy ghi đúng ngay ở bước thành lập.",
                step,
            )
            return None
        return self.now.units[found]

    def _unknown(self, ref: UnitRef, step: Number) -> None:
        on = f"{self.now.on:%d/%m/%Y}"
        other = next((one for one in self.now.elsewhen if one.code == ref), None)
        if other is None:
            kind = "mang mã" if ref.isdigit() else "có khóa"
            message = f"không có đơn vị {kind} {ref} trong phạm vi sắp xếp vào ngày {on}."
            self.fault(Fault.UNKNOWN_UNIT, message, step)
        elif other.dissolved_on is not None and other.dissolved_on <= self.now.on:
            message = f"{other.name} ({ref}) đã kết thúc ngày {other.dissolved_on:%d/%m/%Y}."
            self.fault(Fault.ENDED_BEFORE, message, step)
        elif other.founded_on > self.now.on:
            message = (
                f"{other.name} ({ref}) thành lập ngày {other.founded_on:%d/%m/%Y}, "
                f"sau ngày hiệu lực {on}."
            )
            self.fault(Fault.BEFORE_FOUNDING, message, step)
        else:
            message = f"{other.name} không mang mã {ref} vào ngày {on}; ghi mã của ngày ấy."
            self.fault(Fault.UNKNOWN_UNIT, message, step)

    def end(self, unit: UnitNow, successor: UUID, step: Number) -> None:
        """The unit ends; twice is a conflict."""
        before = self.ended.get(unit.id)
        if before is not None:
            message = f"{unit.name} kết thúc hai lần trong phương án."
            self.fault(Fault.TWICE_ENDED, message, before.step, step)
            return
        self.ended[unit.id] = Wanted(successor, step)

    def rest(self, source: UUID, target: UUID, step: Number) -> None:
        """Where everybody of a unit goes whom no step names."""
        before = self.rests.get(source)
        if before is not None and before.unit_id != target:
            message = f"những đảng viên còn lại của {self.name(source)} được xếp vào hai nơi."
            self.fault(Fault.PLACED_TWICE, message, before.step, step)
            return
        self.rests[source] = Wanted(target, step)

    def put_under(self, unit: UnitNow, parent: UUID, step: Number) -> None:
        """The unit gets another superior; twice is a conflict."""
        before = self.moved.get(unit.id)
        if before is not None and before.unit_id != parent:
            message = f"{unit.name} được chuyển đến hai cấp trên khác nhau."
            self.fault(Fault.TWICE_CHANGED, message, before.step, step)
            return
        self.moved[unit.id] = Wanted(parent, step)


def read_steps(plan: PlanText, now: Snapshot, new_id: NewId) -> Draft:
    """The tables of a plan. New units are known by their keys before any step is read."""
    draft = Draft(plan, now, new_id)
    draft.by_name = {unit.code: unit.id for unit in now.units.values() if unit.code}
    for number, step in enumerate(plan.steps, 1):
        if isinstance(step.act, Found):
            _register(draft, step.act, number)
    for number, step in enumerate(plan.steps, 1):
        _read(draft, step, number)
    return draft


def _register(draft: Draft, act: Found, number: Number) -> None:
    if act.key in draft.by_name:
        message = f"khóa “{act.key}” được đặt hai lần."
        draft.fault(Fault.KEY_TWICE, message, number)
        return
    unit_id = draft.new_id(act.key)
    draft.by_name[act.key] = unit_id
    draft.founded[unit_id] = (act, number)


def _read(draft: Draft, step: Step, number: Number) -> None:
    match step.act:
        case Found():
            draft.unit(step.act.under, number)
        case Merge():
            _merge(draft, step.act, number)
        case Split():
            _split(draft, step.act, number)
        case Move():
            unit, under = draft.standing(step.act.unit, number), draft.unit(step.act.under, number)
            if unit is not None and under is not None:
                draft.put_under(unit, under, number)
        case Dissolve():
            _dissolve(draft, step.act, number)
        case MoveMembers():
            _move_members(draft, step.act, number)
        case Rename() | Recode() | ChangeKind():
            _change(draft, step.act, number)


def _change(draft: Draft, act: Rename | Recode | ChangeKind, number: Number) -> None:
    unit = draft.standing(act.unit, number)
    if unit is None:
        return
    before: tuple[object, Number] | None = None
    match act:
        case Rename():
            before = draft.renamed.get(unit.id)
            draft.renamed[unit.id] = (act, number)
        case Recode():
            before = draft.recoded.get(unit.id)
            draft.recoded[unit.id] = (act.code, number)
        case ChangeKind():
            before = draft.rekinded.get(unit.id)
            draft.rekinded[unit.id] = (act, number)
    if before is not None:
        message = f"{unit.name} thay đổi cùng một điều hai lần trong phương án."
        draft.fault(Fault.TWICE_CHANGED, message, before[1], number)


def _merge(draft: Draft, act: Merge, number: Number) -> None:
    into = draft.unit(act.into, number)
    sources = [draft.standing(ref, number) for ref in dict.fromkeys(act.units)]
    ending = [unit for unit in sources if unit is not None and unit.id != into]
    if into is None or None in sources:
        return
    if not ending:
        draft.fault(Fault.EMPTY, "sáp nhập cần ít nhất một đơn vị khác đơn vị nhận.", number)
    for unit in ending:
        draft.end(unit, into, number)
        draft.rest(unit.id, into, number)
        draft.below[unit.id] = Wanted(into, number)
        draft.merged.append((unit.id, into, number))
    if act.series:
        habit = draft.standing(act.series, number)
        if habit is not None and habit.id != into:
            draft.habits[into] = Wanted(habit.id, number)


def _split(draft: Draft, act: Split, number: Number) -> None:
    unit = draft.standing(act.unit, number)
    if unit is None:
        return
    targets = [(part, draft.unit(part.unit, number)) for part in act.parts]
    known = [(part, target) for part, target in targets if target is not None]
    if len(known) != len(targets) or not _one_rest(draft, unit, known, number):
        return
    for part, target in known:
        if part.members:
            draft.named.append(Named(unit.id, target, part.members, number))
        if part.rest:
            draft.rest(unit.id, target, number)
            draft.below[unit.id] = Wanted(target, number)
        _place_below(draft, unit, part, target, number)
    if unit.id in {target for _part, target in known}:
        return
    kept = draft.unit(act.records, number) if act.records else _keeper(known)
    if kept is not None:
        draft.end(unit, kept, number)


def _one_rest(draft: Draft, unit: UnitNow, parts: list[tuple[Part, UUID]], number: Number) -> bool:
    if sum(part.rest for part, _target in parts) < 2:
        return True
    message = f"chỉ một phần của {unit.name} được ghi là còn lại."
    draft.fault(Fault.PLACED_TWICE, message, number)
    return False


def _place_below(draft: Draft, unit: UnitNow, part: Part, target: UUID, number: Number) -> None:
    for ref in part.units:
        child = draft.standing(ref, number)
        if child is None:
            continue
        if child.parent_id != unit.id:
            message = f"{child.name} không trực thuộc {unit.name}."
            draft.fault(Fault.NOT_BELOW, message, number)
        else:
            draft.put_under(child, target, number)


def _keeper(parts: list[tuple[Part, UUID]]) -> UUID:
    rest = [target for part, target in parts if part.rest]
    return rest[0] if rest else parts[0][1]


def _dissolve(draft: Draft, act: Dissolve, number: Number) -> None:
    unit, successor = draft.standing(act.unit, number), draft.unit(act.successor, number)
    target = draft.unit(act.members_to, number) if act.members_to else None
    if unit is None or successor is None:
        return
    draft.end(unit, successor, number)
    if target is not None:
        draft.rest(unit.id, target, number)


def _move_members(draft: Draft, act: MoveMembers, number: Number) -> None:
    source, target = draft.standing(act.source, number), draft.unit(act.target, number)
    if source is None or target is None:
        return
    if not act.members and not act.rest:
        draft.fault(Fault.EMPTY, "chưa ghi chuyển những đảng viên nào.", number)
    if source.id == target:
        message = f"{source.name} vừa là nơi đi vừa là nơi đến."
        draft.fault(Fault.NOTHING_CHANGES, message, number)
        return
    if act.members:
        draft.named.append(Named(source.id, target, act.members, number))
    if act.rest:
        draft.rest(source.id, target, number)
