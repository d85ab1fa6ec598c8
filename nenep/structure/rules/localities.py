"""Villages (thôn, làng) and residential groups (tổ dân phố): places, each led by a cell or by none.

A commune's residents' cells lead them (294 §20.2.2); which of them have no member or no cell is
what the superior works on ("thôn, làng chưa có đảng viên").
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from nenep.kernel.errors import Invalid, Refused
from nenep.kernel.names import fold, tidy
from nenep.structure.rules.units import CELL_KINDS, Kind

LONGEST_NAME = 120
RESIDENTIAL = "residential"
REGISTER_NEWS = "localities.changed"
"""What figures are told when a register changes."""


class LocalityKind(StrEnum):
    """What the State calls the place; the Party's side is the same for both."""

    VILLAGE = "village"
    GROUP = "residential_group"


LOCALITY_KIND_NAMES: Mapping[LocalityKind, str] = {
    LocalityKind.VILLAGE: "Thôn, làng",
    LocalityKind.GROUP: "Tổ dân phố",
}

# Committees that keep no register of villages: they are told sums, or stand inside one.
WITHOUT_VILLAGES = frozenset(
    {Kind.PROVINCIAL, Kind.MUNICIPAL, Kind.DISTRICT, Kind.BLOC, Kind.AGENCIES, Kind.GROUP}
    | set(CELL_KINDS)
)

_GROUP_WORDS = ("to dan pho", "to dan cu", "tdp", "khu pho", "khoi pho")
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True)
class LocalityView:
    """A locality during some days. ``until`` is the first day after; None while nothing ends it."""

    locality_id: UUID
    name: str
    kind: str
    unit_id: UUID
    led_by_id: UUID | None
    since: date
    until: date | None

    @property
    def kind_name(self) -> str:
        return LOCALITY_KIND_NAMES[LocalityKind(self.kind)]


@dataclass(frozen=True)
class Life:
    """The days of a unit; ``until`` is the first day on which it is no more."""

    since: date
    until: date | None

    def covers(self, on: date, until: date | None) -> bool:
        """Every day from ``on`` to the one before ``until``?"""
        if self.since > on:
            return False
        return self.until is None or (until is not None and until <= self.until)


@dataclass(frozen=True)
class Leader:
    """A residential cell under the commune, which may lead its villages."""

    cell_id: UUID
    name: str
    code: str
    life: Life


def clean_place_name(text: str) -> str:
    """The name as it should be written.

    Raises:
        Invalid: empty, or longer than a name is.
    """
    name = tidy(text).strip(" .,;:")
    if not name:
        raise Invalid("Cần ghi tên thôn, làng, tổ dân phố; chưa ghi gì.", field="name")
    if len(name) > LONGEST_NAME:
        raise Invalid(
            "Tên “%(name)s…” dài hơn %(n)s chữ; chưa ghi gì.",
            field="name",
            name=name[:40],
            n=LONGEST_NAME,
        )
    return name


def kind_by_name(name: str) -> LocalityKind:
    """What the name itself says: "Tổ dân phố 3" is a residential group, all else a village."""
    folded = fold(name)
    is_group = folded.startswith(_GROUP_WORDS)
    return LocalityKind.GROUP if is_group else LocalityKind.VILLAGE


def locality_kind(text: str) -> LocalityKind:
    """The kind named by an identifier.

    Raises:
        Invalid: there is no such kind.
    """
    try:
        return LocalityKind(text)
    except ValueError:
        raise Invalid("Chọn thôn, làng hoặc tổ dân phố; chưa ghi gì.", field="kind") from None


def same_place(one: str, other: str) -> bool:
    """Two writings of one name: letter case does not count, marks do (Đăk is not Dak)."""
    return tidy(one).casefold() == tidy(other).casefold()


def place_key(name: str) -> tuple[tuple[str, int], ...]:
    """For sorting: letters without marks, numbers by value (tổ 2 before tổ 10)."""
    parts = _NUMBER.split(fold(name))
    return tuple(("", int(p)) if p.isdecimal() else (p, 0) for p in parts if p)


def must_run_forward(on: date, until: date | None) -> None:
    """Refuse an end that does not lie after the beginning."""
    if until is not None and until <= on:
        raise Invalid("Ngày kết thúc phải sau ngày bắt đầu; chưa ghi gì.", field="until")


def must_keep_villages(kind: str, name: str) -> None:
    """Only a commune, or the Party organisation of one, keeps villages."""
    if kind in WITHOUT_VILLAGES:
        raise Refused(
            "“%(unit)s” không quản lý thôn, làng, tổ dân phố; chưa ghi gì. "
            "Đồng chí chọn đảng bộ xã, phường, đặc khu.",
            unit=name,
        )


def must_live(commune: Life, name: str, on: date, until: date | None) -> None:
    """A village lies in a commune that exists on each of its days."""
    if commune.covers(on, until):
        return
    if commune.since > on:
        raise Refused(
            "“%(unit)s” thành lập ngày %(day)s, sau ngày đã ghi; chưa ghi gì.",
            unit=name,
            day=f"{commune.since:%d/%m/%Y}",
        )
    raise Refused(
        "“%(unit)s” kết thúc hoạt động ngày %(day)s; chưa ghi gì. "
        "Đồng chí ghi ngày kết thúc không muộn hơn ngày đó.",
        unit=name,
        day=f"{commune.until:%d/%m/%Y}",
    )


def must_lead(
    leaders: Mapping[UUID, Leader], led_by_id: UUID | None, on: date, until: date | None
) -> Leader | None:
    """The cell that leads, among the ``leaders`` the commune has on the first day; None for none.

    Raises:
        Refused: not a residential cell under the commune that day, or it ends before the village.
    """
    if led_by_id is None:
        return None
    leader = leaders.get(led_by_id)
    if leader is None:
        raise Refused(
            "Chi bộ lãnh đạo phải là chi bộ thôn, làng, tổ dân phố trực thuộc xã, phường này vào "
            "ngày %(on)s; chưa ghi gì. Đồng chí chọn chi bộ khác hoặc ngày khác.",
            on=f"{on:%d/%m/%Y}",
        )
    if not leader.life.covers(on, until):
        raise Refused(
            "“%(cell)s” kết thúc hoạt động ngày %(day)s; chưa ghi gì. "
            "Đồng chí chọn chi bộ sẽ lãnh đạo sau ngày đó.",
            cell=leader.name,
            day=f"{leader.life.until:%d/%m/%Y}",
        )
    return leader


def must_be_the_only(name: str, others: Collection[str], on: date) -> None:
    """A commune does not open a second village of one name. (Communes that joined may bring two of
    one name along: that is the past's doing, and it is for the office to rename one.)"""
    if any(same_place(name, other) for other in others):
        raise Refused(
            "Xã, phường này đã có “%(name)s” từ ngày %(on)s trở đi; chưa ghi gì.",
            name=name,
            on=f"{on:%d/%m/%Y}",
        )
