"""Who may do what, and how far: one table, read by Python and (through ``access_office``) by SQL.

An office carries a few capabilities and one reach. There is no second predicate anywhere:
lists use :func:`nenep.access.queries.within`, doors use the same reach plus the capability.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Office(StrEnum):
    """Offices as the organisation names them (docs/glossary.md)."""

    CELL_SECRETARY = "cell_secretary"
    DEPUTY_CELL_SECRETARY = "deputy_cell_secretary"
    CELL_COMMITTEE_MEMBER = "cell_committee_member"
    PARTY_GROUP_LEADER = "party_group_leader"
    DEPUTY_PARTY_GROUP_LEADER = "deputy_party_group_leader"
    MEMBER = "party_member"
    COMMITTEE_SECRETARY = "committee_secretary"
    DEPUTY_COMMITTEE_SECRETARY = "deputy_committee_secretary"
    COMMITTEE_MEMBER = "committee_member"
    ASSIGNED_FOLLOWER = "assigned_follower"
    COMMITTEE_OFFICE = "committee_office"
    PROVINCIAL_OFFICE = "provincial_office"
    ADMINISTRATOR = "administrator"
    EMERGENCY_READER = "emergency_reader"


OFFICE_NAMES: Mapping[Office, str] = {
    Office.CELL_SECRETARY: "Bí thư chi bộ",
    Office.DEPUTY_CELL_SECRETARY: "Phó Bí thư chi bộ",
    Office.CELL_COMMITTEE_MEMBER: "Chi ủy viên",
    Office.PARTY_GROUP_LEADER: "Tổ trưởng tổ đảng",
    Office.DEPUTY_PARTY_GROUP_LEADER: "Tổ phó tổ đảng",
    Office.MEMBER: "Đảng viên",
    Office.COMMITTEE_SECRETARY: "Bí thư Đảng ủy",
    Office.DEPUTY_COMMITTEE_SECRETARY: "Phó Bí thư Đảng ủy",
    Office.COMMITTEE_MEMBER: "Đảng ủy viên",
    Office.ASSIGNED_FOLLOWER: "Cấp ủy viên theo dõi chi bộ",
    Office.COMMITTEE_OFFICE: "Văn phòng Đảng ủy",
    Office.PROVINCIAL_OFFICE: "Văn phòng Tỉnh ủy",
    Office.ADMINISTRATOR: "Quản trị hệ thống",
    Office.EMERGENCY_READER: "Người được mở khẩn cấp",
}
NEVER_GRANTED = frozenset({Office.EMERGENCY_READER})
"""It follows from a request that a second person approved (nenep.oversight), never from a grant."""


class Capability(StrEnum):
    """What can be asked at a door. Ask the exact one; never borrow a neighbour."""

    VIEW_OWN_RECORD = "view_own_record"
    VIEW_UNIT = "view_unit"
    VIEW_MEMBERS = "view_members"
    MANAGE_MEMBERS = "manage_members"
    RECORD_STATES = "record_states"
    VIEW_CALENDAR = "view_calendar"
    VIEW_AGENDA = "view_agenda"
    VIEW_MEETING = "view_meeting"
    PREPARE_MEETING = "prepare_meeting"
    RUN_MEETING = "run_meeting"
    SCORE_MEETING = "score_meeting"
    FINALISE_PAPERS = "finalise_papers"
    VIEW_PAPERS = "view_papers"
    CONFIRM_PAPERS = "confirm_papers"
    OPEN_PAPERS = "open_papers"
    RAISE_OPINION = "raise_opinion"
    ASK_LEAVE = "ask_leave"
    ANSWER_LEAVE = "answer_leave"
    REPORT_TASK = "report_task"
    VIEW_FIGURES = "view_figures"
    VIEW_CELLS = "view_cells"
    FOLLOW_CELLS = "follow_cells"
    DIRECT_CELLS = "direct_cells"
    ANSWER_PETITIONS = "answer_petitions"
    VIEW_JOURNAL = "view_journal"
    REACH_IN_EMERGENCY = "reach_in_emergency"
    REORGANISE = "reorganise"
    MANAGE_ACCOUNTS = "manage_accounts"
    HAND_OUT_LINKS = "hand_out_links"
    MANAGE_STRUCTURE = "manage_structure"
    SET_RULES = "set_rules"


class Reach(StrEnum):
    """How far an office's capabilities go, on the tree of today."""

    OWN_UNIT = "own_unit"
    UNIT_AND_BELOW = "unit_and_below"
    EVERYWHERE = "everywhere"


NEXT_ONLY = frozenset({Capability.VIEW_PAPERS})
"""Below a committee these reach its direct subordinates only, with what is part of them (Party
groups, units whose records they keep); further down a reason is asked (``OPEN_PAPERS``)."""


