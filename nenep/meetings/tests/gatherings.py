"""Groups and committees for tests, set up through the actions themselves."""

from uuid import UUID

from nenep.access.rules import Actor, Office
from nenep.people.actions.found_group import found_group
from nenep.people.actions.hold_office import NewTerm, begin
from nenep.people.actions.place_in_group import place_in_group
from nenep.people.rules.offices import Days
from tests.world import SINCE, World


def group_of_the_village(
    world: World, actor: Actor, *, leader: str = "member", others: tuple[str, ...] = ("exempt",)
) -> UUID:
    """A Party group of the village, its leader and the members placed in it."""
    group = found_group(actor=actor, cell_id=world.unit("village"), name="Tổ đảng 1", on=SINCE)
    people = [world.person(key) for key in (leader, *others)]
    place_in_group(actor=actor, person_ids=people, group_id=group.pk, on=SINCE)
    world.act_as_system()
    begin(
        actor,
        NewTerm(world.person(leader), group.pk, Office.PARTY_GROUP_LEADER, Days(SINCE, None)),
    )
    return group.pk


def committee_of_the_ward(world: World, actor: Actor, *members: str) -> None:
    """The ward's officer becomes its secretary; these people of its cells sit in its committee."""
    ward = world.unit("ward")
    begin(
        actor,
        NewTerm(world.person("ward_officer"), ward, Office.COMMITTEE_SECRETARY, Days(SINCE, None)),
    )
    for key in members:
        begin(
            actor,
            NewTerm(world.person(key), ward, Office.COMMITTEE_MEMBER, Days(SINCE, None)),
        )
