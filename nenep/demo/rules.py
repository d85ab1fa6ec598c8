"""What the demo's doors and commands share: fixed ids, and the offices one may enter as.

Plain Python, no database: the sign-in page must offer the doors before anybody has a reach.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID, uuid5

from nenep.demo.story.calendar import TODAY
from nenep.demo.story.facts import OfficeName, Standing
from nenep.demo.story.life import tell
from nenep.demo.story.profiles import PROFILES
from nenep.demo.story.roll import Register, register_of
from nenep.demo.story.units import MAIN_CELL, PROVINCE, WARD, tree

_SPACE = UUID("5d1c7f0e-3a52-5d55-9a0b-4e6e6e65702e")


def uid(key: str) -> UUID:
    """The id of something of the story, the same in every demo."""
    return uuid5(_SPACE, key)


@dataclass(frozen=True)
class DemoOffice:
    """A button on the demo's sign-in page. ``person`` is empty for an account without a member."""

    office: str
    label: str
    login: str
    unit: str
    """Key of the unit, empty for the administrator."""
    unit_name: str
    person: str
    person_name: str

    @property
    def account_id(self) -> UUID:
        return uid(f"account:{self.login}")


@cache
def demo_offices() -> tuple[DemoOffice, ...]:
    """The six offices of the demo, the first the one most visitors want."""
    names = {unit.key: unit.short for unit in tree()}
    people = {person.key: person.name for person in tell().cast.people}
    secretary, member, officer = _secretary(), _member(), _ward_officer()
    rows = (
        ("cell_secretary", "Bí thư chi bộ", "bi-thu", MAIN_CELL, secretary),
        ("party_member", "Đảng viên", "dang-vien", MAIN_CELL, member),
        ("committee_office", "Văn phòng Đảng ủy", "van-phong-phuong", WARD, officer),
        ("assigned_follower", "Cấp ủy viên theo dõi", "theo-doi", WARD, _follower()),
        ("provincial_office", "Văn phòng Tỉnh ủy", "van-phong-tinh", PROVINCE, ""),
        ("administrator", "Quản trị hệ thống", "quan-tri", "", ""),
    )
    return tuple(
        DemoOffice(o, label, login, unit, names.get(unit, ""), person, people.get(person, ""))
        for o, label, login, unit, person in rows
    )


def demo_today() -> date:
    """The day it is in the demo."""
    return TODAY


def _secretary() -> str:
    return _register(MAIN_CELL).office(OfficeName.SECRETARY, TODAY)[0]


def _member() -> str:
    """An official member without an office who has a task to report on."""
    official = _without_office(MAIN_CELL)
    owners = {
        task.owner
        for meeting in tell().meetings
        if meeting.cell == MAIN_CELL
        for task in meeting.tasks
        if task.settled_on is None and not any(report.finished for report in task.reports)
    }
    return next((person for person in official if person in owners), official[0])


def _ward_officer() -> str:
    """Somebody of the ward's own cell, who is no secretary there."""
    return _without_office("co-quan-dang")[0]


def _follower() -> str:
    """Who of the ward's committee follows the told cell."""
    offices = tell().cast.offices
    following = (o for o in offices if o.office is OfficeName.FOLLOWER and o.cell == MAIN_CELL)
    return next(following).person


def _without_office(cell: str) -> list[str]:
    register = _register(cell)
    busy = {person for name in OfficeName for person in register.office(name, TODAY)}
    standings = register.standings(TODAY)
    return [p for p, s in standings.items() if s is Standing.OFFICIAL and p not in busy]


def _register(cell: str) -> Register:
    return register_of(tell().cast, next(p for p in PROFILES if p.key == cell))
