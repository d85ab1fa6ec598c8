"""Something to knock at, and how far a meeting there has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

Argument = UUID | str | int


class Stage(StrEnum):
    """How far a meeting has come, as far as it matters to who may see it."""

    NONE = "none"
    DRAFT = "draft"
    TOLD = "told"
    SITTING = "sitting"
    SEALED = "sealed"


@dataclass(frozen=True)
class Place:
    """Something in a unit, with every argument an address may ask about it."""

    about: frozenset[str]
    unit: str
    arguments: Mapping[str, Argument]
    stage: Stage = Stage.NONE
    owner: str = ""
    """Who answers for its task: somebody, or the unit it was given to."""
    words: str = ""
    """What only its readers may read."""

    def __str__(self) -> str:
        return f"{self.unit} {self.stage}"
