"""Plans of many mixed changes made by chance: possible ones on any tree of cells and committees.

Written without the product's own resolver: a unit that is to end is never a target, a target never
ends, codes are fresh or freed. What comes out must be accepted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random
from uuid import UUID

from nenep.reorganisation.rules.snapshot import MemberNow, UnitNow
from nenep.reorganisation.rules.steps import (
    Act,
    ChangeKind,
    Dissolve,
    Found,
    Merge,
    Move,
    MoveMembers,
    Part,
    PersonRef,
    Recode,
    Rename,
    Split,
)

TYPES = ("residential", "agency", "armed_forces")


@dataclass
class Maker:
    """The plan so far, and what may still happen to each unit."""

    chance: Random
    units: Mapping[UUID, UnitNow]
    members: Sequence[MemberNow]
    acts: list[Act] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cells = [unit for unit in self.units.values() if unit.is_cell]
        self.superiors = [u.code for u in self.units.values() if not u.is_cell and not u.is_group]
        self.may_end = {unit.code for unit in self.cells}
        self.targets = [unit.code for unit in self.cells]
        self.unchanged = {what: set(self.may_end) for what in ("name", "code", "kind", "place")}
        self.fresh = (f"97{number:012d}" for number in count(1))
        self.keys = (f"moi{number}" for number in count(1))
        self.freed: list[str] = []

    def ending(self) -> str | None:
        """A cell that is changed by no other step and receives nothing; it is now used up."""
        free = sorted(
            code
            for code in self.may_end
            if all(code in codes for codes in self.unchanged.values()) and len(self.targets) > 2
        )
        if not free:
            return None
        code = self.chance.choice(free)
        self.used_up(code)
        return code

    def used_up(self, code: str) -> None:
        self.may_end.discard(code)
        self.targets.remove(code)
        for codes in self.unchanged.values():
            codes.discard(code)
        self.freed.append(code)

    def target(self) -> str:
        """A cell that lives on, from now on for sure."""
        code = self.chance.choice(self.targets)
        self.may_end.discard(code)
        return code

    def living(self, what: str) -> str | None:
        """A cell not yet changed in that respect; it will not end."""
        free = sorted(self.unchanged[what])
        if not free:
            return None
        code = self.chance.choice(free)
        self.unchanged[what].discard(code)
        self.may_end.discard(code)
        return code

    def code(self) -> str:
        """A code nobody has, or one that this very plan makes free."""
        if self.freed and self.chance.random() < 0.5:
            return self.freed.pop(self.chance.randrange(len(self.freed)))
        return next(self.fresh)

    def people_of(self, code: str) -> list[PersonRef]:
        ids = {unit.id for unit in self.units.values() if unit.code == code}
        return [
            PersonRef(card=one.card) if one.card else PersonRef(name=one.full_name, born=one.born)
            for one in self.members
            if one.unit_id in ids
        ]

    def new_cell(self) -> str:
        key = next(self.keys)
        self.acts.append(
            Found(
                key=key,
                name=f"Chi bộ mới {key}",
                kind="party_cell",
                cell_type=self.chance.choice(TYPES),
                code=self.code(),
                under=self.chance.choice(self.superiors),
            )
        )
        self.targets.append(key)
        return key


def _found(maker: Maker) -> None:
    maker.new_cell()


def _merge(maker: Maker) -> None:
    sources = [code for code in (maker.ending(), maker.ending()) if code is not None]
    if sources:
        into = maker.new_cell() if maker.chance.random() < 0.5 else maker.target()
        maker.acts.append(Merge(tuple(sources), into))


def _split(maker: Maker) -> None:
    unit = maker.ending()
    if unit is None:
        return
    people = maker.people_of(unit)
    apart = tuple(one for one in people if maker.chance.random() < 0.5)
    first, second = maker.new_cell(), maker.target()
    maker.acts.append(Split(unit, (Part(first, apart), Part(second, rest=True))))


def _move(maker: Maker) -> None:
    unit = maker.living("place")
    if unit is not None:
        maker.acts.append(Move(unit, maker.chance.choice(maker.superiors)))


def _rename(maker: Maker) -> None:
    unit = maker.living("name")
    if unit is not None:
        maker.acts.append(Rename(unit, f"Chi bộ tên mới {len(maker.acts)}"))


def _recode(maker: Maker) -> None:
    unit = maker.living("code")
    if unit is not None:
        maker.acts.append(Recode(unit, maker.code()))


def _change_kind(maker: Maker) -> None:
    unit = maker.living("kind")
    if unit is not None:
        maker.acts.append(ChangeKind(unit, "party_cell", maker.chance.choice(TYPES)))


def _dissolve(maker: Maker) -> None:
    unit = maker.ending()
    if unit is None:
        return
    kept = maker.target()
    people = maker.people_of(unit)
    apart = tuple(people[: maker.chance.randint(0, len(people))])
    if apart:
        maker.acts.append(MoveMembers(unit, maker.new_cell(), apart))
    maker.acts.append(Dissolve(unit, kept, members_to=kept))


def _move_members(maker: Maker) -> None:
    living = [one.code for one in maker.cells if one.code in maker.targets]
    source, target = maker.chance.choice(living), maker.target()
    named = {one for act in maker.acts if isinstance(act, MoveMembers) for one in act.members}
    people = [one for one in maker.people_of(source) if one not in named]
    if source != target and people:
        maker.may_end.discard(source)
        maker.acts.append(MoveMembers(source, target, (maker.chance.choice(people),)))


ACTS: Sequence[Callable[[Maker], None]] = (
    *(_found, _merge, _merge, _split, _split, _move, _move),
    *(_rename, _recode, _change_kind, _dissolve, _move_members, _move_members),
)


def mixed(
    chance: Random,
    units: Mapping[UUID, UnitNow],
    members: Sequence[MemberNow],
    changes: int = 30,
) -> tuple[Act, ...]:
    """About that many changes; the steps in an order of chance."""
    maker = Maker(chance, units, members)
    for _try in range(changes * 3):
        if len(maker.acts) >= changes:
            break
        chance.choice(ACTS)(maker)
    chance.shuffle(maker.acts)
    return tuple(maker.acts)
