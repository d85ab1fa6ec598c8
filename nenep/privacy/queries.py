"""What was agreed to, what is said to be wrong, what is due to be forgotten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from nenep.access.queries import within
from nenep.access.rules import Actor, Capability
from nenep.privacy.models import Consent, Correction, DueRecord
from nenep.privacy.rules.consents import ConsentKind, Standing, Wording, standing_on, wording_on
from nenep.privacy.rules.corrections import due_on
from nenep.privacy.rules.retention import Category, Period
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.documents import Citation
from nenep.rulebook.rules.engine import NoRuleKnown

READINGS: Mapping[str, str] = {
    "members.exported": "tải danh sách đảng viên",
    "list.uploaded": "gửi danh sách để đối chiếu, nhập",
    "residence.exported": "tải Sổ 213",
}
"""Acts by which many people's data left or came in at once, as the journal names them."""


@dataclass(frozen=True)
class ConsentLine:
    """One kind as it stands: the text in use, the running row if it was given."""

    wording: Wording
    standing: Standing
    running: Consent | None
    last: Consent | None


@dataclass(frozen=True)
class Reading:
    """A list in which somebody stood was taken out: when, by which unit's office, of how many."""

    at: datetime
    what: str
    unit_name: str
    people: int | None


@dataclass(frozen=True)
class RetentionRule:
    """How long a kind of record is kept; without ``period`` no rule is known."""

    category: Category
    period: Period | None
    citation: Citation | None


def has_consented(person_id: UUID, kind: ConsentKind | str, on: date) -> bool:
    """Does the person agree to this on that day? One query, under the reader's reach: who may not
    see the person's consents gets no."""
    return any(
        row.given.holds_on(on)
        for row in Consent.objects.filter(person_id=person_id, kind=ConsentKind(kind).value)
    )


def consents_of(person_id: UUID, on: date) -> Sequence[ConsentLine]:
    """Every kind there is, with where it stands. One query."""
    rows = list(Consent.objects.filter(person_id=person_id).order_by("given_on", "id"))
    lines = []
    for kind in ConsentKind:
        of_kind = [row for row in rows if row.kind == kind.value]
        running = next((row for row in of_kind if row.given.holds_on(on)), None)
        lines.append(
            ConsentLine(
                wording_on(kind, on),
                standing_on([row.given for row in of_kind], on),
                running,
                of_kind[-1] if of_kind else None,
            )
        )
    return lines


def corrections_visible_to(actor: Actor) -> QuerySet[Correction]:
    """Requests of people whose record the actor keeps, and one's own. No query by itself."""
    seen = Correction.objects.filter(within(actor, Capability.VIEW_MEMBERS))
    if actor.person_id is not None:
        seen = seen | Correction.objects.filter(person_id=actor.person_id)
    return seen


def corrections_of(person_id: UUID) -> Sequence[Correction]:
    """One person's requests, the newest first. One query."""
    return list(Correction.objects.filter(person_id=person_id).order_by("-asked_on", "-id"))


def correction_days(on: date) -> int | None:
    """Within how many days a request is to be answered; None where no rule is known."""
    try:
        return rules_in_force().value("privacy.correction_days", on=on).whole
    except NoRuleKnown:
        return None


def last_day(correction: Correction) -> date | None:
    """The last day to answer it, by the rule of the day it was asked on."""
    return due_on(correction.asked_on, correction_days(correction.asked_on))


def due_records_for(actor: Actor) -> QuerySet[DueRecord]:
    """What the nightly look found where the actor manages the members. No query by itself."""
    return DueRecord.objects.filter(within(actor, Capability.MANAGE_MEMBERS))


def retention_rules(on: date) -> Sequence[RetentionRule]:
    """How long each kind of record is kept. One query."""
    rulebook, rules = rules_in_force(), []
    for category in Category:
        try:
            ruling = rulebook.value(category.rule, on=on)
        except NoRuleKnown:
            rules.append(RetentionRule(category, None, None))
            continue
        years = ruling.table["years"]
        period = Period(years) if isinstance(years, int) else None
        rules.append(RetentionRule(category, period, ruling.citation))
    return rules


def readings_of(person_id: UUID) -> Sequence[Reading]:
    """Lists in which the person stood and that were taken out, as far as the journal tells; the
    newest 50. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from privacy_readings(%s, %s)", [person_id, list(READINGS)])
        rows = cursor.fetchall()
    return [Reading(at, READINGS[verb], unit, people) for at, verb, unit, people in rows]
