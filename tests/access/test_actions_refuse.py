"""Actions that pages and commands reach only past another door: each refuses by itself as well."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from nenep.access.rules import Actor
from nenep.accounts.actions.hand_out_link import hand_out_link, revoke_link
from nenep.kernel.errors import Absent, Forbidden
from nenep.kernel.ids import random_id
from nenep.meetings.actions.close_series import close_series, take_over_series
from nenep.people.actions.complete import Completion, complete_members
from nenep.people.actions.enrol import NewMember, enrol_members
from nenep.people.actions.export_links import export_links
from nenep.people.actions.hand_over_guests import hand_over_guests
from nenep.people.actions.place_in_group import leave_groups
from nenep.reorganisation.actions.draft_plan import draft_plan
from nenep.reorganisation.rules.steps import PlanText, Rename, Step
from nenep.resolutions.actions.charge_cell import ask_superior
from nenep.structure.actions.localities import open_locality
from tests.world import SINCE, World

ON = date(2026, 11, 23)
Call = Callable[[World, Actor], object]


def _plan(world: World, actor: Actor) -> object:
    text = PlanText("Sắp xếp", "", None, ON, (Step(Rename("99101001000001", "Chi bộ khác")),))
    return draft_plan(actor=actor, unit_id=world.unit("ward"), text=text)


def _enrol(world: World, actor: Actor) -> object:
    return enrol_members(actor=actor, members=[NewMember("Ai Đó", world.unit("village"), SINCE)])


def _complete(world: World, actor: Actor) -> object:
    one = Completion(world.person("member"), world.unit("village"), sex="female")
    return complete_members(actor=actor, completions=[one], on=ON)


def _hand_over(world: World, actor: Actor) -> object:
    ended = [world.unit("village")]
    return hand_over_guests(actor=actor, stays=[], links={}, ended=ended, on=ON)


def _leave(world: World, actor: Actor) -> object:
    people, cell = [world.person("member")], world.unit("village")
    return leave_groups(actor=actor, person_ids=people, cell_id=cell, on=ON)


def _close(world: World, actor: Actor) -> object:
    return close_series(actor=actor, unit_ids=[world.unit("village")], on=ON)


def _take_over(world: World, actor: Actor) -> object:
    village, school = world.unit("village"), world.unit("school")
    return take_over_series(actor=actor, from_unit_id=village, unit_id=school, on=ON)


def _village(world: World, actor: Actor) -> object:
    ward = world.unit("ward")
    return open_locality(actor=actor, unit_id=ward, name="Làng Mới", kind="village", on=ON)


def _link(world: World, actor: Actor) -> object:
    village, person = world.unit("village"), world.person("away")
    return hand_out_link(actor=actor, unit_id=village, person_id=person, on=ON)


def _take_back(world: World, actor: Actor) -> object:
    return revoke_link(actor=actor, unit_id=world.unit("village"), link_id=random_id())


def _book_213(world: World, actor: Actor) -> object:
    return export_links(actor=actor, unit_id=world.unit("village"), year=2026, on=ON)


def _ask(world: World, actor: Actor) -> object:
    village = world.unit("village")
    return ask_superior(actor=actor, unit_id=village, title="Sửa đường", due_on=ON, on=ON)


CALLS: Mapping[str, Call] = {
    "draft a plan": _plan,
    "enrol": _enrol,
    "complete": _complete,
    "hand over guests": _hand_over,
    "leave groups": _leave,
    "close a series": _close,
    "take a series over": _take_over,
    "open a village": _village,
    "hand out a link": _link,
    "take a link back": _take_back,
    "take the book of 213 out": _book_213,
    "ask the superior": _ask,
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_it_refuses_a_member(world: World, call: Call) -> None:
    with pytest.raises((Absent, Forbidden)) as said:
        call(world, world.act_as("member"))
    assert isinstance(said.value, Forbidden)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_it_refuses_the_office_next_door(world: World, call: Call) -> None:
    with pytest.raises((Absent, Forbidden)):
        call(world, world.act_as("other_ward_officer"))
