"""Doors to people, and to what is written about them."""

from datetime import date
from uuid import UUID

from nenep.access.policies import found, must_hold
from nenep.access.queries import may, within
from nenep.access.rules import Actor, Capability
from nenep.kernel.errors import Refused
from nenep.people.models import Membership, Person, ResidenceLink, State, Transfer
from nenep.people.queries.visible import visible_to


def person_for(actor: Actor, person_id: UUID, *, to: Capability) -> Person:
    """The person, if visible (else 404) and the capability holds where the record is kept.

    One's own record needs no office beyond membership.
    """
    person = found(visible_to(actor), person_id)
    if person.pk == actor.person_id and to is Capability.VIEW_OWN_RECORD:
        return person
    must_hold(actor, to, person.kept_by_id)
    return person


def member_for(
    actor: Actor, person_id: UUID, *, to: Capability, on: date
) -> tuple[Person, Membership]:
    """The person and the membership of that day; the capability must also hold in the cell where
    they were a member then, which may not be the one that keeps the record now.

    Raises:
        Absent, Forbidden: as :func:`person_for`. Refused: not a member on that day.
    """
    person = person_for(actor, person_id, to=to)
    spell = Membership.objects.filter(person_id=person_id, during__contains=on).first()
    if spell is None:
        raise Refused(
            "%(name)s không phải là đảng viên của chi bộ vào ngày %(on)s; chưa ghi gì.",
            name=person.full_name,
            on=f"{on:%d/%m/%Y}",
        )
    must_hold(actor, to, spell.unit_id)
    return person, spell


def to_write(kind: str) -> Capability:
    """The cell records exemptions and absences by its resolution; a suspension its superior."""
    return Capability.MANAGE_MEMBERS if kind == "suspended" else Capability.RECORD_STATES


def state_for(actor: Actor, state_id: UUID, *, to: Capability) -> State:
    """A state of a member of a cell in reach."""
    seen = State.objects.select_related("person")
    state = found(seen.filter(within(actor, Capability.VIEW_MEMBERS)), state_id)
    must_hold(actor, to_write(state.kind) if to is Capability.RECORD_STATES else to, state.unit_id)
    return state


def letter_to_receive(actor: Actor, transfer_id: UUID) -> Transfer:
    """A letter to a cell whose members the actor manages."""
    seen = Transfer.objects.filter(within(actor, Capability.VIEW_MEMBERS, "to_unit_id"))
    letter = found(seen, transfer_id)
    must_hold(actor, Capability.MANAGE_MEMBERS, letter.to_unit_id or letter.unit_id)
    return letter


def letter_to_note(actor: Actor, transfer_id: UUID) -> Transfer:
    """A letter to a place outside, sent by a cell whose members the actor manages."""
    seen = Transfer.objects.filter(to_unit__isnull=True)
    letter = found(seen.filter(within(actor, Capability.VIEW_MEMBERS)), transfer_id)
    must_hold(actor, Capability.MANAGE_MEMBERS, letter.unit_id)
    return letter


def letter_of(actor: Actor, transfer_id: UUID) -> Transfer:
    """A letter that a cell in reach sent or is to receive; managed on either side. Once it is
    closed the bearer may be out of sight of one of them."""
    either = within(actor, Capability.VIEW_MEMBERS) | within(
        actor, Capability.VIEW_MEMBERS, "to_unit_id"
    )
    letter = found(Transfer.objects.filter(either), transfer_id)
    if letter.to_unit_id is None or not may(actor, Capability.MANAGE_MEMBERS, letter.to_unit_id):
        must_hold(actor, Capability.MANAGE_MEMBERS, letter.unit_id)
    return letter


def link_for(actor: Actor, link_id: UUID, *, to: Capability) -> ResidenceLink:
    """A member of another cell whom a cell in reach knows by residence."""
    seen = ResidenceLink.objects.filter(within(actor, Capability.VIEW_MEMBERS))
    link = found(seen, link_id)
    must_hold(actor, to, link.unit_id)
    return link
