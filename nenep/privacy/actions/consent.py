"""Agreeing to something beyond the duty of membership, and taking it back."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor
from nenep.journal.actions.record import record
from nenep.kernel import clock
from nenep.people.models import Person
from nenep.privacy.models import Consent
from nenep.privacy.policies import speaker_for
from nenep.privacy.rules.consents import (
    ConsentKind,
    must_be_agreed,
    must_not_be_ahead,
    wording_on,
)


@transaction.atomic
def give_consent(
    *, actor: Actor, person_id: UUID, kind: ConsentKind, agreed: bool, on: date
) -> Consent:
    """The person agrees to the text in use on ``on``; agreed already changes nothing. By the
    person, or by whoever records for the cell from a signed sheet, and then marked so. Journals
    ``consent.given``.

    Raises:
        Absent, Forbidden: not oneself and not a member of a cell one records for.
        Invalid: not said. Refused: a day to come.
    """
    person = speaker_for(actor, person_id)
    must_be_agreed(agreed)
    must_not_be_ahead(on, clock.today())
    running = _running(person_id, kind)
    if running is not None:
        return running
    consent = Consent(
        person_id=person_id,
        unit_id=person.kept_by_id,
        kind=kind.value,
        version=wording_on(kind, on).version,
        given_on=on,
        given_from_paper=person_id != actor.person_id,
        given_by=actor.account_id,
    )
    consent.save(force_insert=True)
    _journal(actor, "consent.given", person, consent, on)
    return consent


@transaction.atomic
def withdraw_consent(
    *, actor: Actor, person_id: UUID, kind: ConsentKind, on: date
) -> Consent | None:
    """Taken back from ``on`` on; what was not given changes nothing. Journals
    ``consent.withdrawn``.

    Raises:
        Absent, Forbidden: as :func:`give_consent`. Refused: before it was given, or a day to come.
    """
    person = speaker_for(actor, person_id)
    consent = _running(person_id, kind)
    if consent is None:
        return None
    must_not_be_ahead(on, clock.today(), since=consent.given_on)
    consent.withdrawn_on = on
    consent.withdrawn_from_paper = person_id != actor.person_id
    consent.withdrawn_by = actor.account_id
    consent.save(update_fields=["withdrawn_on", "withdrawn_from_paper", "withdrawn_by"])
    _journal(actor, "consent.withdrawn", person, consent, on)
    return consent


def _running(person_id: UUID, kind: ConsentKind) -> Consent | None:
    rows = Consent.objects.filter(person_id=person_id, kind=kind.value, withdrawn_on__isnull=True)
    return rows.first()


def _journal(actor: Actor, verb: str, person: Person, consent: Consent, on: date) -> None:
    record(
        actor,
        verb,
        unit_id=person.kept_by_id,
        kind="consent",
        object_id=consent.pk,
        facts={"kind": consent.kind, "version": consent.version, "on": on.isoformat()},
    )
