"""What a unit is, in words the code shares: kinds and types of cell (domain: HD 42 §4)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """Levels of the demo's and today's organisation; which may stand under which is dated data."""

    PROVINCIAL = "provincial_committee"
    MUNICIPAL = "municipal_committee"
    COMMUNE = "commune_committee"
    GRASSROOTS = "grassroots_party_organisation"
    SECTIONAL = "sub_organisation"
    CELL = "party_cell"


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
        return self.kind == Kind.CELL
