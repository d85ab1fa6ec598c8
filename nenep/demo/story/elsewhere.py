"""The cells outside phường Thông Xanh: where they stood, and what 1/7/2025 made of them.

They have members and officers, told from 2024 on; meetings are told of Thông Xanh only. Some went
on under a new committee, some under a new name; some ended, and their members went to one cell or
to several; one large cell was divided; and the agencies of the new committees began that day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from nenep.demo.story.calendar import COMMUNES_JOINED, REORGANISED
from nenep.demo.story.facts import CellKind

_K = CellKind
_GROUP, _THON, _LANG, _OFFICE = _K.RESIDENTIAL_GROUP, _K.HAMLET, _K.VILLAGE, _K.AGENCY


@dataclass(frozen=True)
class Outline:
    """A cell told by its members only."""

    key: str
    place: str
    """Its name after "Chi bộ": today's, or that of its last day."""
    kind: CellKind
    size: int
    """Members of the first day; 0 for a cell that began on 1/7/2025."""
    former: str
    """The organisation above it until 30/6/2025; empty for a cell that began the day after."""
    ward: str = ""
    """The committee above it since; empty where it ended."""
    into: tuple[str, ...] = ()
    """Where its members went when it ended; the first of these cells keeps the records."""
    upland: float = 0.0
    called: str = ""
    """What it was called until 30/6/2025, where the name changed."""
    divided: str = ""
    """The new cell that took every third member on 1/7/2025."""
    at_first: str = ""
    """The commune it stood under until that one joined another on 1/11/2024."""
    ended: date | None = None

    @property
    def short(self) -> str:
        return self.place[0].upper() + self.place[1:]

    @property
    def since(self) -> date:
        """Its first day; the old ones are older than anything told here."""
        return date(1996, 1, 1) if self.former or self.at_first else REORGANISED

    @property
    def until(self) -> date | None:
        return self.ended or (None if self.ward else REORGANISED)


def _old(
    key: str, place: str, kind: CellKind, size: int, former: str, ward: str, upland: float = 0.0
) -> Outline:
    return Outline(key, place, kind, size, former, ward, upland=upland)


def _ended(
    key: str, place: str, kind: CellKind, size: int, former: str, *into: str, upland: float = 0.0
) -> Outline:
    return Outline(key, place, kind, size, former, into=into, upland=upland)


def _new(key: str, place: str, kind: CellKind, ward: str) -> Outline:
    return Outline(key, place, kind, 0, "", ward)


_DOI_SUONG = (
    _old("doi-suong-tdp-1", "tổ dân phố 1", _GROUP, 22, "phuong-cau-go", "phuong-doi-suong"),
    _old("doi-suong-tdp-4", "tổ dân phố 4", _GROUP, 25, "phuong-cau-go", "phuong-doi-suong"),
    _ended("cau-go-tdp-2", "tổ dân phố 2", _GROUP, 12, "phuong-cau-go", "doi-suong-tdp-1"),
    _old("cau-go-tieu-hoc", "Trường Tiểu học Cầu Gỗ", _K.SCHOOL, 17, "phuong-cau-go",
         "phuong-doi-suong"),
    _ended("cau-go-co-quan", "cơ quan phường Cầu Gỗ", _OFFICE, 15, "phuong-cau-go",
           "doi-suong-uy-ban", "doi-suong-co-quan"),
    Outline("cho-suong-tdp-1", "tổ dân phố 11", _GROUP, 20, "phuong-cho-suong",
            "phuong-doi-suong", called="tổ dân phố 1"),
    Outline("cho-suong-tdp-2", "tổ dân phố 12", _GROUP, 16, "phuong-cho-suong",
            "phuong-doi-suong", called="tổ dân phố 2"),
    _ended("cho-suong-tdp-3", "tổ dân phố 3", _GROUP, 9, "phuong-cho-suong", "cho-suong-tdp-2"),
    _old("cho-suong-ban-quan-ly", "Ban Quản lý chợ Sương", _OFFICE, 10, "phuong-cho-suong",
         "phuong-doi-suong"),
    _ended("cho-suong-co-quan", "cơ quan phường Chợ Sương", _OFFICE, 14, "phuong-cho-suong",
           "doi-suong-co-quan", "doi-suong-uy-ban"),
    _ended("tp-van-phong", "Văn phòng Thành ủy", _OFFICE, 14, "co-quan-thanh-pho",
           "doi-suong-co-quan", "ho-trong-co-quan", "hoa-quy-co-quan"),
    _ended("tp-uy-ban", "Văn phòng Ủy ban nhân dân thành phố", _OFFICE, 22, "co-quan-thanh-pho",
           "doi-suong-uy-ban", "ho-trong-uy-ban", "gio-ngan-co-quan", "hoa-quy-co-quan"),
    _ended("tp-mat-tran", "cơ quan Mặt trận và các đoàn thể thành phố", _OFFICE, 12,
           "co-quan-thanh-pho", "doi-suong-co-quan", "gio-ngan-co-quan", "ho-trong-co-quan"),
    # A cell at the base itself, directly under the city; since then a cell of the ward.
    _old("dien-luc", "Điện lực Đồi Sương", _K.STATE_ENTERPRISE, 24, "thanh-pho-doi-suong",
         "phuong-doi-suong"),
    _new("doi-suong-co-quan", "các cơ quan Đảng phường Đồi Sương", _OFFICE, "phuong-doi-suong"),
    _new("doi-suong-uy-ban", "cơ quan Ủy ban nhân dân phường Đồi Sương", _OFFICE,
         "phuong-doi-suong"),
)  # fmt: skip

