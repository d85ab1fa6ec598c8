"""The character of each cell of phường Thông Xanh: what kind, how big, and how its two years went.

Months are counted from 0 (December 2024) to 23 (November 2026). A curve is a few (month, level)
points; between them the level is a straight line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nenep.demo.story.facts import CellKind

MONTHS = 24
CURRENT = MONTHS - 1
Curve = tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Profile:
    key: str
    number: int
    name: str
    short: str
    kind: CellKind
    size: int
    """Members of the cell on the first day, all standings together."""
    former: str
    """The organisation above it until 30/6/2025."""
    attendance: Curve
    quality: Curve
    """Preparation, discussion and follow-up together, 0 to 1."""
    day: int = 3
    """Its usual day before the common day of HD 42; residential cells met on the 3rd anyway."""
    hour: int = 19
    founded: int = 1996
    committee: int = 3
    """Seats of the chi ủy; 0 where fewer than nine official members elect none."""
    upland: float = 0.0
    """Share of Jrai and Bahnar-like names."""
    exempt: int = 0
    away: int = 0
    probationary: int = 0
    hosted: int = 0
    missed: Mapping[int, str] = field(default_factory=dict)
    """Month → key of the reason in the corpus."""
    moved: Mapping[int, tuple[int, str]] = field(default_factory=dict)
    """Month → the day it was held instead, and the key of the reason."""
    new_secretary: int | None = None
    """The month in which the secretary changes."""
    shift: bool = False
    suspended: tuple[int, int] | None = None
    reports_late: float = 0.06
    renewals: int = 0
    """Exemptions that run out within weeks of the demo's day."""


_STEADY: Curve = ((0, 0.91), (11, 0.93), (23, 0.94))
_GOOD: Curve = ((0, 0.80), (23, 0.86))
_RESIDENT = "phuong-thong-reo"
_RURAL = "xa-doi-may"
_K = CellKind

