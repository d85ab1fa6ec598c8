"""The tree as the plan leaves it, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from nenep.kernel.errors import Refused
from nenep.reorganisation.rules.draft import Draft, Wanted
from nenep.reorganisation.rules.projection import Fault
from nenep.reorganisation.rules.snapshot import UnitNow
from nenep.reorganisation.rules.steps import Found
from nenep.structure.rules.kinds import KindTable


def children(units: Mapping[UUID, UnitNow]) -> dict[UUID, list[UnitNow]]:
    """The units right under each."""
    found: dict[UUID, list[UnitNow]] = {}
    for unit in units.values():
        if unit.parent_id is not None:
            found.setdefault(unit.parent_id, []).append(unit)
    return found


def settle_what_is_below(draft: Draft) -> None:
    """Subordinate units of a unit that ends go where its step says; the Party groups of a cell end
    with it, since the members leave them."""
    under = children(draft.now.units)
    waiting = list(draft.ended)
    for unit_id in waiting:
        ended = draft.ended[unit_id]
        for child in under.get(unit_id, []):
            if child.id in draft.moved or child.id in draft.ended:
                continue
            wanted = draft.below.get(unit_id)
            if child.is_group:
                draft.ended[child.id] = Wanted(ended.unit_id, ended.step)
            elif wanted is not None:
                draft.moved[child.id] = Wanted(wanted.unit_id, wanted.step)
            else:
                message = (
                    f"{child.name} còn trực thuộc {draft.name(unit_id)} khi đơn vị này kết thúc."
                )
                draft.fault(Fault.UNITS_LEFT, message, ended.step)


def tree_after(draft: Draft) -> dict[UUID, UnitNow]:
    """Every unit of the branch that stands after the plan."""
    after = {
        unit.id: _changed(draft, unit)
        for unit in draft.now.units.values()
        if unit.id not in draft.ended
    }
    for unit_id, (act, _number) in draft.founded.items():
        after[unit_id] = _new(draft, unit_id, act)
    return after


def _changed(draft: Draft, unit: UnitNow) -> UnitNow:
    name = draft.renamed.get(unit.id)
    if name is not None:
        unit = replace(unit, name=name[0].name, short=name[0].short or name[0].name[:80])
    kind = draft.rekinded.get(unit.id)
    if kind is not None:
        unit = replace(unit, kind=kind[0].kind, cell_type=kind[0].cell_type)
    code = draft.recoded.get(unit.id)
    if code is not None:
        unit = replace(unit, code=code[0])
    moved = draft.moved.get(unit.id)
    return replace(unit, parent_id=moved.unit_id) if moved is not None else unit


def _new(draft: Draft, unit_id: UUID, act: Found) -> UnitNow:
    return UnitNow(
        id=unit_id,
        code=act.code,
        name=act.name,
        kind=act.kind,
        parent_id=draft.by_name.get(act.under),
        short=act.short or act.name[:80],
        cell_type=act.cell_type,
        since=draft.now.on,
    )


def judge_changes(draft: Draft) -> None:
    """Nobody ends and is changed, or takes over and ends; nothing is touched that lies out of the
    plan's reach, or began on that very day."""
    changes: dict[UUID, int] = {key: wanted.step for key, wanted in draft.moved.items()}
    changes |= {unit_id: number for unit_id, (_act, number) in draft.renamed.items()}
    changes |= {unit_id: number for unit_id, (_act, number) in draft.rekinded.items()}
    changes |= {unit_id: number for unit_id, (_code, number) in draft.recoded.items()}
    for unit_id, number in changes.items():
        ended = draft.ended.get(unit_id)
        if ended is not None and not draft.now.units[unit_id].is_group:
            message = f"{draft.name(unit_id)} vừa kết thúc vừa có thay đổi khác."
            draft.fault(Fault.CHANGED_AND_ENDED, message, number, ended.step)
    changes |= {unit_id: wanted.step for unit_id, wanted in draft.ended.items()}
    for unit_id, number in changes.items():
        _judge_reach(draft, unit_id, number)
        if draft.now.units[unit_id].since >= draft.now.on:
            message = (
                f"{draft.name(unit_id)} đã có một thay đổi đúng ngày {draft.now.on:%d/%m/%Y}; "
                "hãy chọn ngày hiệu lực khác."
            )
            draft.fault(Fault.SAME_DAY, message, number)