_HO_TRONG = (
    _old("ho-trong-tdp-2", "tổ dân phố 2", _GROUP, 24, "phuong-ben-suong", "phuong-ho-trong"),
    _old("ben-suong-tdp-5", "tổ dân phố 5", _GROUP, 21, "phuong-ben-suong", "phuong-ho-trong"),
    Outline("ben-suong-tdp-6", "tổ dân phố 6", _GROUP, 39, "phuong-ben-suong", "phuong-ho-trong",
            divided="ho-trong-tdp-7"),
    _new("ho-trong-tdp-7", "tổ dân phố 7", _GROUP, "phuong-ho-trong"),
    _ended("ben-suong-y-te", "Trạm Y tế phường Bến Sương", _K.HEALTH_STATION, 7,
           "phuong-ben-suong", "ho-trong-y-te"),
    _ended("ben-suong-co-quan", "cơ quan phường Bến Sương", _OFFICE, 15, "phuong-ben-suong",
           "ho-trong-co-quan", "ho-trong-uy-ban"),
    Outline("ho-nho-thon-1", "thôn Hồ Nhỏ", _THON, 17, "xa-ho-nho", "phuong-ho-trong",
            called="thôn 1"),
    _old("ho-nho-thon-2", "thôn 2", _THON, 15, "xa-ho-nho", "phuong-ho-trong"),
    _old("ho-nho-lang-hlam", "làng Hlâm Mây", _LANG, 11, "xa-ho-nho", "phuong-ho-trong", 0.85),
    _ended("ho-nho-y-te", "Trạm Y tế xã Hồ Nhỏ", _K.HEALTH_STATION, 6, "xa-ho-nho",
           "ho-trong-y-te"),
    _ended("ho-nho-co-quan", "cơ quan xã Hồ Nhỏ", _OFFICE, 13, "xa-ho-nho", "ho-trong-uy-ban",
           "ho-trong-co-quan"),
    _new("ho-trong-y-te", "Trạm Y tế phường Hồ Trong", _K.HEALTH_STATION, "phuong-ho-trong"),
    _new("ho-trong-co-quan", "các cơ quan Đảng phường Hồ Trong", _OFFICE, "phuong-ho-trong"),
    _new("ho-trong-uy-ban", "cơ quan Ủy ban nhân dân phường Hồ Trong", _OFFICE,
         "phuong-ho-trong"),
)  # fmt: skip

