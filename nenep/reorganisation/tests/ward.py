"""The drawn ward grown larger: sections, a dozen cells with members, habits, tasks and villages."""

from datetime import date, time
from uuid import UUID

from nenep.access.rules import Actor, Office
from nenep.meetings.actions.open_series import open_series
from nenep.people.actions.appoint import appoint
from nenep.people.actions.enrol import NewMember, StateSpell, enrol_members
from nenep.resolutions.models import Task
from nenep.structure.actions.found_unit import found_unit
from nenep.structure.actions.localities import open_locality
from tests.world import World, uid

SINCE = date(2026, 8, 1)
CELLS, EACH = 10, 4


def grown(world: World, actor: Actor) -> None:
    """As the installation: ten cells under the ward and two sections of it."""
    above = [world.unit("ward")]
    for n in (1, 2):
        section = found_unit(
            actor=actor,
            name=f"Đảng bộ bộ phận {n}",
            kind="sub_organisation",
            code=f"991015{n:02d}000000",
            parent_id=world.unit("ward"),
            on=SINCE,
        )
        above.append(section.pk)
    for n in range(CELLS):
        _cell(world, actor, n, above[n % 3])


def _cell(world: World, actor: Actor, n: int, parent_id: UUID) -> None:
    cell = found_unit(
        actor=actor,
        name=f"Chi bộ tổ dân phố {n + 20}",
        kind="party_cell",
        cell_type="residential",
        code=f"991016{n:02d}000001",
        parent_id=parent_id,
        on=SINCE,
        unit_id=uid(f"grown {n}"),
    ).pk
    people = enrol_members(actor=actor, members=[_member(cell, n, one) for one in range(EACH)])
    appoint(
        actor=actor,
        person_id=people[0].pk,
        unit_id=cell,
        office=Office.CELL_SECRETARY,
        on=SINCE,
    )
    open_series(
        actor=actor,
        unit_id=cell,
        kind="regular",
        start_time=time(19, 30),
        place="Nhà văn hóa",
        planned_minutes=90,
        on=SINCE,
    )
    open_locality(
        actor=actor,
        unit_id=world.unit("ward"),
        name=f"Tổ dân phố {n + 20}",
        kind="residential_group",
        led_by_id=cell,
        on=SINCE,
    )
    for owner in ({"owner_person_id": people[1].pk}, {"owner_unit_id": cell}):
        Task.objects.create(
            unit_id=cell,
            title="Vận động thu gom rác",
            assigned_on=SINCE,
            due_on=date(2026, 12, 31),
            **owner,
        )


def _member(cell: UUID, n: int, one: int) -> NewMember:
    exempt = StateSpell("activity_exemption", date(2026, 9, 1), date(2027, 8, 31))
    return NewMember(
        full_name=f"Nguyễn Văn {'ABCD'[one]}",
        unit_id=cell,
        since=SINCE,
        birth_date=date(1960 + n, 1 + one, 5),
        admitted_on=date(2000, 3, 3),
        official_on=date(2001, 3, 3),
        card_number=f"{n + 100:06d}{one:06d}",
        states=(exempt,) if one == 3 else (),
        person_id=uid(f"grown {n} {one}"),
    )
