"""The invented tree: a province, its city and two districts dissolved on 1/7/2025, five wards and
three communes since.

The shape is the real one of that reorganisation: the city's wards and communes became five wards
and two communes, which also took in parts of the districts beside it; the rest of those became a
commune of its own. Every name and number is invented. Codes are ``province.superior.base.sub.cell``
(2.3.3.3.3 digits) and never change between loads.
"""

from collections.abc import Iterator
from datetime import date

from nenep.demo.story.calendar import CELLS_JOINED, COMMUNES_JOINED, GROUPED, REORGANISED
from nenep.demo.story.elsewhere import OUTLINES, Outline, numbers_in
from nenep.demo.story.facts import CellKind, Placement, UnitFact, UnitKind
from nenep.demo.story.profiles import PROFILES, Profile

PROVINCE = "tinh-ngan-suong"
CITY = "thanh-pho-doi-suong"
WARD = "phuong-thong-xanh"
MAIN_CELL = "lang-dak-may"
GROUPED_CELL = "to-dan-pho-8"
"""The large cell with Party groups."""
JOINED_CELL, JOINING_CELL = "thon-2", "thon-3"
"""The village cell of the ward that another one joined, before the first evening."""
GROUPS: tuple[str, ...] = tuple(f"{GROUPED_CELL}-to-{number}" for number in (1, 2, 3))

_BEGINNING = date(1996, 1, 1)
_PROVINCE_NUMBER = "98"
_K = UnitKind

_WARDS: tuple[tuple[str, str, int, UnitKind], ...] = (
    (WARD, "phường Thông Xanh", 101, _K.WARD),
    ("phuong-doi-suong", "phường Đồi Sương", 102, _K.WARD),
    ("phuong-ho-trong", "phường Hồ Trong", 103, _K.WARD),
    ("phuong-hoa-quy", "phường Hoa Quỳ", 104, _K.WARD),
    ("phuong-gio-ngan", "phường Gió Ngàn", 105, _K.WARD),
    ("xa-ia-may", "xã Ia Mây", 106, _K.COMMUNE),
    ("xa-dak-suong", "xã Đăk Sương", 107, _K.COMMUNE),
    ("xa-chu-gio", "xã Chư Gió", 108, _K.COMMUNE),
)
WARDS: tuple[str, ...] = tuple(key for key, *_ in _WARDS)

_ABOVE: tuple[tuple[str, str, str, int, UnitKind, str], ...] = (
    (CITY, "Đảng bộ thành phố Đồi Sương", "Thành phố Đồi Sương", 1, _K.FORMER_CITY, PROVINCE),
    ("huyen-chu-gio", "Đảng bộ huyện Chư Gió", "Huyện Chư Gió", 2, _K.DISTRICT, "xa-chu-gio"),
    ("huyen-dak-nang", "Đảng bộ huyện Đăk Nắng", "Huyện Đăk Nắng", 3, _K.DISTRICT,
     "xa-dak-suong"),
)  # fmt: skip
"""Between province and base until 30/6/2025; the last is who keeps the records."""

_BASES: tuple[tuple[str, str, str, int, str], ...] = (
    ("phuong-thong-reo", "phường Thông Reo", CITY, 11, WARD),
    ("xa-doi-may", "xã Đồi Mây", CITY, 12, WARD),
    ("phuong-cau-go", "phường Cầu Gỗ", CITY, 13, "phuong-doi-suong"),
    ("phuong-ben-suong", "phường Bến Sương", CITY, 14, "phuong-ho-trong"),
    ("phuong-vuon-quy", "phường Vườn Quỳ", CITY, 15, "phuong-hoa-quy"),
    ("phuong-doc-gio", "phường Dốc Gió", CITY, 16, "phuong-gio-ngan"),
    ("xa-suoi-may", "xã Suối Mây", CITY, 17, "xa-ia-may"),
    ("xa-khe-suong", "xã Khe Sương", CITY, 18, "xa-dak-suong"),
    ("phuong-cho-suong", "phường Chợ Sương", CITY, 19, "phuong-doi-suong"),
    ("xa-ho-nho", "xã Hồ Nhỏ", CITY, 20, "phuong-ho-trong"),
    ("xa-suoi-trong", "xã Suối Trong", CITY, 21, "xa-suoi-may"),
    ("co-quan-thanh-pho", "các cơ quan thành phố Đồi Sương", CITY, 22, "phuong-doi-suong"),
    ("xa-ia-nang", "xã Ia Nắng", "huyen-chu-gio", 11, "xa-ia-may"),
    ("xa-chu-thong", "xã Chư Thông", "huyen-chu-gio", 12, "xa-chu-gio"),
    ("co-quan-chu-gio", "các cơ quan huyện Chư Gió", "huyen-chu-gio", 13, "xa-chu-gio"),
    ("xa-dak-trong", "xã Đăk Trong", "huyen-dak-nang", 11, "xa-dak-suong"),
    ("xa-dak-thong", "xã Đăk Thông", "huyen-dak-nang", 12, "xa-dak-suong"),
)
"""Organisations at the base until 30/6/2025, with their successors."""
_AT_THE_BASE_NUMBER = 23
"""In place of a base's number in the code of the one cell that stood directly under the city."""
_DECISION = "112-QĐ/TU"
_EARLIER_DECISION = "907-QĐ/TU"
_OF_CELLS = "46-QĐ/ĐU"


def tree() -> tuple[UnitFact, ...]:
    """Every unit of the story, parents before children."""
    return (
        _province(),
        *_above(),
        *_bases(),
        *_wards(),
        *_cells(),
        _joining_cell(),
        *_groups(),
        *(_elsewhere(cell) for cell in OUTLINES),
    )


