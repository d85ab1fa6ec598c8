"""A small branch without a database: a ward, two sections, some cells, members with cards."""

from datetime import date
from uuid import UUID, uuid5

from nenep.kernel.partial_dates import PartialDate
from nenep.reorganisation.rules.projection import Fault, Resolution
from nenep.reorganisation.rules.resolve import resolve
from nenep.reorganisation.rules.snapshot import CodeHeld, MemberNow, Snapshot, UnitNow
from nenep.reorganisation.rules.steps import Act, PlanText, Step
from nenep.rulebook.rules.national import national
from nenep.structure.rules.kinds import PARAMETER, kinds_from

TODAY, DAY = date(2026, 11, 23), date(2027, 1, 1)
SPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
KINDS = kinds_from(national().find(PARAMETER, on=DAY))
WARD, SECTION, OTHER_SECTION = "99101000000000", "99101100000000", "99101200000000"
FIRST_NAMES = ("An", "Bình", "Cúc", "Dũng", "Hà", "Kông", "Lan", "Mơ")


def uid(name: str) -> UUID:
    return uuid5(SPACE, name)


def code(number: int) -> str:
    """The code of the n-th cell."""
    return f"991010{number:08d}"


def unit(the_code: str, kind: str, under: str | None, name: str = "", **more: str) -> UnitNow:
    return UnitNow(
        id=uid(the_code),
        code=the_code,
        name=name or f"Đơn vị {the_code[-3:]}",
        kind=kind,
        parent_id=uid(under) if under else None,
        since=date(2025, 7, 1),
        **more,
    )


def branch(cells: int = 4) -> dict[UUID, UnitNow]:
    """A ward; cells stand by turns under it and its two sections."""
    units = [
        unit(WARD, "commune_committee", None, "Đảng bộ phường Suối Lồ Ô"),
        unit(SECTION, "sub_organisation", WARD),
        unit(OTHER_SECTION, "sub_organisation", WARD),
    ]
    above = (WARD, SECTION, OTHER_SECTION)
    units += [
        unit(code(n), "party_cell", above[n % 3], f"Chi bộ {n}", cell_type="residential")
        for n in range(1, cells + 1)
    ]
    return {one.id: one for one in units}


def people(cells: int = 4, each: int = 4) -> tuple[MemberNow, ...]:
    """Members with cards; every third is known by name and birth only."""
    return tuple(
        MemberNow(
            person_id=uid(f"person {cell} {n}"),
            unit_id=uid(code(cell)),
            full_name=f"Nguyễn Văn {FIRST_NAMES[n]}",
            card="" if n % 3 == 2 else f"{cell:06d}{n:06d}",
            born=PartialDate(1950 + cell, 1 + n, 3),
        )
        for cell in range(1, cells + 1)
        for n in range(each)
    )


def snapshot(cells: int = 4, each: int = 4, **more: object) -> Snapshot:
    units = branch(cells)
    given = {
        "units": units,
        "members": people(cells, each),
        "root_id": uid(WARD),
        "codes": tuple(CodeHeld(one.code, one.id, one.since) for one in units.values()),
        **more,
    }
    return Snapshot(on=DAY, today=TODAY, **given)  # type: ignore[arg-type]


def resolved(*acts: Act, now: Snapshot | None = None) -> Resolution:
    now = now or snapshot()
    plan = PlanText("Sắp xếp", "1-QĐ/ĐU", None, now.on, tuple(Step(act) for act in acts))
    return resolve(plan, now, KINDS, uid)


def faults(*acts: Act, now: Snapshot | None = None) -> set[Fault]:
    return {conflict.fault for conflict in resolved(*acts, now=now).conflicts}
