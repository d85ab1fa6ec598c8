"""Any acts in any order, in the past, today and to come: the tree stays a tree on every day, and
the paths say what a naive reading of the rows says."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nenep.access.models import UnitPath
from nenep.access.rules import Actor
from nenep.kernel.errors import NenepError
from nenep.structure.actions import change_kind as change_kind_module
from nenep.structure.actions import found_unit as found_unit_module
from nenep.structure.actions import move_unit as move_unit_module
from nenep.structure.actions.change_kind import change_kind
from nenep.structure.actions.dissolve_unit import dissolve_unit
from nenep.structure.actions.found_unit import found_unit
from nenep.structure.actions.move_unit import move_unit
from nenep.structure.actions.recode_unit import recode_unit
from nenep.structure.actions.refresh_paths import refresh_paths
from nenep.structure.actions.rename_unit import rename_unit
from nenep.structure.models import Placement, Succession, Unit, UnitCode, UnitKind, UnitName
from nenep.structure.rules.kinds import KindTable
from nenep.structure.tests.acts import some_code
from tests.thorough import examples
from tests.world import TODAY, World, uid

ENOUGH = examples(24, 400)
DAYS = (date(2026, 2, 1), date(2026, 5, 1), TODAY, date(2026, 12, 1), date(2027, 3, 1))
FIRST = date(2026, 1, 1)
TOP, A, B, C, D = (uid(f"any order {name}") for name in "TABCD")
UNITS = (TOP, A, B, C, D)


@pytest.fixture
def actor(world: World, monkeypatch: pytest.MonkeyPatch) -> Actor:
    """Five units, each under the one before, on days for which no rule of kinds is known."""

    def no_rule(on: date, *, near: UUID | None = None) -> KindTable:
        del on, near
        return KindTable({})

    for module in (change_kind_module, found_unit_module, move_unit_module):
        monkeypatch.setattr(module, "kinds_on", no_rule)
    system = world.act_as_system()
    for above, unit_id in pairwise((None, *UNITS)):
        _found(system, unit_id, above, FIRST)
    return system


def _found(actor: Actor, unit_id: UUID | None, parent: UUID | None, on: date) -> None:
    found_unit(
        actor=actor,
        name="Đơn vị",
        kind="sub_organisation",
        code=some_code(),
        parent_id=parent,
        on=on,
        unit_id=unit_id,
    )


def _found_ended(actor: Actor, parent: UUID, keeper: UUID, on: date) -> None:
    found_unit(
        actor=actor,
        name="Đơn vị cũ",
        kind="sub_organisation",
        code=some_code(),
        parent_id=parent,
        on=FIRST,
        until=on,
        successor_id=keeper,
    )


Act = tuple[str, UUID, UUID, date]
ACTS: Mapping[str, Callable[[Actor, UUID, UUID, date], object]] = {
    "move": lambda a, u, v, on: move_unit(actor=a, unit_id=u, parent_id=v, on=on),
    "top": lambda a, u, v, on: move_unit(actor=a, unit_id=u, parent_id=None, on=on),
    "end": lambda a, u, v, on: dissolve_unit(actor=a, unit_id=u, successor_id=v, on=on),
    "found": lambda a, u, v, on: _found(a, None, u, on),
    "enter": lambda a, u, v, on: _found_ended(a, u, v, on),
    "name": lambda a, u, v, on: rename_unit(actor=a, unit_id=u, name=f"Tên {on}", on=on),
    "code": lambda a, u, v, on: recode_unit(actor=a, unit_id=u, code=some_code(), on=on),
    "kind": lambda a, u, v, on: change_kind(
        actor=a, unit_id=u, kind="party_cell", cell_type="agency", on=on
    ),
}
# Moves and ends are what can break a tree.
WORDS = ("move", "move", "move", "end", "end", *ACTS)
act = st.tuples(
    st.sampled_from(WORDS), st.sampled_from(UNITS), st.sampled_from(UNITS), st.sampled_from(DAYS)
)


@given(st.lists(act, min_size=1, max_size=7))
@settings(
    max_examples=ENOUGH,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_it_is_a_tree_on_every_day_whatever_was_done(actor: Actor, acts: Sequence[Act]) -> None:
    with transaction.atomic():
        refused = [said for one in acts if (said := _done(actor, one))]
        assert [said for said in refused if "chưa ghi gì" not in said] == []
        _whole()
        _no_circle()
        _paths_agree()
        transaction.set_rollback(True)


def _done(actor: Actor, one: Act) -> str:
    """What the act was refused with; nothing when it was done."""
    word, unit, other, on = one
    try:
        ACTS[word](actor, unit, other, on)
    except NenepError as refused:
        return str(refused)
    return ""


def _whole() -> None:
    """Every kind of row fills the life of its unit, without a gap and without an overlap."""
    lives = {unit.pk: (unit.founded_on, unit.dissolved_on) for unit in Unit.objects.all()}
    for model in (UnitName, UnitKind, UnitCode, Placement):
        rows: dict[UUID, list[tuple[date, date | None]]] = {}
        for unit_id, days in model._default_manager.values_list("unit_id", "during"):
            rows.setdefault(unit_id, []).append((days.lower, days.upper))
        assert rows.keys() == lives.keys()
        for unit_id, spans in rows.items():
            spans.sort()
            assert (spans[0][0], spans[-1][1]) == lives[unit_id]
            assert all(earlier[1] == later[0] for earlier, later in pairwise(spans))


def _no_circle() -> None:
    """From every unit on every day the way up ends at a top, through living superiors only."""
    for on in (FIRST, *DAYS):
        above = {p.unit_id: p.parent_id for p in Placement.objects.filter(during__contains=on)}
        for unit_id in above:
            height, at = 0, above[unit_id]
            while at is not None:
                height, at = height + 1, above[at]
                assert height <= len(above)


def _paths_agree() -> None:
    """The paths kept act by act, the naive reading, and the set-based night say the same."""
    told = {p.unit_id: (p.standing, p.path) for p in UnitPath.objects.all()}
    bonds = {unit.pk: _bond(unit) for unit in Unit.objects.all()}
    assert told == {unit_id: (bonds[unit_id][0], _line(unit_id, bonds)) for unit_id in bonds}
    assert refresh_paths(on=TODAY) == 0


Bond = tuple[str, UUID | None]


def _bond(unit: Unit) -> Bond:
    if unit.dissolved_on is not None and unit.dissolved_on <= TODAY:
        return "kept", Succession.objects.get(pk=unit.pk).successor_id
    standing = "planned" if unit.founded_on > TODAY else "today"
    day = max(unit.founded_on, TODAY)
    return standing, Placement.objects.get(unit_id=unit.pk, during__contains=day).parent_id


def _line(unit_id: UUID, bonds: Mapping[UUID, Bond]) -> str:
    above = bonds[unit_id][1]
    return f"{_line(above, bonds)}.{unit_id.hex}" if above else unit_id.hex
