"""Codes are re-issued at every reorganisation: each is free when it is given."""

from collections.abc import Mapping
from uuid import UUID

from nenep.reorganisation.rules.draft import Draft
from nenep.reorganisation.rules.projection import Fault
from nenep.reorganisation.rules.snapshot import UnitNow
from nenep.structure.rules.units import Kind


def judge_codes(draft: Draft, after: Mapping[UUID, UnitNow]) -> None:
    """Two units never bear one code; a unit outside the plan keeps its own."""
    for act, number in draft.founded.values():
        if not act.code and act.kind != Kind.GROUP:
            draft.fault(Fault.CODE_MISSING, f"{act.name} chưa có mã 14 số.", number)
    given = _given(draft)
    for unit_id, (code, number) in given.items():
        for other_id, (other_code, other_number) in given.items():
            if other_id != unit_id and other_code == code and other_number < number:
                message = f"mã {code} được đặt cho hai đơn vị."
                draft.fault(Fault.CODE_TAKEN, message, other_number, number)
        _judge_holders(draft, after, unit_id, code, number)
    if _order(draft) is None:
        numbers = sorted(number for _code, number in draft.recoded.values())
        message = "các đơn vị đổi mã vòng tròn cho nhau trong cùng một ngày; hãy đổi làm hai lần."
        draft.fault(Fault.CODES_IN_A_CIRCLE, message, *numbers)


def recoded_in_order(draft: Draft) -> tuple[UUID, ...]:
    """The recoded and founded units that get a code, each after its code has become free."""
    return _order(draft) or tuple(_given(draft))


def _given(draft: Draft) -> dict[UUID, tuple[str, int]]:
    founded = {key: (act.code, number) for key, (act, number) in draft.founded.items() if act.code}
    return founded | draft.recoded


def _judge_holders(
    draft: Draft, after: Mapping[UUID, UnitNow], unit_id: UUID, code: str, number: int
) -> None:
    for held in draft.now.codes:
        if held.code != code or held.unit_id == unit_id:
            continue
        # Free: its bearer ends or takes another code that day, and does not take it back later.
        bearer = after.get(held.unit_id)
        freed = held.unit_id in draft.ended or (bearer is not None and bearer.code != code)
        if held.since > draft.now.on or not freed:
            known = held.unit_id in draft.now.units
            name = draft.name(held.unit_id) if known else "đơn vị khác"
            since = f" từ ngày {held.since:%d/%m/%Y}" if held.since > draft.now.on else ""
            message = f"mã {code} đang là mã của {name}{since}."
            draft.fault(Fault.CODE_TAKEN, message, number)


def _order(draft: Draft) -> tuple[UUID, ...] | None:
    """None when they wait for each other in a circle."""
    given = {unit_id: code for unit_id, (code, _number) in _given(draft).items()}
    bearing = {
        unit.code: unit.id
        for unit in draft.now.units.values()
        if unit.id in draft.recoded and unit.code
    }
    done: list[UUID] = []
    waiting = dict(given)
    while waiting:
        free = [
            unit_id
            for unit_id, code in waiting.items()
            if bearing.get(code, unit_id) == unit_id or bearing[code] not in waiting
        ]
        if not free:
            return None
        done += free
        waiting = {key: code for key, code in waiting.items() if key not in free}
    return tuple(done)