_HOA_QUY_GIO_NGAN = (
    _old("hoa-quy-thon-7", "thôn 7", _THON, 20, "phuong-vuon-quy", "phuong-hoa-quy", 0.1),
    _old("vuon-quy-tdp-3", "tổ dân phố 3", _GROUP, 23, "phuong-vuon-quy", "phuong-hoa-quy"),
    _old("vuon-quy-tdp-10", "tổ dân phố 10", _GROUP, 17, "phuong-vuon-quy", "phuong-hoa-quy"),
    Outline("vuon-quy-thcs", "Trường THCS Hoa Quỳ", _K.SCHOOL, 17, "phuong-vuon-quy",
            "phuong-hoa-quy", called="Trường THCS Vườn Quỳ"),
    _ended("vuon-quy-co-quan", "cơ quan phường Vườn Quỳ", _OFFICE, 16, "phuong-vuon-quy",
           "hoa-quy-co-quan"),
    _new("hoa-quy-co-quan", "cơ quan phường Hoa Quỳ", _OFFICE, "phuong-hoa-quy"),
    _old("gio-ngan-tdp-9", "tổ dân phố 9", _GROUP, 25, "phuong-doc-gio", "phuong-gio-ngan"),
    _old("doc-gio-tdp-4", "tổ dân phố 4", _GROUP, 21, "phuong-doc-gio", "phuong-gio-ngan"),
    _ended("doc-gio-tdp-5", "tổ dân phố 5", _GROUP, 8, "phuong-doc-gio", "gio-ngan-tdp-9"),
    _old("doc-gio-che", "Công ty Cổ phần Chè Dốc Gió", _K.PRIVATE_ENTERPRISE, 19,
         "phuong-doc-gio", "phuong-gio-ngan", 0.1),
    _ended("doc-gio-co-quan", "cơ quan phường Dốc Gió", _OFFICE, 15, "phuong-doc-gio",
           "gio-ngan-co-quan"),
    _new("gio-ngan-co-quan", "cơ quan phường Gió Ngàn", _OFFICE, "phuong-gio-ngan"),
)  # fmt: skip

_IA_MAY = (
    _old("ia-may-lang-brel", "làng Brel Mây", _LANG, 13, "xa-suoi-may", "xa-ia-may", 0.85),
    _old("suoi-may-thon-4", "thôn 4", _THON, 16, "xa-suoi-may", "xa-ia-may", 0.15),
    _ended("suoi-may-co-quan", "cơ quan xã Suối Mây", _OFFICE, 14, "xa-suoi-may",
           "ia-may-co-quan", "ia-may-uy-ban"),
    Outline("suoi-trong-lang-jut", "làng Jut Mây", _LANG, 12, "xa-suoi-may", "xa-ia-may",
            upland=0.85, at_first="xa-suoi-trong"),
    Outline("suoi-trong-lang-tonau", "làng Tơ Nâu", _LANG, 8, "xa-suoi-may",
            into=("suoi-trong-lang-jut",), upland=0.85, at_first="xa-suoi-trong"),
    Outline("suoi-trong-co-quan", "cơ quan xã Suối Trong", _OFFICE, 12, "",
            into=("suoi-may-co-quan",), at_first="xa-suoi-trong", ended=COMMUNES_JOINED),
    _old("ia-nang-lang-phang", "làng Phang Nắng", _LANG, 13, "xa-ia-nang", "xa-ia-may", 0.85),
    _old("ia-nang-thon-1", "thôn 1", _THON, 15, "xa-ia-nang", "xa-ia-may", 0.15),
    _ended("ia-nang-co-quan", "cơ quan xã Ia Nắng", _OFFICE, 12, "xa-ia-nang", "ia-may-uy-ban"),
    _old("chu-thong-lang-chra", "làng Chra Mây", _LANG, 11, "xa-chu-thong", "xa-ia-may", 0.85),
    Outline("chu-thong-thon-3", "thôn Chư Thông", _THON, 15, "xa-chu-thong", "xa-ia-may",
            upland=0.15, called="thôn 3"),
    _old("chu-thong-thon-5", "thôn 5", _THON, 16, "xa-chu-thong", "xa-chu-gio", 0.15),
    _old("chu-thong-lang-kte", "làng Kte Gió", _LANG, 11, "xa-chu-thong", "xa-chu-gio", 0.85),
    _ended("chu-thong-co-quan", "cơ quan xã Chư Thông", _OFFICE, 13, "xa-chu-thong",
           "chu-gio-co-quan", "ia-may-co-quan"),
    _ended("chu-gio-van-phong", "Văn phòng Huyện ủy Chư Gió", _OFFICE, 14, "co-quan-chu-gio",
           "chu-gio-co-quan", "ia-may-co-quan"),
    _new("ia-may-co-quan", "các cơ quan Đảng xã Ia Mây", _OFFICE, "xa-ia-may"),
    _new("ia-may-uy-ban", "cơ quan Ủy ban nhân dân xã Ia Mây", _OFFICE, "xa-ia-may"),
)  # fmt: skip

