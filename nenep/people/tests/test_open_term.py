"""Terms of a committee follow each other, entered in whatever order."""

from datetime import date

import pytest

from nenep.kernel.errors import Forbidden, Invalid, Refused
from nenep.people.actions.open_term import open_term
from nenep.people.models import CommitteeTerm
from tests.world import SINCE, World

NEXT = date(2027, 7, 1)


def _open(
    world: World,
    on: date,
    *,
    by: str = "ward_officer",
    size: int = 5,
    until: date | None = None,
    label: str = "2025–2030",
) -> CommitteeTerm:
    return open_term(
        actor=world.act_as(by),
        unit_id=world.unit("village"),
        label=label,
        size=size,
        on=on,
        until=until,
    )


def test_it_begins_in_the_past_and_ends_with_the_next(world: World) -> None:
    first = _open(world, SINCE)
    _open(world, NEXT, label="2027–2032")
    first.refresh_from_db()
    assert first.during.upper == NEXT


def test_it_is_bounded_by_a_term_known_to_follow(world: World) -> None:
    _open(world, NEXT, label="2027–2032")
    earlier = _open(world, SINCE, until=date(2030, 7, 1))
    assert (earlier.during.lower, earlier.during.upper) == (SINCE, NEXT)


def test_it_changes_nothing_when_told_twice(world: World) -> None:
    first = _open(world, SINCE, until=date(2030, 7, 1))
    assert _open(world, SINCE, until=date(2030, 7, 1)).pk == first.pk
    with pytest.raises(Refused, match="giữ nguyên"):
        _open(world, SINCE, size=7)


def test_it_is_known_to_the_members_and_to_nobody_else(world: World) -> None:
    _open(world, SINCE)
    world.act_as("member")
    assert CommitteeTerm.objects.count() == 1
    for stranger in ("teacher", "other_ward_officer", "province_officer"):
        world.act_as(stranger)
        assert CommitteeTerm.objects.count() == 0, stranger


def test_it_refuses_no_seat_and_the_wrong_days(world: World) -> None:
    with pytest.raises(Invalid):
        _open(world, SINCE, size=0)
    with pytest.raises(Invalid):
        _open(world, NEXT, until=NEXT)
    with pytest.raises(Refused, match="được lập ngày"):
        _open(world, date(2025, 6, 30))


def test_it_is_refused_to_the_cell_itself(world: World) -> None:
    with pytest.raises(Forbidden):
        _open(world, SINCE, by="secretary")
