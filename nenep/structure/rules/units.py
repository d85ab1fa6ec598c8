"""What a unit is, in words the code shares: kinds and types of cell (domain: HD 42 §4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """Every kind of organisation since the Charter of 2011, named as the field names them. Which
    of them exist on a day, and which may stand under which, is dated data (``unit.kinds``)."""

    PROVINCIAL = "provincial_committee"
    MUNICIPAL = "municipal_committee"
    DISTRICT = "district_committee"
    BLOC = "bloc_committee"
    AGENCIES = "agencies_committee"
    UPPER = "upper_grassroots_committee"
    COMMUNE = "commune_committee"
    GRASSROOTS = "grassroots_party_organisation"
    SECTIONAL = "sub_organisation"
    GRASSROOTS_CELL = "grassroots_cell"
    CELL = "party_cell"
    GROUP = "party_group"


# The kinds that meet every month as a cell. Figures and lists ask SQL for them, so they are fixed
# here; that the rulebook says the same of each period is tested.
CELL_KINDS = (Kind.CELL.value, Kind.GRASSROOTS_CELL.value)

# For a day on which no rule is known: what everybody would call it.
PLAIN_NAMES: Mapping[Kind, str] = {
    Kind.PROVINCIAL: "Đảng bộ tỉnh, thành phố",
    Kind.MUNICIPAL: "Đảng bộ thành phố, thị xã thuộc tỉnh",
    Kind.DISTRICT: "Đảng bộ huyện",
    Kind.BLOC: "Đảng bộ khối",
    Kind.AGENCIES: "Đảng bộ các cơ quan cấp tỉnh",
    Kind.UPPER: "Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng",
    Kind.COMMUNE: "Đảng bộ xã, phường, đặc khu",
    Kind.GRASSROOTS: "Đảng bộ cơ sở",
    Kind.SECTIONAL: "Đảng bộ bộ phận, trực thuộc cơ sở",
    Kind.GRASSROOTS_CELL: "Chi bộ cơ sở",
    Kind.CELL: "Chi bộ",
    Kind.GROUP: "Tổ đảng",
}


@dataclass(frozen=True)
class UnitView:
    """A unit as it was on a day."""

    id: UUID
    code: str
    name: str
    short: str
    kind: str
    cell_type: str
    parent_id: UUID | None
    on: date

    @property
    def is_cell(self) -> bool:
        """Does it hold the monthly meetings of this system?"""
        return self.kind in CELL_KINDS