_DAK_SUONG_CHU_GIO = (
    _old("dak-suong-lang-tuk", "làng Tuk Sương", _LANG, 14, "xa-khe-suong", "xa-dak-suong", 0.85),
    _old("khe-suong-thon-6", "thôn 6", _THON, 17, "xa-khe-suong", "xa-dak-suong", 0.1),
    _ended("khe-suong-co-quan", "cơ quan xã Khe Sương", _OFFICE, 13, "xa-khe-suong",
           "dak-suong-co-quan"),
    _old("dak-trong-lang-hnap", "làng Hnap", _LANG, 12, "xa-dak-trong", "xa-dak-suong", 0.85),
    _old("dak-trong-thon-2", "thôn 2", _THON, 15, "xa-dak-trong", "xa-dak-suong", 0.15),
    _ended("dak-trong-co-quan", "cơ quan xã Đăk Trong", _OFFICE, 12, "xa-dak-trong",
           "dak-suong-co-quan"),
    _old("dak-thong-lang-ktu", "làng Ktu Gió", _LANG, 12, "xa-dak-thong", "xa-chu-gio", 0.85),
    _old("dak-thong-thon-8", "thôn 8", _THON, 14, "xa-dak-thong", "xa-dak-suong", 0.15),
    _ended("dak-thong-co-quan", "cơ quan xã Đăk Thông", _OFFICE, 12, "xa-dak-thong",
           "chu-gio-co-quan", "dak-suong-co-quan"),
    _new("dak-suong-co-quan", "cơ quan xã Đăk Sương", _OFFICE, "xa-dak-suong"),
    _new("chu-gio-co-quan", "cơ quan xã Chư Gió", _OFFICE, "xa-chu-gio"),
)  # fmt: skip

OUTLINES: tuple[Outline, ...] = (
    *_DOI_SUONG, *_HO_TRONG, *_HOA_QUY_GIO_NGAN, *_IA_MAY, *_DAK_SUONG_CHU_GIO,
)  # fmt: skip
HOME_ELSEWHERE: tuple[str, ...] = (
    "doi-suong-tdp-1", "doi-suong-tdp-4", "ho-trong-tdp-2", "hoa-quy-thon-7", "gio-ngan-tdp-9",
    "ia-may-lang-brel", "dak-suong-lang-tuk",
)  # fmt: skip
"""Homes of those whom the ward's cells host or receive."""


@cache
def outline_of(key: str) -> Outline:
    """The outline of a cell elsewhere."""
    return next(cell for cell in OUTLINES if cell.key == key)


def stations(cell: Outline, number: int) -> Iterable[tuple[str, date]]:
    """The cells a member of the first day went to afterwards, by reorganisations alone."""
    if cell.until is not None:
        following = outline_of(cell.into[number % len(cell.into)])
        yield following.key, cell.until
        yield from stations(following, number)
    elif cell.divided and number % 3 == 0:
        yield cell.divided, REORGANISED


@cache
def numbers_in(above: str) -> Mapping[str, int]:
    """The last three digits of the codes of the cells under an organisation."""
    here = [c.key for c in OUTLINES if above in (c.former, c.ward, c.at_first)]
    return {key: number for number, key in enumerate(here, 1)}
