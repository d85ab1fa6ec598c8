"""Officers of the cells elsewhere, and of the committees above: elected before the reorganisation,
designated by the superior where a unit began with it (294 §23.4)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from nenep.demo.story.calendar import REORGANISED, rng_for
from nenep.demo.story.elsewhere import OUTLINES, Outline
from nenep.demo.story.facts import MembershipFact, OfficeFact, OfficeName, PersonFact
from nenep.demo.story.outline import SETTLED, Outlined
from nenep.demo.story.profiles import PROFILES
from nenep.demo.story.units import CITY, WARD

_ELECTED = date(2022, 5, 15)
_COMMITTEE_ELECTED = date(2020, 8, 20)
_NINE = 9
"""Nine official members elect a chi ủy (294 §23.2)."""
_CELL_SEATS = (OfficeName.SECRETARY, OfficeName.DEPUTY, OfficeName.COMMITTEE)
_ABOVE_SEATS = (
    OfficeName.ABOVE_SECRETARY, OfficeName.ABOVE_DEPUTY,
    OfficeName.ABOVE_MEMBER, OfficeName.ABOVE_MEMBER,
)  # fmt: skip
_FORMER_COMMITTEES: tuple[tuple[str, str], ...] = (
    (CITY, "tp-van-phong"),
    ("huyen-chu-gio", "chu-gio-van-phong"),
    ("huyen-dak-nang", "dak-trong-co-quan"),
)
_COMMITTEES: tuple[tuple[str, str], ...] = (
    ("phuong-doi-suong", "doi-suong-co-quan"),
    ("phuong-ho-trong", "ho-trong-co-quan"),
    ("phuong-hoa-quy", "hoa-quy-co-quan"),
    ("phuong-gio-ngan", "gio-ngan-co-quan"),
    ("xa-ia-may", "ia-may-co-quan"),
    ("xa-dak-suong", "dak-suong-co-quan"),
    ("xa-chu-gio", "chu-gio-co-quan"),
)
_WARD_COMMITTEE: tuple[tuple[OfficeName, str], ...] = (
    (OfficeName.ABOVE_SECRETARY, "co-quan-dang"),
    (OfficeName.ABOVE_DEPUTY, "uy-ban"),
    *((OfficeName.ABOVE_MEMBER, cell) for cell in (
        "cong-an", "quan-su", "tieu-hoc", "mam-non", "tram-y-te", "cao-su-doi-may", "thon-1",
        "lang-ia-sut", "to-dan-pho-3", "to-dan-pho-5", "to-dan-pho-6", "to-dan-pho-8",
    )),
)  # fmt: skip
"""Secretaries of these cells sit on the committee of phường Thông Xanh."""
DESIGNATED = "118-QĐ/TU"
_ASSIGNED = "03-PC/ĐU"
_NOBODY_FOLLOWS = ("may-nang-som", "thon-doi-che")
_OF_CELLS = "21-QĐ/ĐU"


def officers_elsewhere(told: Outlined) -> Iterator[OfficeFact]:
    """Of the cells told in outline, then of the committees above them."""
    for outline in OUTLINES:
        yield from _of_old(outline, told) if outline.size else _of_new(outline, told)
    for unit, cell in _FORMER_COMMITTEES:
        able = [m.person for m in _able(cell, told) if m.since < _COMMITTEE_ELECTED]
        for person, name in zip(able, _ABOVE_SEATS[:2], strict=False):
            yield OfficeFact(
                person, unit, name, _COMMITTEE_ELECTED, REORGANISED, ended="reorganised"
            )
    for unit, cell in _COMMITTEES:
        able = [m.person for m in reversed(_arrived(cell, told))]
        for person, name in zip(able, _ABOVE_SEATS, strict=False):
            yield _designated(person, unit, name, DESIGNATED)


def officers_of_the_ward(offices: Sequence[OfficeFact]) -> Iterator[OfficeFact]:
    """The committee of Thông Xanh, from the secretaries its cells have had since it began."""
    leading = {
        o.cell: o.person
        for o in offices
        if o.office is OfficeName.SECRETARY and o.until is None and o.since < REORGANISED
    }
    for name, cell in _WARD_COMMITTEE:
        yield _designated(leading[cell], WARD, name, DESIGNATED)


def followers_in_the_ward(offices: Sequence[OfficeFact]) -> Iterator[OfficeFact]:
    """Its committee follows all but two of its cells, nobody the own one."""
    seats = [o.person for o in offices if o.cell == WARD]
    leading = {o.cell: o.person for o in offices if o.office is OfficeName.SECRETARY}
    cells = [profile.key for profile in PROFILES if profile.key not in _NOBODY_FOLLOWS]
    for number, cell in enumerate(cells):
        turn = seats[(number * 2 + 3) % len(seats) :] + seats
        person = next(seat for seat in turn if leading.get(cell) != seat)
        yield _designated(person, cell, OfficeName.FOLLOWER, _ASSIGNED)


def _of_old(cell: Outline, told: Outlined) -> Iterator[OfficeFact]:
    able = [m.person for m in _able(cell.key, told) if m.since < _ELECTED]
    ended = "reorganised" if cell.until else ""
    for person, name in zip(able, _seats(cell.size), strict=False):
        yield OfficeFact(person, cell.key, name, _ELECTED, cell.until, ended=ended)


def _of_new(cell: Outline, told: Outlined) -> Iterator[OfficeFact]:
    arrived = _arrived(cell.key, told)
    for member, name in zip(arrived, _seats(len(arrived) * 2), strict=False):
        yield _designated(member.person, cell.key, name, _OF_CELLS)


def _seats(size: int) -> Sequence[OfficeName]:
    return _CELL_SEATS if size > _NINE else _CELL_SEATS[:2]


def _designated(person: str, unit: str, name: OfficeName, decision: str) -> OfficeFact:
    return OfficeFact(person, unit, name, REORGANISED, basis="designated", decision=decision)


def _able(cell: str, told: Outlined) -> list[MembershipFact]:
    """Settled official members of the first day whom no division took away, in the order asked."""
    mine = [m for m in told.memberships if m.cell == cell and m.person.startswith(f"{cell}/m")]
    able = [m for m in mine if m.left in ("", "reorganisation") and _settled(m, told.people)]
    divided = next(c.divided for c in OUTLINES if c.key == cell)
    staying = [m for m in able if not (divided and m.left)]
    rng_for("elsewhere", "officers", cell).shuffle(staying)
    return staying


def _arrived(cell: str, told: Outlined) -> list[MembershipFact]:
    mine = [m for m in told.memberships if m.cell == cell and m.since == REORGANISED]
    able = [m for m in mine if m.until is None and _settled(m, told.people)]
    rng_for("elsewhere", "officers", cell).shuffle(able)
    return able


def _settled(member: MembershipFact, people: Mapping[str, PersonFact]) -> bool:
    person = people[member.person]
    long_official = person.official is not None and person.official < date(2020, 8, 1)
    return long_official and 1957 <= person.born.year <= 1993 and int(person.key[-2:]) <= SETTLED