@dataclass(frozen=True)
class Mandate:
    """What an office carries. The three row flags feed the PostgreSQL policies:
    ``inside`` opens meetings in the making, ``records`` people and finalised papers,
    ``figures`` roll-ups. ``own`` are capabilities in the very unit of the office, whatever the
    reach: a committee holds its own meetings and never those of the cells below."""

    reach: Reach
    capabilities: frozenset[Capability]
    own: frozenset[Capability] = frozenset()
    inside: bool = False
    records: bool = False
    figures: bool = False

    def carries(self, capability: Capability, reach: Reach) -> bool:
        """Does it carry the capability just so far?"""
        if self.reach is reach and capability in self.capabilities:
            return True
        return reach is Reach.OWN_UNIT and capability in self.own


_C = Capability
_MEMBER = frozenset(
    {_C.VIEW_OWN_RECORD, _C.VIEW_UNIT, _C.VIEW_AGENDA, _C.VIEW_PAPERS}
    | {_C.RAISE_OPINION, _C.REPORT_TASK, _C.ASK_LEAVE, _C.VIEW_CALENDAR}
)
# By a one-time link: what a member reads and answers, never more, whatever one's offices.
READ_AND_RESPOND = frozenset(
    {_C.VIEW_OWN_RECORD, _C.VIEW_UNIT, _C.VIEW_AGENDA, _C.VIEW_PAPERS}
    | {_C.RAISE_OPINION, _C.REPORT_TASK, _C.ASK_LEAVE}
)
_COMMITTEE = _MEMBER | {_C.VIEW_MEMBERS, _C.VIEW_MEETING, _C.PREPARE_MEETING, _C.VIEW_FIGURES}
_SECRETARY = _COMMITTEE | {_C.RUN_MEETING, _C.SCORE_MEETING, _C.FINALISE_PAPERS}
_SECRETARY |= {_C.VIEW_JOURNAL, _C.RECORD_STATES, _C.ANSWER_LEAVE, _C.HAND_OUT_LINKS}
# A committee's own office works for its secretary: what one may, the other may.
_OF_A_COMMITTEE = Mandate(
    Reach.UNIT_AND_BELOW,
    frozenset({_C.VIEW_UNIT, _C.VIEW_MEMBERS, _C.MANAGE_MEMBERS, _C.RECORD_STATES})
    | {_C.VIEW_CALENDAR}
    | {_C.VIEW_PAPERS, _C.VIEW_FIGURES, _C.VIEW_CELLS, _C.VIEW_JOURNAL, _C.REORGANISE}
    | {_C.CONFIRM_PAPERS, _C.OPEN_PAPERS, _C.REACH_IN_EMERGENCY, _C.DIRECT_CELLS}
    | {_C.ANSWER_PETITIONS}
    | {_C.SET_RULES, _C.MANAGE_ACCOUNTS},
    own=frozenset({_C.VIEW_MEETING, _C.PREPARE_MEETING, _C.RUN_MEETING}),
    inside=True,
    records=True,
    figures=True,
)

