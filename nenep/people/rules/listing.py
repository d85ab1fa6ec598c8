"""What a list of people can be narrowed to, and the words for it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from nenep.kernel.names import fold
from nenep.people.rules.standing import STANDING_NAMES, Standing

EXPIRES_WITHIN = timedelta(days=60)
"""How far ahead a list shows what runs out: the program's own choice, two meetings of a cell."""

FORMER = "former"
LISTED: Mapping[str, str] = {
    **{standing.value: name for standing, name in STANDING_NAMES.items()},
    FORMER: "Không còn sinh hoạt ở đây",
}
"""The standings a list can be narrowed to; people hosted are members of another cell."""

SEXES: Mapping[str, str] = {"f": "Nữ", "m": "Nam"}
OLDEST = 130


class Expiring(StrEnum):
    """What is about to run out, or has, and nobody has renewed or settled it."""

    SOON = "soon"
    OVERDUE = "overdue"


EXPIRING_NAMES: Mapping[Expiring, str] = {
    Expiring.SOON: "Hết hạn trong 60 ngày",
    Expiring.OVERDUE: "Đã quá hạn",
}


@dataclass(frozen=True)
class Wanted:
    """A search; what is "" or None narrows nothing. ``part`` is a part of a name as typed; ages
    are full years; ``office`` a value of :class:`nenep.access.rules.Office`."""

    part: str = ""
    standing: str = ""
    office: str = ""
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None
    expiring: str = ""

    @property
    def narrowed(self) -> bool:
        """Is anything asked at all?"""
        return self != Wanted()

    def without_name(self) -> "Wanted":
        """What may stand in an address."""
        return replace(self, part="")

    def said(self) -> dict[str, str]:
        """The boxes of a form that ask the same; the empty ones left out."""
        filled = {name: value for name, value in asdict(self).items() if value not in ("", None)}
        return {name: str(value) for name, value in filled.items()}


def terms_of(wanted: Wanted, on: date) -> dict[str, str]:
    """The search as ``people_find`` takes it. A birth date known less well than to the day counts
    as the first day it may mean."""
    return {
        "part": fold(wanted.part),
        "standing": wanted.standing,
        "office": wanted.office,
        "sex": wanted.sex,
        "born_to": _born(on, wanted.age_from),
        "born_from": _born(on, wanted.age_to + 1, days=1) if wanted.age_to is not None else "",
        "expiring": wanted.expiring,
        "soon": (on + EXPIRES_WITHIN).isoformat(),
    }


def is_former(standing: str) -> bool:
    """A member nowhere that day."""
    return standing == ""


def listed_as(standing: str, wanted: str) -> str:
    """The standing in a list: who is looked for as a guest is one there, whatever at home."""
    return Standing.HOSTED.value if wanted == Standing.HOSTED else standing or FORMER


def _born(on: date, years: int | None, *, days: int = 0) -> str:
    """The birthday that makes ``years`` on that day; in a common year 29/02 becomes 28/02."""
    if years is None:
        return ""
    year = max(on.year - years, 1)
    day = date(year, on.month, 28) if (on.month, on.day) == (2, 29) else on.replace(year=year)
    return (day + timedelta(days=days)).isoformat()