PROFILES: tuple[Profile, ...] = (
    Profile("lang-dak-may", 1, "Chi bộ làng Đăk Mây", "Làng Đăk Mây", _K.VILLAGE, 18, _RURAL,
            ((0, 0.80), (8, 0.83), (16, 0.90), (23, 0.95)),
            ((0, 0.60), (12, 0.62), (19, 0.82), (23, 0.92)),
            upland=0.75, exempt=2, away=2, probationary=1, renewals=1),
    Profile("lang-ia-sut", 2, "Chi bộ làng Ia Sut", "Làng Ia Sut", _K.VILLAGE, 14, _RURAL,
            ((0, 0.96), (23, 0.98)), ((0, 0.93), (23, 0.97)),
            upland=0.8, exempt=1, probationary=1, reports_late=0.0),
    Profile("lang-plei-hlang", 3, "Chi bộ làng Plei Hlang", "Làng Plei Hlang", _K.VILLAGE, 11,
            _RURAL, ((0, 0.93), (8, 0.86), (15, 0.66), (23, 0.46)),
            ((0, 0.74), (10, 0.56), (23, 0.20)),
            upland=0.9, exempt=2, away=1, missed={17: "harvest", 20: "secretary_away"},
            reports_late=0.45),
    Profile("lang-bong-ngai", 4, "Chi bộ làng Bông Ngài", "Làng Bông Ngài", _K.VILLAGE, 13, _RURAL,
            ((0, 0.85), (12, 0.82), (23, 0.86)), ((0, 0.66), (23, 0.72)),
            upland=0.85, exempt=1, away=4, hosted=0, moved={10: (6, "rain")}, reports_late=0.15),
    Profile("thon-1", 5, "Chi bộ thôn 1", "Thôn 1", _K.HAMLET, 26, _RURAL, _STEADY, _GOOD,
            upland=0.1, exempt=3, away=1, probationary=1),
    Profile("thon-2", 6, "Chi bộ thôn 2", "Thôn 2", _K.HAMLET, 24, _RURAL,
            ((0, 0.72), (6, 0.62), (9, 0.74), (15, 0.90), (23, 0.94)),
            ((0, 0.45), (6, 0.32), (9, 0.52), (16, 0.80), (23, 0.90)),
            upland=0.15, exempt=3, away=2, missed={4: "secretary_away", 6: "no_chair"},
            new_secretary=8, reports_late=0.12),
    Profile("thon-doi-che", 7, "Chi bộ thôn Đồi Chè", "Thôn Đồi Chè", _K.HAMLET, 19, _RURAL,
            ((0, 0.90), (23, 0.91)), ((0, 0.76), (23, 0.80)),
            upland=0.1, exempt=2, away=2, moved={13: (5, "storm")}),
    Profile("to-dan-pho-3", 8, "Chi bộ tổ dân phố 3", "Tổ dân phố 3", _K.RESIDENTIAL_GROUP, 34,
            _RESIDENT, ((0, 0.93), (23, 0.92)), ((0, 0.84), (23, 0.84)),
            exempt=6, away=1, probationary=1, committee=5),
    Profile("to-dan-pho-5", 9, "Chi bộ tổ dân phố 5", "Tổ dân phố 5", _K.RESIDENTIAL_GROUP, 38,
            _RESIDENT, ((0, 0.90), (12, 0.88), (23, 0.86)), ((0, 0.78), (23, 0.70)),
            upland=0.1, exempt=7, away=1, hosted=1, committee=5, reports_late=0.08,
            renewals=4),
    Profile("to-dan-pho-6", 10, "Chi bộ tổ dân phố 6", "Tổ dân phố 6", _K.RESIDENTIAL_GROUP, 33,
            _RESIDENT, _STEADY, _GOOD, exempt=4, away=2, hosted=2, committee=5),
    Profile("to-dan-pho-8", 11, "Chi bộ tổ dân phố 8", "Tổ dân phố 8", _K.RESIDENTIAL_GROUP, 37,
            _RESIDENT, ((0, 0.88), (14, 0.90), (23, 0.92)), ((0, 0.74), (23, 0.82)),
            exempt=5, away=1, probationary=1, committee=5, suspended=(15, 21), renewals=1),
    Profile("mam-non", 12, "Chi bộ Trường Mầm non Hoa Thông", "Mầm non Hoa Thông", _K.SCHOOL, 13,
            _RESIDENT, ((0, 0.95), (23, 0.96)), ((0, 0.82), (23, 0.87)), day=5, hour=17,
            founded=2008, probationary=1),
    Profile("tieu-hoc", 13, "Chi bộ Trường Tiểu học Thông Xanh", "Tiểu học Thông Xanh", _K.SCHOOL,
            23, _RESIDENT, ((0, 0.94), (23, 0.95)), ((0, 0.80), (23, 0.84)), day=4, hour=17,
            probationary=1),
    Profile("thcs", 14, "Chi bộ Trường THCS Thông Xanh", "THCS Thông Xanh", _K.SCHOOL, 21,
            _RESIDENT, ((0, 0.92), (23, 0.95)), ((0, 0.77), (23, 0.85)), day=6, hour=17,
            upland=0.1, hosted=1, new_secretary=9, moved={9: (7, "school_opening")}),
    Profile("tram-y-te", 15, "Chi bộ Trạm Y tế", "Trạm Y tế", _K.HEALTH_STATION, 8, _RESIDENT,
            ((0, 0.90), (23, 0.94)), ((0, 0.78), (23, 0.85)), day=8, hour=16, founded=2006,
            committee=0, moved={20: (5, "outbreak")}),
    Profile("co-quan-dang", 16, "Chi bộ các cơ quan Đảng phường", "Cơ quan Đảng phường", _K.AGENCY,
            17, _RESIDENT, ((0, 0.96), (23, 0.97)), ((0, 0.88), (23, 0.92)), day=2, hour=8,
            probationary=1, hosted=1, reports_late=0.0),
    Profile("uy-ban", 17, "Chi bộ cơ quan Ủy ban nhân dân phường", "Cơ quan UBND phường",
            _K.AGENCY, 34, _RESIDENT, ((0, 0.92), (8, 0.86), (23, 0.93)),
            ((0, 0.80), (8, 0.72), (23, 0.84)), day=4, hour=16, committee=5, probationary=1,
            moved={7: (7, "two_level")}, reports_late=0.1),
    Profile("cao-su-doi-may", 18, "Chi bộ Công ty Cao su Đồi Mây", "Cao su Đồi Mây",
            _K.STATE_ENTERPRISE, 44, _RURAL,
            ((0, 0.90), (6, 0.86), (12, 0.76), (23, 0.70)), ((0, 0.76), (10, 0.62), (23, 0.46)),
            day=10, hour=17, upland=0.4, committee=5, exempt=1, away=1, shift=True,
            missed={19: "night_shift", 23: "night_shift"},
            moved={14: (6, "night_shift_moved"), 17: (7, "night_shift_moved")}, reports_late=0.4),
    Profile("htx-ca-phe", 19, "Chi bộ Hợp tác xã Cà phê Ia Sut", "HTX Cà phê Ia Sut",
            _K.COOPERATIVE, 9, _RURAL, ((0, 0.90), (23, 0.92)), ((0, 0.70), (23, 0.78)),
            day=6, founded=2019, upland=0.4, committee=0, probationary=1,
            moved={11: (7, "harvest_moved")}),
    Profile("may-nang-som", 20, "Chi bộ Công ty TNHH May Nắng Sớm", "May Nắng Sớm",
            _K.PRIVATE_ENTERPRISE, 14, _RESIDENT, ((0, 0.84), (12, 0.80), (23, 0.83)),
            ((0, 0.58), (23, 0.66)), day=7, hour=17, founded=2021, upland=0.1, shift=True,
            probationary=2, missed={8: "orders"}, moved={22: (6, "shift_moved")},
            reports_late=0.2),
    Profile("cong-an", 21, "Chi bộ Công an phường", "Công an phường", _K.POLICE, 22, _RESIDENT,
            ((0, 0.92), (23, 0.94)), ((0, 0.84), (23, 0.87)), day=1, hour=14, hosted=1,
            probationary=1),
    Profile("quan-su", 22, "Chi bộ Quân sự phường", "Quân sự phường", _K.MILITARY, 7, _RESIDENT,
            ((0, 0.94), (23, 0.96)), ((0, 0.82), (23, 0.86)), day=2, hour=14, founded=2010,
            committee=0, probationary=1),
)  # fmt: skip


def level(curve: Curve, month: int) -> float:
    """The height of a curve in a month."""
    before = curve[0]
    for point in curve:
        if point[0] >= month:
            if point[0] == before[0]:
                return point[1]
            share = (month - before[0]) / (point[0] - before[0])
            return before[1] + share * (point[1] - before[1])
        before = point
    return curve[-1][1]
