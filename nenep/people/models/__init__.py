"""What is kept about people: persons, dated spells, residence, offices."""

from nenep.people.models.offices import (
    CommitteeTerm,
    Election,
    GroupPlace,
    OfficeTerm,
    Tally,
)
from nenep.people.models.persons import PRECISIONS, BadgeAward, FormerCard, Person
from nenep.people.models.residence import Residence, ResidenceComment, ResidenceLink
from nenep.people.models.spells import (
    LEAVINGS,
    HostedStay,
    Membership,
    State,
    Transfer,
)

__all__ = [
    "LEAVINGS",
    "PRECISIONS",
    "BadgeAward",
    "CommitteeTerm",
    "Election",
    "FormerCard",
    "GroupPlace",
    "HostedStay",
    "Membership",
    "OfficeTerm",
    "Person",
    "Residence",
    "ResidenceComment",
    "ResidenceLink",
    "State",
    "Tally",
    "Transfer",
]
