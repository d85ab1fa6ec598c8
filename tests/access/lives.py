"""People with what is written about them, for the matrix to knock at."""

from datetime import date

from nenep.access.rules import Actor
from nenep.people.actions.residence import link_residence
from nenep.people.actions.states import record_state
from nenep.people.actions.transfers import introduce
from nenep.people.models import State
from nenep.privacy.actions.correction import ask_correction
from nenep.privacy.models import DueRecord
from nenep.privacy.rules.corrections import Area
from tests.access.place import Place
from tests.world import TODAY, World, uid


def lives(world: World, actor: Actor) -> list[Place]:
    """People with what is written about them: last, since it changes who counts how."""
    people = [_person(world, key) for key in ("member", "other_secretary")]
    states = [_state(world, actor, key) for key in ("exempt", "other_secretary")]
    links = [_link(world, actor, key) for key in ("village", "other_cell")]
    asked = [_request(world, actor, key) for key in ("exempt", "other_secretary")]
    due = [_due(world, cell) for cell in ("village", "other_cell")]
    return [*people, *states, *links, *asked, *due, *_letters(world, actor)]


def _person(world: World, key: str) -> Place:
    drawn = world.people[key]
    return Place(
        frozenset({"person"}), drawn.unit, {"person_id": drawn.id}, owner=key, words=drawn.name
    )


def _state(world: World, actor: Actor, key: str) -> Place:
    drawn = world.people[key]
    known = State.objects.filter(person_id=drawn.id).first()
    state = known or record_state(
        actor=actor,
        person_id=drawn.id,
        kind="activity_exemption",
        since=TODAY,
        until=date(2026, 12, 31),
        on=TODAY,
    )
    return Place(frozenset({"life"}), drawn.unit, {"state_id": state.pk}, words=drawn.name)


def _link(world: World, actor: Actor, unit: str) -> Place:
    link = link_residence(
        actor=actor,
        unit_id=world.unit(unit),
        full_name=f"Người Ở {unit}",
        workplace="Cơ quan khác",
        on=date(2026, 1, 1),
    )
    return Place(frozenset({"life"}), unit, {"link_id": link.pk}, words=link.full_name)


def _request(world: World, actor: Actor, key: str) -> Place:
    """Somebody says that something kept is wrong."""
    drawn = world.people[key]
    request = ask_correction(
        actor=actor, person_id=drawn.id, area=Area.BIRTH, text=f"Của {drawn.name}", on=TODAY
    )
    return Place(frozenset({"life"}), drawn.unit, {"request_id": request.pk}, words=drawn.name)


def _due(world: World, cell: str) -> Place:
    """Something kept long enough, as the nightly look would list it."""
    due = DueRecord(
        unit_id=world.unit(cell),
        category="former_member",
        subject_id=uid(f"gone from {cell}"),
        ended_on=date(2010, 1, 1),
        listed_on=TODAY,
    )
    due.save(force_insert=True)
    return Place(frozenset({"due"}), cell, {"due_id": due.pk})


def _letters(world: World, actor: Actor) -> list[Place]:
    """One on its way outside, one from the other ward to the village."""
    outside = introduce(
        actor=actor,
        person_id=world.person("deputy"),
        kind="official",
        to_name="Đảng bộ xã Xa",
        introduced_on=TODAY,
    )
    arriving = introduce(
        actor=actor,
        person_id=world.person("other_secretary"),
        kind="official",
        to_unit_id=world.unit("village"),
        introduced_on=TODAY,
    )
    going = world.people["deputy"]
    return [
        Place(frozenset({"life"}), going.unit, {"transfer_id": outside.pk}, words=going.name),
        # No words: the bearer knocks as well, and finds the own name on every page.
        Place(frozenset({"arrival"}), "village", {"transfer_id": arriving.pk}),
    ]
