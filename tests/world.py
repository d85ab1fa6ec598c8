"""The one small world of the tests: a tree, a cast with offices, a fixed today.

    Đảng bộ tỉnh Sơn Hạ                         (province, office: Trần Thị Vân)
    ├── Đảng bộ phường Suối Lồ Ô                (ward, office: Lê Minh Châu;
    │   │                                     Y Thuin Niê of its committee follows the village cell)
    │   ├── Chi bộ làng Kon Rơlang              (residential, 8 people)
    │   │     secretary Siu Thương · deputy Đặng Văn Lộc · committee Rơ Châm H'Nhung
    │   │     members  Phạm Thị Cúc, Kpă Y Bhan (probationary), Ngô Bá Thiện (exempt to 31/12),
    │   │              Hồ Thị Mơ (away), Vũ Đức Long (suspended)
    │   │     hosted   Bùi Thị Xuân (of the school)
    │   └── Chi bộ Trường Tiểu học Lồ Ô          (school, 3 people)
    │         secretary Đinh Thị Hòa · members Bùi Thị Xuân, Trương Quang Tín
    └── Đảng bộ phường Đồi Thông                 (the other ward, office: Cao Văn Tài)
        └── Chi bộ tổ dân phố 9                  (1 person: secretary Mai Thị Lý)

Today is 23/11/2026. Everybody with an office has an account named by the key below.
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

from django.db import connection

from nenep.access.rules import Actor, Office
from nenep.access.scope import enter_session
from nenep.identity.sessions import ACCOUNT_KEY, SessionStore, proof_of
from nenep.people.rules.standing import Standing

TODAY = date(2026, 11, 23)
SINCE = date(2025, 7, 1)
_SPACE = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


def uid(name: str) -> UUID:
    """The fixed id of something of the world."""
    return uuid5(_SPACE, f"nenep:{name}")


@dataclass(frozen=True)
class UnitOf:
    key: str
    name: str
    kind: str
    code: str
    parent: str | None
    cell_type: str = ""

    @property
    def id(self) -> UUID:
        return uid(self.key)


@dataclass(frozen=True)
class PersonOf:
    key: str
    name: str
    unit: str
    birth: date
    office: Office | None = None
    standing: Standing = Standing.OFFICIAL
    hosted_at: str | None = None
    follows: str | None = None

    @property
    def id(self) -> UUID:
        return uid(self.key)

    @property
    def session_key(self) -> str:
        """The key of a signed-in device of this person."""
        return f"device-of-{self.key}"


UNITS = (
    UnitOf("province", "Đảng bộ tỉnh Sơn Hạ", "provincial_committee", "99000000000000", None),
    UnitOf("ward", "Đảng bộ phường Suối Lồ Ô", "commune_committee", "99101000000000", "province"),
    UnitOf(
        "village", "Chi bộ làng Kon Rơlang", "party_cell", "99101001000001", "ward", "residential"
    ),
    UnitOf(
        "school", "Chi bộ Trường Tiểu học Lồ Ô", "party_cell", "99101002000001", "ward", "agency"
    ),
    UnitOf(
        "other_ward", "Đảng bộ phường Đồi Thông", "commune_committee", "99102000000000", "province"
    ),
    UnitOf(
        "other_cell",
        "Chi bộ tổ dân phố 9",
        "party_cell",
        "99102001000001",
        "other_ward",
        "residential",
    ),
)

CAST = (
    PersonOf(
        "province_officer", "Trần Thị Vân", "province", date(1980, 2, 3), Office.PROVINCIAL_OFFICE
    ),
    PersonOf("ward_officer", "Lê Minh Châu", "ward", date(1985, 5, 6), Office.COMMITTEE_OFFICE),
    PersonOf(
        "other_ward_officer", "Cao Văn Tài", "other_ward", date(1983, 1, 9), Office.COMMITTEE_OFFICE
    ),
    PersonOf(
        "follower",
        "Y Thuin Niê",
        "ward",
        date(1978, 9, 2),
        Office.COMMITTEE_MEMBER,
        follows="village",
    ),
    PersonOf("secretary", "Siu Thương", "village", date(1968, 4, 1), Office.CELL_SECRETARY),
    PersonOf("deputy", "Đặng Văn Lộc", "village", date(1972, 8, 9), Office.DEPUTY_CELL_SECRETARY),
    PersonOf(
        "committee_member",
        "Rơ Châm H'Nhung",
        "village",
        date(1990, 3, 3),
        Office.CELL_COMMITTEE_MEMBER,
    ),
    PersonOf("member", "Phạm Thị Cúc", "village", date(1977, 7, 7)),
    PersonOf(
        "probationary", "Kpă Y Bhan", "village", date(2001, 10, 2), standing=Standing.PROBATIONARY
    ),
    PersonOf("exempt", "Ngô Bá Thiện", "village", date(1943, 12, 12), standing=Standing.EXEMPT),
    PersonOf("away", "Hồ Thị Mơ", "village", date(1995, 6, 1), standing=Standing.AWAY),
    PersonOf("suspended", "Vũ Đức Long", "village", date(1979, 9, 9), standing=Standing.SUSPENDED),
    PersonOf("school_secretary", "Đinh Thị Hòa", "school", date(1975, 2, 2), Office.CELL_SECRETARY),
    PersonOf("hosted", "Bùi Thị Xuân", "school", date(1993, 2, 20), hosted_at="village"),
    PersonOf("teacher", "Trương Quang Tín", "school", date(1988, 11, 1)),
    PersonOf(
        "other_secretary", "Mai Thị Lý", "other_cell", date(1966, 5, 5), Office.CELL_SECRETARY
    ),
)

ADMINISTRATOR = "administrator"
WITH_ACCOUNT = frozenset(
    {p.key for p in CAST if p.office is not None} | {"member", "teacher", "probationary"}
)


@dataclass
class World:
    """Handles to the drawn world, and the two ways to act in it."""

    today: date = TODAY
    units: dict[str, UnitOf] = field(default_factory=lambda: {u.key: u for u in UNITS})
    people: dict[str, PersonOf] = field(default_factory=lambda: {p.key: p for p in CAST})

    def unit(self, key: str) -> UUID:
        return self.units[key].id

    def person(self, key: str) -> UUID:
        return self.people[key].id

    def session(self, key: str) -> str:
        """The session key of that person's device, for a test client's cookie."""
        return f"device-of-{key}"

    def act_as(self, key: str) -> Actor:
        """Enter the reach of that person for the rest of the transaction. A device that was
        signed out, because the offices are others now, is signed in anew."""
        actor = enter_session(self.session(key)) or enter_session(self.sign_in(key))
        assert actor is not None
        return actor

    def sign_in(self, key: str) -> str:
        """Open that person's device (anew) with the offices of now; the session key."""
        session, account = self.session(key), uid(f"account:{key}")
        if key not in {*WITH_ACCOUNT, ADMINISTRATOR}:
            return session
        data = SessionStore().encode({ACCOUNT_KEY: str(account)})
        with connection.cursor() as cursor:
            cursor.execute("select session_end(%s)", [session])
            cursor.execute(
                "select session_save(%s, %s, %s, '2100-01-01', true, %s)",
                [session, data, account, proof_of(session, account)],
            )
        return session

    def act_as_system(self) -> Actor:
        """Enter the reach of the installation (granted to the test role only)."""
        with connection.cursor() as cursor:
            cursor.execute("select access_enter_system('world')")
        return Actor(account_id=None, person_id=None, name="world", system=True)

    def leave(self) -> None:
        """Be nobody: the transaction sees no protected row."""
        assert enter_session("") is None
