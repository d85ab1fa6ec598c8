"""A badge once, of a known kind, not earlier than the rule lets people decide."""

from datetime import date

import pytest

from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.people.actions.badges import award_badge
from nenep.people.models import BadgeAward, Person
from tests.world import World

ROUND = date(2026, 11, 7)


def _award(world: World, years: int = 30, on: date = ROUND, by: str = "ward_officer") -> BadgeAward:
    return award_badge(
        actor=world.act_as(by), person_id=world.person("secretary"), years=years, awarded_on=on
    )


def _admitted(world: World, day: date | None, precision: str = "day") -> None:
    world.act_as_system()
    Person.objects.filter(pk=world.person("secretary")).update(
        admitted_on=day, admitted_precision=precision
    )


def test_it_keeps_a_badge_once(world: World) -> None:
    _admitted(world, date(1996, 10, 1))
    assert _award(world).pk == _award(world).pk
    with pytest.raises(Refused, match="đã ghi tặng ngày 07/11/2026"):
        _award(world, on=date(2027, 2, 3))


def test_it_lets_people_give_it_early_within_the_rule(world: World) -> None:
    _admitted(world, date(1997, 11, 7))
    assert _award(world).years == 30
    _admitted(world, date(1997, 11, 8))
    BadgeAward.objects.all().delete()
    with pytest.raises(Refused, match="Đến ngày 08/11/2027"):
        _award(world)


def test_it_does_not_judge_what_is_not_known(world: World) -> None:
    _admitted(world, None, "unknown")
    assert _award(world).years == 30


def test_it_refuses_a_badge_that_does_not_exist(world: World) -> None:
    with pytest.raises(Invalid, match="Không có Huy hiệu 35 năm"):
        _award(world, years=35)


@pytest.mark.parametrize(
    ("key", "refusal"), [("secretary", Forbidden), ("other_ward_officer", Absent)]
)
def test_it_is_for_who_manages_the_members(
    world: World, key: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        _award(world, by=key)
