"""Where every member goes: whom a step names goes there, all others where the rest goes."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from nenep.kernel.names import same_name_key
from nenep.kernel.partial_dates import PartialDate
from nenep.reorganisation.rules.draft import Draft, Named
from nenep.reorganisation.rules.projection import Fault, Placing
from nenep.reorganisation.rules.snapshot import MemberNow, UnitNow
from nenep.reorganisation.rules.steps import PersonRef

MOST_NAMED = 5


def place_members(draft: Draft, after: Mapping[UUID, UnitNow]) -> tuple[Placing, ...]:
    """The members who change units; conflicts for the lost and the doubly placed."""
    of_unit: dict[UUID, list[MemberNow]] = {}
    for member in draft.now.members:
        of_unit.setdefault(member.unit_id, []).append(member)
    chosen: dict[UUID, tuple[UUID, int]] = {}
    for named in draft.named:
        for member in _named(draft, named, of_unit.get(named.source_id, ())):
            _choose(draft, member, named, chosen)
    placings: list[Placing] = []
    for unit_id, members in of_unit.items():
        left: list[MemberNow] = []
        for member in members:
            target = chosen.get(member.person_id, (None, 0))[0] or _rest(draft, unit_id)
            if target is None:
                left.append(member)
            elif target != unit_id:
                placings.append(Placing(member.person_id, member.full_name, unit_id, target))
        _judge_left(draft, unit_id, left)
    _judge_targets(draft, placings, after)
    return tuple(placings)


def _rest(draft: Draft, unit_id: UUID) -> UUID | None:
    rest = draft.rests.get(unit_id)
    return rest.unit_id if rest is not None else None


def _named(draft: Draft, named: Named, members: Sequence[MemberNow]) -> list[MemberNow]:
    """The members a step names; a conflict for each who is not there, or may be two."""
    found: list[MemberNow] = []
    for ref in named.people:
        alike = [member for member in members if is_meant(member, ref)]
        if len(alike) == 1:
            found.append(alike[0])
            continue
        place = draft.name(named.source_id)
        message = (
            f"{place} có {len(alike)} đảng viên khớp với {ref}; hãy ghi số thẻ."
            if alike
            else f"{ref} không phải là đảng viên của {place} vào ngày {draft.now.on:%d/%m/%Y}."
        )
        draft.fault(Fault.UNKNOWN_MEMBER, message, named.step)
    return found


def is_meant(member: MemberNow, ref: PersonRef) -> bool:
    """By the card alone; by name only together with a birth date that fits."""
    if ref.id:
        return str(member.person_id) == ref.id
    if ref.card:
        return member.card == ref.card
    same = same_name_key(member.full_name) == same_name_key(ref.name)
    return same and _fits(member.born, ref.born)


def _fits(known: PartialDate, told: PartialDate) -> bool:
    return known.may_equal(told)


def _choose(
    draft: Draft, member: MemberNow, named: Named, chosen: dict[UUID, tuple[UUID, int]]
) -> None:
    before = chosen.get(member.person_id)
    if before is not None:
        again = "hai lần" if before[0] == named.target_id else "vào hai nơi"
        message = f"đ/c {member.full_name} được xếp {again}."
        draft.fault(Fault.PLACED_TWICE, message, before[1], named.step)
        return
    chosen[member.person_id] = (named.target_id, named.step)


def _judge_left(draft: Draft, unit_id: UUID, left: Sequence[MemberNow]) -> None:
    ended = draft.ended.get(unit_id)
    if ended is None or not left:
        return
    names = ", ".join(member.full_name for member in left[:MOST_NAMED])
    more = f" và {len(left) - MOST_NAMED} người khác" if len(left) > MOST_NAMED else ""
    message = (
        f"{draft.name(unit_id)} kết thúc mà còn {len(left)} đảng viên chưa có nơi đến: "
        f"{names}{more}."
    )
    draft.fault(Fault.LEFT_NOWHERE, message, ended.step)


def _judge_targets(
    draft: Draft, placings: Sequence[Placing], after: Mapping[UUID, UnitNow]
) -> None:
    """Members of a cell go into a cell; of a committee's own list anywhere but into a group."""
    pairs = {(placing.source_id, placing.target_id) for placing in placings}
    for source_id, target_id in sorted(pairs):
        source, target = draft.now.units[source_id], after.get(target_id)
        if target is None or target.is_cell or not (source.is_cell or target.is_group):
            continue
        steps = [n.step for n in draft.named if n.source_id == source_id]
        rest = draft.rests.get(source_id)
        message = f"{target.name} không phải là chi bộ nên không nhận đảng viên của {source.name}."
        draft.fault(Fault.NO_CELL, message, *(steps or ([rest.step] if rest else [])))
