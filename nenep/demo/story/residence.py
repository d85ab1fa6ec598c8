"""Where members live: villages and who leads them, and the links of Regulation 213."""

from collections.abc import Iterator
from datetime import date

from nenep.demo.story.calendar import CELLS_JOINED, COMMUNES_JOINED, REORGANISED, rng_for
from nenep.demo.story.elsewhere import OUTLINES, Outline, outline_of
from nenep.demo.story.facts import RESIDENTIAL, Cast, CellKind
from nenep.demo.story.library import links
from nenep.demo.story.names import Names
from nenep.demo.story.profiles import PROFILES
from nenep.demo.story.records import LinkFact, PlaceFact, ResidenceFact
from nenep.demo.story.units import JOINED_CELL, JOINING_CELL, WARD

_SINCE = date(1996, 1, 1)
_FIRST_MEMBER = ("lang-ia-sut", "lang-ia-sut/n02")
"""The cell that admitted the first member of a village, and that member."""
_LEADING_TWO: tuple[tuple[str, str, date], ...] = (
    (JOINED_CELL, JOINING_CELL, CELLS_JOINED),
    ("suoi-trong-lang-jut", "suoi-trong-lang-tonau", REORGANISED),
)
"""Cells that lead the village of a cell that joined them too, since when."""
_DIVIDED_OFF = "ho-trong-tdp-7"
_WITHOUT, _WITHOUT_UNTIL_2026 = "lang-ia-broi", "lang-ko-nhang"
_LINKED: tuple[tuple[str, str, int], ...] = (
    ("to-dan-pho-3", "tieu-hoc", 3), ("to-dan-pho-3", "uy-ban", 4), ("to-dan-pho-3", "thcs", 2),
    ("to-dan-pho-6", "co-quan-dang", 3), ("to-dan-pho-6", "tram-y-te", 2),
    ("to-dan-pho-6", "mam-non", 2), ("to-dan-pho-6", "uy-ban", 2),
)  # fmt: skip


def places_told(cast: Cast) -> Iterator[PlaceFact]:
    """Every village and residential group, by the committee it lay under and the cell leading it.

    A village stays where it is when its cell joins another: then one cell leads two. Two villages
    had no member and no cell; one of them got its first member in 2026.
    """
    for profile in PROFILES:
        if profile.kind in RESIDENTIAL:
            place = (profile.key, profile.short, _kind(profile.kind))
            yield PlaceFact(*place, profile.former, profile.key, _SINCE, REORGANISED)
            yield PlaceFact(*place, WARD, profile.key, REORGANISED)
    for cell in OUTLINES:
        if cell.kind in RESIDENTIAL and cell.size:
            yield from _of_outline(cell)
    new = outline_of(_DIVIDED_OFF)
    yield PlaceFact(new.key, new.short, _kind(new.kind), new.ward, new.key, REORGANISED)
    yield from _led_with_another()
    yield from _without_members(_first_member_since(cast))


def _led_with_another() -> Iterator[PlaceFact]:
    joining = (JOINING_CELL, "Thôn 3", "village")
    yield PlaceFact(*joining, "xa-doi-may", JOINING_CELL, _SINCE, CELLS_JOINED)
    yield PlaceFact(*joining, "xa-doi-may", JOINED_CELL, CELLS_JOINED, REORGANISED)
    yield PlaceFact(*joining, WARD, JOINED_CELL, REORGANISED)


def _without_members(first_member: date) -> Iterator[PlaceFact]:
    places = (
        (_WITHOUT, "Làng Ia Brơi", None),
        (_WITHOUT_UNTIL_2026, "Làng Kơ Nhang", first_member),
    )
    for locality, name, until in places:
        yield PlaceFact(locality, name, "village", "xa-doi-may", "", _SINCE, REORGANISED)
        yield PlaceFact(locality, name, "village", WARD, "", REORGANISED, until)
        if until is not None:
            yield PlaceFact(locality, name, "village", WARD, _FIRST_MEMBER[0], until)


def residences_told(cast: Cast) -> Iterator[ResidenceFact]:
    """Only where a cell leads two villages is it written down who lives in which."""
    for cell, other, since in _LEADING_TWO:
        there = {m.person for m in cast.memberships if m.cell == other}
        yield from _living(cast, cell, since, there, other)
    cell, first = _FIRST_MEMBER
    yield from _living(cast, cell, _first_member_since(cast), {first}, _WITHOUT_UNTIL_2026)


def _living(
    cast: Cast, cell: str, begun: date, there: set[str], other: str
) -> Iterator[ResidenceFact]:
    """The members of a cell since it leads two: those ``there`` live in the ``other`` village."""
    for member in cast.memberships:
        if member.cell == cell and (member.until is None or member.until > begun):
            lives = other if member.person in there else cell
            since = max(member.since, begun)
            yield ResidenceFact(member.person, cell, lives, since, member.until)


def links_told(cast: Cast, names: Names) -> Iterator[LinkFact]:
    """Working members known to two residential cells, with the comment of last year."""
    rng = rng_for("links")
    people = {p.key: p for p in cast.people}
    workplaces = {p.key: p.short for p in PROFILES}
    told: set[str] = set()
    for cell, home, count in _LINKED:
        here = [
            m for m in cast.memberships
            if m.cell == home and m.until is None and m.person not in told
            and m.since < date(2024, 6, 1) and people[m.person].official is not None
        ]  # fmt: skip
        for number, member in enumerate(rng.sample(here, count)):
            told.add(member.person)
            name, since = people[member.person].name, max(member.since, date(2021, 3, 1))
            comment = "" if number == 3 else rng.choice(links("comments"))
            yield LinkFact(f"link:{cell}:{member.person}", cell, member.person, name,
                           workplaces[home], home, since, comment)  # fmt: skip
    for number, workplace in enumerate(links("workplaces")):
        cell = _LINKED[-number][0]
        name = names.draw(female=number % 2 == 0, upland=0.0)
        comment = rng.choice(links("comments"))
        yield LinkFact(f"link:{cell}:{number}", cell, "", name, workplace, "", date(2023, 4, 10),
                       comment)  # fmt: skip


def _of_outline(cell: Outline) -> Iterator[PlaceFact]:
    """Under each superior in turn. A village outlives its cell; a residential group does not: it
    was merged with its neighbour the same day."""
    before = cell.called[:1].upper() + cell.called[1:] if cell.called else cell.short
    kind = _kind(cell.kind)
    since = cell.since
    if cell.at_first:
        yield PlaceFact(cell.key, before, kind, cell.at_first, cell.key, since, COMMUNES_JOINED)
        since = COMMUNES_JOINED
    yield PlaceFact(cell.key, before, kind, cell.former, cell.key, since, REORGANISED)
    if cell.until is None:
        yield PlaceFact(cell.key, cell.short, kind, cell.ward, cell.key, REORGANISED)
    elif kind == "village":
        joined = outline_of(cell.into[0])
        yield PlaceFact(cell.key, before, kind, joined.ward, joined.key, REORGANISED)


def _kind(kind: CellKind) -> str:
    return "residential_group" if kind is CellKind.RESIDENTIAL_GROUP else "village"


def _first_member_since(cast: Cast) -> date:
    cell, person = _FIRST_MEMBER
    return next(m.since for m in cast.memberships if (m.cell, m.person) == (cell, person))
