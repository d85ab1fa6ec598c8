"""Doors to papers opened with a reason, and to requests in an emergency."""

from uuid import UUID

from nenep.access.models import UnitPath
from nenep.access.policies import found, must_hold
from nenep.access.queries import below
from nenep.access.rules import Actor, Capability, Reach
from nenep.documents.models import Paper
from nenep.kernel import clock
from nenep.kernel.errors import Absent, Forbidden, Refused
from nenep.oversight.models import Emergency, PaperOpening
from nenep.oversight.queries import PaperToOpen, emergencies_of, opened_today, papers_to_open
from nenep.structure.policies import unit_for
from nenep.structure.rules.units import UnitView


def paper_to_open(actor: Actor, unit_id: UUID, paper_id: UUID) -> PaperToOpen:
    """A finalised paper of a unit whose papers the actor may open with a reason.

    Raises:
        Absent: no such unit in reach, or no such paper. Forbidden: the office opens none there.
    """
    unit_for(actor, unit_id, to=Capability.OPEN_PAPERS, on=clock.today())
    paper = next((one for one in papers_to_open(unit_id) if one.id == paper_id), None)
    if paper is None:
        raise Absent("Không tìm thấy văn bản này, hoặc văn bản chưa hoàn thiện.")
    return paper


def opened_paper_for(actor: Actor, opening_id: UUID) -> tuple[PaperOpening, Paper]:
    """What the actor opened today, with the paper itself; 404 on any other day or for others."""
    opening = found(opened_today(actor), opening_id)
    return opening, found(Paper.objects.filter(finalised_on__isnull=False), opening.paper_id)


def unit_to_reach(actor: Actor, unit_id: UUID) -> UnitView:
    """A unit below the committee of an office that may ask for an emergency.

    Raises:
        Absent: no such unit in reach. Forbidden: not below the actor's own office.
    """
    unit = unit_for(actor, unit_id, to=Capability.REACH_IN_EMERGENCY, on=clock.today())
    if unit_id in actor.roots(Capability.REACH_IN_EMERGENCY, Reach.UNIT_AND_BELOW):
        raise Forbidden("Đề nghị mở khẩn cấp chỉ dành cho đơn vị cấp dưới.")
    return unit


def emergency_for(actor: Actor, emergency_id: UUID, *, to: Capability) -> Emergency:
    """A request known to the actor (else 404), in a unit where the capability holds (else 403)."""
    emergency = found(emergencies_of(actor), emergency_id)
    must_hold(actor, to, emergency.unit_id)
    return emergency


def must_stand_as_high(actor: Actor, emergency: Emergency) -> None:
    """Who approves holds an office at the asker's committee or above it.

    Raises:
        Refused: the office stands below.
    """
    roots = actor.roots(Capability.REACH_IN_EMERGENCY, Reach.UNIT_AND_BELOW)
    here = UnitPath.objects.filter(unit_id=emergency.office_unit_id)
    if not roots or not here.filter(unit_id__in=below(roots)).exists():
        raise Refused("Đề nghị này do cấp ủy của người đề nghị hoặc cấp trên duyệt.")