def cell_code(profile: Profile) -> str:
    """Today's code of a cell that stands directly under the ward's committee."""
    return _code(101, cell=profile.number)


def _province() -> UnitFact:
    return UnitFact(
        PROVINCE, _code(0), "Đảng bộ tỉnh Ngàn Sương", "Tỉnh Ngàn Sương", UnitKind.PROVINCE,
        _BEGINNING, placements=(),
    )  # fmt: skip


def _above() -> Iterator[UnitFact]:
    for key, name, short, number, kind, successor in _ABOVE:
        yield UnitFact(
            key, _code(number), name, short, kind, _BEGINNING, REORGANISED,
            placements=(Placement(PROVINCE, _BEGINNING, REORGANISED),),
            successor=successor, decision=_DECISION,
        )  # fmt: skip


def _bases() -> Iterator[UnitFact]:
    superiors = {key: number for key, _, _, number, *_ in _ABOVE}
    for key, name, above, number, successor in _BASES:
        earlier = key == "xa-suoi-trong"
        until = COMMUNES_JOINED if earlier else REORGANISED
        yield UnitFact(
            key, _code(superiors[above], base=number), f"Đảng bộ {name}", _capital(name),
            UnitKind.GRASSROOTS, _BEGINNING, until,
            placements=(Placement(above, _BEGINNING, until),), successor=successor,
            decision=_EARLIER_DECISION if earlier else _DECISION,
        )  # fmt: skip


def _wards() -> Iterator[UnitFact]:
    for key, name, number, kind in _WARDS:
        yield UnitFact(
            key, _code(number), f"Đảng bộ {name}", _capital(name), kind, REORGANISED,
            placements=(Placement(PROVINCE, REORGANISED),), full=key == WARD,
        )  # fmt: skip


def _cells() -> Iterator[UnitFact]:
    numbers = {key: number for key, _, _, number, _ in _BASES}
    for profile in PROFILES:
        founded = date(profile.founded, 1, 1)
        former = _code(1, base=numbers[profile.former], cell=profile.number)
        yield UnitFact(
            profile.key, cell_code(profile), profile.name, profile.short, UnitKind.CELL, founded,
            cell_kind=profile.kind,
            placements=(
                Placement(profile.former, founded, REORGANISED), Placement(WARD, REORGANISED),
            ),
            former_codes=((former, REORGANISED),),
            full=True,
        )  # fmt: skip


def _joining_cell() -> UnitFact:
    return UnitFact(
        JOINING_CELL, _code(1, base=12, cell=23), "Chi bộ thôn 3", "Thôn 3", UnitKind.CELL,
        _BEGINNING, CELLS_JOINED, cell_kind=CellKind.HAMLET,
        placements=(Placement("xa-doi-may", _BEGINNING, CELLS_JOINED),),
        successor=JOINED_CELL, decision=_OF_CELLS,
    )  # fmt: skip


def _groups() -> Iterator[UnitFact]:
    for number, key in enumerate(GROUPS, 1):
        yield UnitFact(
            key, "", f"Tổ đảng số {number}", f"Tổ đảng số {number}", UnitKind.GROUP, GROUPED,
            placements=(Placement(GROUPED_CELL, GROUPED),),
        )  # fmt: skip


def _elsewhere(cell: Outline) -> UnitFact:
    stood = list(_stood(cell))
    kind = UnitKind.GRASSROOTS_CELL if cell.former == CITY else None
    decision = _EARLIER_DECISION if cell.ended else _DECISION
    called = (_named(cell.called, REORGANISED),) if cell.called else ()
    return UnitFact(
        cell.key, stood[-1][1], f"Chi bộ {cell.place}", cell.short, UnitKind.CELL, cell.since,
        cell.until, cell_kind=cell.kind, placements=tuple(place for place, _ in stood),
        former_codes=tuple((code, place.until) for place, code in stood[:-1] if place.until),
        former_names=called, former_kind=kind,
        successor=cell.into[0] if cell.into else "", decision=decision if cell.into else "",
    )  # fmt: skip


def _stood(cell: Outline) -> Iterator[tuple[Placement, str]]:
    """Where it stood, in order of time, each with the code of those days."""
    if cell.at_first:
        yield Placement(cell.at_first, cell.since, COMMUNES_JOINED), _code_in(cell, cell.at_first)
    if cell.former:
        since = COMMUNES_JOINED if cell.at_first else cell.since
        yield Placement(cell.former, since, REORGANISED), _code_in(cell, cell.former)
    if cell.ward:
        yield Placement(cell.ward, REORGANISED), _code_in(cell, cell.ward)


def _code_in(cell: Outline, above: str) -> str:
    if above == CITY:
        return _code(1, base=_AT_THE_BASE_NUMBER)
    number = numbers_in(above)[cell.key]
    superiors = {key: number for key, _, number, _ in _WARDS}
    if above in superiors:
        return _code(superiors[above], cell=number)
    superior, base = next((s, n) for key, _, s, n, _ in _BASES if key == above)
    return _code(next(n for key, _, _, n, *_ in _ABOVE if key == superior), base=base, cell=number)


def _named(place: str, until: date) -> tuple[str, str, date]:
    return f"Chi bộ {place}", _capital(place), until


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]


def _code(superior: int, *, base: int = 0, cell: int = 0) -> str:
    return f"{_PROVINCE_NUMBER}{superior:03d}{base:03d}000{cell:03d}"
