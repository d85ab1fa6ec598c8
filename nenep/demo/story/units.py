"""The invented tree: a province, the city dissolved on 1/7/2025, five wards and two communes.

The shape is the real one of that reorganisation; every name and number is invented. Codes are
``province.superior.base.sub.cell`` (2.3.3.3.3 digits) and never change between loads.
"""

from datetime import date

from nenep.demo.story.facts import CellKind, Placement, UnitFact, UnitKind
from nenep.demo.story.profiles import PROFILES, Profile

PROVINCE = "tinh-ngan-suong"
CITY = "thanh-pho-doi-suong"
WARD = "phuong-thong-xanh"
MAIN_CELL = "lang-dak-may"

REORGANISED = date(2025, 7, 1)
_BEGINNING = date(1996, 1, 1)
_PROVINCE_NUMBER = "98"

_WARDS: tuple[tuple[str, str, str, int, UnitKind], ...] = (
    (WARD, "Đảng bộ phường Thông Xanh", "Phường Thông Xanh", 101, UnitKind.WARD),
    ("phuong-doi-suong", "Đảng bộ phường Đồi Sương", "Phường Đồi Sương", 102, UnitKind.WARD),
    ("phuong-ho-trong", "Đảng bộ phường Hồ Trong", "Phường Hồ Trong", 103, UnitKind.WARD),
    ("phuong-hoa-quy", "Đảng bộ phường Hoa Quỳ", "Phường Hoa Quỳ", 104, UnitKind.WARD),
    ("phuong-gio-ngan", "Đảng bộ phường Gió Ngàn", "Phường Gió Ngàn", 105, UnitKind.WARD),
    ("xa-ia-may", "Đảng bộ xã Ia Mây", "Xã Ia Mây", 106, UnitKind.COMMUNE),
    ("xa-dak-suong", "Đảng bộ xã Đăk Sương", "Xã Đăk Sương", 107, UnitKind.COMMUNE),
)

_FORMER: tuple[tuple[str, str, str, int, UnitKind, str], ...] = (
    ("phuong-thong-reo", "Đảng bộ phường Thông Reo", "Phường Thông Reo", 11, UnitKind.WARD, WARD),
    ("xa-doi-may", "Đảng bộ xã Đồi Mây", "Xã Đồi Mây", 12, UnitKind.COMMUNE, WARD),
    ("phuong-cau-go", "Đảng bộ phường Cầu Gỗ", "Phường Cầu Gỗ", 13, UnitKind.WARD,
     "phuong-doi-suong"),
    ("phuong-ben-suong", "Đảng bộ phường Bến Sương", "Phường Bến Sương", 14, UnitKind.WARD,
     "phuong-ho-trong"),
    ("phuong-vuon-quy", "Đảng bộ phường Vườn Quỳ", "Phường Vườn Quỳ", 15, UnitKind.WARD,
     "phuong-hoa-quy"),
    ("phuong-doc-gio", "Đảng bộ phường Dốc Gió", "Phường Dốc Gió", 16, UnitKind.WARD,
     "phuong-gio-ngan"),
    ("xa-suoi-may", "Đảng bộ xã Suối Mây", "Xã Suối Mây", 17, UnitKind.COMMUNE, "xa-ia-may"),
    ("xa-khe-suong", "Đảng bộ xã Khe Sương", "Xã Khe Sương", 18, UnitKind.COMMUNE,
     "xa-dak-suong"),
)  # fmt: skip