MANDATES: Mapping[Office, Mandate] = {
    Office.CELL_SECRETARY: Mandate(Reach.OWN_UNIT, _SECRETARY, inside=True, records=True),
    Office.DEPUTY_CELL_SECRETARY: Mandate(Reach.OWN_UNIT, _SECRETARY, inside=True, records=True),
    # A committee member takes the roll and the minutes but does not seal the papers.
    Office.CELL_COMMITTEE_MEMBER: Mandate(
        Reach.OWN_UNIT, _COMMITTEE | {_C.RUN_MEETING}, inside=True, records=True
    ),
    # Leaders of a Party group run the meetings of their group, which is a unit under the cell.
    Office.PARTY_GROUP_LEADER: Mandate(
        Reach.OWN_UNIT, _COMMITTEE | {_C.RUN_MEETING}, inside=True, records=True
    ),
    Office.DEPUTY_PARTY_GROUP_LEADER: Mandate(
        Reach.OWN_UNIT, _COMMITTEE | {_C.RUN_MEETING}, inside=True, records=True
    ),
    Office.MEMBER: Mandate(Reach.OWN_UNIT, _MEMBER, inside=True),
    Office.COMMITTEE_SECRETARY: _OF_A_COMMITTEE,
    Office.DEPUTY_COMMITTEE_SECRETARY: _OF_A_COMMITTEE,
    Office.COMMITTEE_MEMBER: Mandate(
        Reach.UNIT_AND_BELOW,
        frozenset({_C.VIEW_UNIT, _C.VIEW_FIGURES, _C.VIEW_CELLS}),
        own=frozenset({_C.VIEW_MEETING}),
        inside=True,
        figures=True,
    ),
    # Held in the very cell: reads what its members read, and writes nothing there. It opens
    # only while its holder has a seat in the cell's committee above (the walls ask every time).
    Office.ASSIGNED_FOLLOWER: Mandate(
        Reach.OWN_UNIT,
        frozenset({_C.VIEW_UNIT, _C.VIEW_AGENDA, _C.VIEW_PAPERS, _C.VIEW_CALENDAR})
        | {_C.FOLLOW_CELLS},
        inside=True,
    ),
    Office.COMMITTEE_OFFICE: _OF_A_COMMITTEE,
    Office.PROVINCIAL_OFFICE: Mandate(
        Reach.UNIT_AND_BELOW,
        frozenset({_C.VIEW_UNIT, _C.VIEW_FIGURES, _C.VIEW_CELLS})
        | {_C.OPEN_PAPERS, _C.REACH_IN_EMERGENCY, _C.SET_RULES, _C.ANSWER_PETITIONS},
        figures=True,
    ),
    Office.ADMINISTRATOR: Mandate(
        Reach.EVERYWHERE, frozenset({_C.VIEW_UNIT, _C.MANAGE_STRUCTURE, _C.SET_RULES})
    ),
    # For some hours, reading only: no capability here writes anything.
    Office.EMERGENCY_READER: Mandate(
        Reach.OWN_UNIT,
        frozenset({_C.VIEW_UNIT, _C.VIEW_MEMBERS, _C.VIEW_AGENDA, _C.VIEW_MEETING})
        | {_C.VIEW_PAPERS, _C.VIEW_JOURNAL},
        records=True,
    ),
}


@dataclass(frozen=True)
class OfficeHeld:
    """One office of one person in one unit, in force today."""

    office: Office
    unit_id: UUID | None


@dataclass(frozen=True)
class Actor:
    """Whoever acts. Passed explicitly to every action and query; never ambient.

    ``system`` is the installation itself (first load, jobs, commands run on the server by its
    administrator): it passes every door and is named as such in the journal.
    """

    account_id: UUID | None
    person_id: UUID | None
    name: str
    offices: tuple[OfficeHeld, ...] = field(default=())
    system: bool = False
    limited: bool = False
    """Came by a one-time link: reads and answers as a member, whatever else one is."""

    def holds(self, capability: Capability) -> bool:
        """Does any office carry it, wherever? For menus only; doors ask about a unit."""
        return self.system or any(
            capability in MANDATES[o.office].capabilities
            for o in self.offices
            if self._may_use(capability)
        )

    def roots(self, capability: Capability, reach: Reach) -> frozenset[UUID]:
        """The units from which this capability reaches that far."""
        return frozenset(
            held.unit_id
            for held in self.offices
            if held.unit_id is not None
            and MANDATES[held.office].carries(capability, reach)
            and self._may_use(capability)
        )

    @property
    def main_office(self) -> OfficeHeld | None:
        """The office one works in: a committee's before a cell's, any before membership."""
        below = [o for o in self.offices if MANDATES[o.office].reach is Reach.UNIT_AND_BELOW]
        return next(iter((*below, *self.offices)), None)

    def first_unit(self, capability: Capability) -> UUID | None:
        """Where a page that names no unit begins: at the committee one works for, else at the
        unit of the first office that carries the capability."""
        held = [
            (MANDATES[o.office].reach is not Reach.UNIT_AND_BELOW, at, o.unit_id)
            for at, o in enumerate(self.offices)
            if o.unit_id is not None
            and capability in MANDATES[o.office].capabilities
            and self._may_use(capability)
        ]
        return min(held)[2] if held else None

    def everywhere(self, capability: Capability) -> bool:
        """Is there no limit by unit (the system itself, the administrator's own capabilities)?"""
        return self.system or any(
            MANDATES[held.office].reach is Reach.EVERYWHERE
            and capability in MANDATES[held.office].capabilities
            for held in self.offices
            if self._may_use(capability)
        )

    def _may_use(self, capability: Capability) -> bool:
        return not self.limited or capability in READ_AND_RESPOND


SYSTEM = Actor(account_id=None, person_id=None, name="Hệ thống", system=True)


def capability_table() -> Iterable[tuple[Capability, Mapping[Office, Reach]]]:
    """The table of docs/access.md: who may do what, how far."""
    for capability in Capability:
        yield (
            capability,
            {
                o: m.reach if capability in m.capabilities else Reach.OWN_UNIT
                for o, m in MANDATES.items()
                if capability in m.capabilities | m.own
            },
        )