def _judge_reach(draft: Draft, unit_id: UUID, number: int) -> None:
    """An office rearranges what stands strictly beneath its committee."""
    root = draft.now.root_id
    if root is None:
        return
    above = draft.now.units[unit_id].parent_id
    while above is not None and above != root:
        unit = draft.now.units.get(above)
        above = unit.parent_id if unit is not None else None
    if above is None:
        message = f"{draft.name(unit_id)} không thuộc phạm vi sắp xếp của phương án này."
        draft.fault(Fault.OUT_OF_REACH, message, number)


def judge_targets(draft: Draft, after: Mapping[UUID, UnitNow]) -> None:
    """Whatever is handed over goes to a unit that lives on; like is merged with like."""
    tables = (draft.ended, draft.moved, draft.rests)
    wanted = [(one.unit_id, one.step) for table in tables for one in table.values()]
    wanted += [(unit_id, one.step) for unit_id, one in draft.habits.items()]
    wanted += [(named.target_id, named.step) for named in draft.named]
    for act, number in draft.founded.values():
        if act.under in draft.by_name:
            wanted.append((draft.by_name[act.under], number))
    for unit_id, number in dict.fromkeys(wanted):
        ended = draft.ended.get(unit_id)
        if ended is not None:
            message = (
                f"{draft.name(unit_id)} kết thúc trong chính phương án này nên không nhận được."
            )
            draft.fault(Fault.INTO_AN_ENDING_UNIT, message, number, ended.step)
    for source_id, into_id, number in draft.merged:
        into = after.get(into_id)
        if into is not None and into.is_cell != draft.now.units[source_id].is_cell:
            message = f"không sáp nhập chi bộ với đảng bộ ({draft.name(source_id)}, {into.name})."
            draft.fault(Fault.UNLIKE_KINDS, message, number)


def judge_tree(draft: Draft, after: Mapping[UUID, UnitNow], kinds: KindTable) -> None:
    """No circle; every changed bond of superior and subordinate is one of the rulebook's."""
    for unit in after.values():
        parent = after.get(unit.parent_id) if unit.parent_id is not None else None
        if parent is None:
            continue
        step = _step_of(draft, unit.id) or _step_of(draft, parent.id)
        if step is None:
            continue
        if _circles(after, unit.id):
            message = f"{unit.name} sẽ nằm dưới chính mình."
            draft.fault(Fault.CYCLE, message, step)
        elif _bond(draft.now.units, unit.id) != (unit.kind, parent.kind):
            _judge_bond(draft, unit, parent.kind, kinds, step)


def _step_of(draft: Draft, unit_id: UUID) -> int | None:
    for table in (draft.founded, draft.rekinded):
        if unit_id in table:
            return table[unit_id][1]
    moved = draft.moved.get(unit_id)
    return moved.step if moved is not None else None


def _circles(after: Mapping[UUID, UnitNow], unit_id: UUID) -> bool:
    seen: set[UUID] = set()
    at: UUID | None = unit_id
    while at is not None and at in after:
        if at in seen:
            return at == unit_id
        seen.add(at)
        at = after[at].parent_id
    return False


def _bond(units: Mapping[UUID, UnitNow], unit_id: UUID) -> tuple[str, str] | None:
    unit = units.get(unit_id)
    parent = units.get(unit.parent_id) if unit is not None and unit.parent_id else None
    return (unit.kind, parent.kind) if unit is not None and parent is not None else None


def _judge_bond(draft: Draft, unit: UnitNow, parent_kind: str, kinds: KindTable, step: int) -> None:
    try:
        kinds.may_stand_under(unit.kind, parent_kind)
        kinds.may_be_of(unit.kind, unit.cell_type)
    except Refused as refused:
        basis = f" ({refused.basis})" if refused.basis else ""
        draft.fault(Fault.KIND_UNDER_KIND, f"{unit.name}: {refused}{basis}", step)
    if unit.cell_type and not unit.is_cell:
        message = f"{unit.name}: chỉ chi bộ mới có loại hình chi bộ."
        draft.fault(Fault.KIND_UNDER_KIND, message, step)