# A handful of cells elsewhere, so that hosted members have a home and the province a second ward.
_ELSEWHERE: tuple[tuple[str, str, str, str, int], ...] = (
    ("doi-suong-tdp-1", "Chi bộ tổ dân phố 1", "Tổ dân phố 1", "phuong-doi-suong", 1),
    ("doi-suong-tdp-4", "Chi bộ tổ dân phố 4", "Tổ dân phố 4", "phuong-doi-suong", 2),
    ("ho-trong-tdp-2", "Chi bộ tổ dân phố 2", "Tổ dân phố 2", "phuong-ho-trong", 1),
    ("hoa-quy-thon-7", "Chi bộ thôn 7", "Thôn 7", "phuong-hoa-quy", 1),
    ("gio-ngan-tdp-9", "Chi bộ tổ dân phố 9", "Tổ dân phố 9", "phuong-gio-ngan", 1),
    ("ia-may-lang-brel", "Chi bộ làng Brel Mây", "Làng Brel Mây", "xa-ia-may", 1),
    ("dak-suong-lang-tuk", "Chi bộ làng Tuk Sương", "Làng Tuk Sương", "xa-dak-suong", 1),
)
HOME_ELSEWHERE: tuple[str, ...] = tuple(key for key, *_ in _ELSEWHERE)


def tree() -> tuple[UnitFact, ...]:
    """Every unit of the story, parents before children."""
    return (_province(), _city(), *_former(), *_wards(), *_cells(), *_cells_elsewhere())


def cell_code(profile: Profile) -> str:
    """Today's code of a cell that stands directly under the ward's committee."""
    return _code(101, cell=profile.number)


def _province() -> UnitFact:
    return UnitFact(
        PROVINCE, _code(0), "Đảng bộ tỉnh Ngàn Sương", "Tỉnh Ngàn Sương", UnitKind.PROVINCE,
        _BEGINNING, placements=(),
    )  # fmt: skip


def _city() -> UnitFact:
    return UnitFact(
        CITY, _code(1), "Đảng bộ thành phố Đồi Sương", "Thành phố Đồi Sương",
        UnitKind.FORMER_CITY, _BEGINNING, REORGANISED,
        placements=(Placement(PROVINCE, _BEGINNING, REORGANISED),),
    )  # fmt: skip


def _former() -> tuple[UnitFact, ...]:
    return tuple(
        UnitFact(
            key, _code(1, base=number), name, short, kind, _BEGINNING, REORGANISED,
            placements=(Placement(CITY, _BEGINNING, REORGANISED),), successor=successor,
        )
        for key, name, short, number, kind, successor in _FORMER
    )  # fmt: skip


def _wards() -> tuple[UnitFact, ...]:
    return tuple(
        UnitFact(
            key, _code(number), name, short, kind, REORGANISED,
            placements=(Placement(PROVINCE, REORGANISED),), full=key == WARD,
        )
        for key, name, short, number, kind in _WARDS
    )  # fmt: skip


def _cells() -> tuple[UnitFact, ...]:
    numbers = {key: number for key, _, _, number, *_ in _FORMER}
    return tuple(
        UnitFact(
            profile.key, cell_code(profile), profile.name, profile.short, UnitKind.CELL,
            date(profile.founded, 1, 1), cell_kind=profile.kind,
            placements=(
                Placement(profile.former, date(profile.founded, 1, 1), REORGANISED),
                Placement(WARD, REORGANISED),
            ),
            former_code=_code(1, base=numbers[profile.former], cell=profile.number),
            full=True,
        )
        for profile in PROFILES
    )  # fmt: skip


def _cells_elsewhere() -> tuple[UnitFact, ...]:
    superior = {key: number for key, _, _, number, _ in _WARDS}
    former = {successor: (key, number) for key, _, _, number, _, successor in _FORMER}
    return tuple(
        UnitFact(
            key, _code(superior[ward], cell=number), name, short, UnitKind.CELL, _BEGINNING,
            cell_kind=_kind_of(short),
            placements=(
                Placement(former[ward][0], _BEGINNING, REORGANISED),
                Placement(ward, REORGANISED),
            ),
            former_code=_code(1, base=former[ward][1], cell=number),
        )
        for key, name, short, ward, number in _ELSEWHERE
    )  # fmt: skip


def _kind_of(short: str) -> CellKind:
    if short.startswith("Làng"):
        return CellKind.VILLAGE
    return CellKind.HAMLET if short.startswith("Thôn") else CellKind.RESIDENTIAL_GROUP


def _code(superior: int, *, base: int = 0, cell: int = 0) -> str:
    return f"{_PROVINCE_NUMBER}{superior:03d}{base:03d}000{cell:03d}"
