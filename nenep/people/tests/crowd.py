"""More members of the village than the drawn world has: a cell large enough for groups."""

from uuid import UUID

from nenep.people.actions.enrol import NewMember, enrol_members
from tests.world import SINCE, World

GIVEN = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khoa", "Lan", "Minh", "Nga")


def crowd(world: World, count: int, *, cell: str = "village") -> list[UUID]:
    """So many more official members of the cell since its first day; leaves nobody signed in."""
    people = enrol_members(
        actor=world.act_as_system(),
        members=[
            NewMember(
                full_name=f"Hồ Thị {GIVEN[at % len(GIVEN)]} {at // len(GIVEN) + 1}",
                unit_id=world.unit(cell),
                since=SINCE,
            )
            for at in range(count)
        ],
    )
    world.leave()
    return [person.pk for person in people]
