"""Forgetting a person or a link of book 213, as the installation, once an office has ordered it.

The chain of the journal is left as it is: it holds ids and commitments, and without their salts
the commitments say nothing. Rows that totals rest on stay, without a name. Sealed papers stay as
they were sealed, for the time papers are kept.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Q

from nenep.access.rules import Actor
from nenep.journal.actions.record import record
from nenep.kernel import names
from nenep.kernel.errors import Forbidden
from nenep.people.models import (
    FormerCard,
    HostedStay,
    Membership,
    Person,
    Residence,
    ResidenceComment,
    ResidenceLink,
)
from nenep.privacy.actions.order_erasure import is_due, runs
from nenep.privacy.models import Consent, Correction, DueRecord
from nenep.privacy.rules.retention import MARK, Category, must_be_forgettable

# Sealed or proved by a hash, or without people's words.
_LEFT_ALONE = frozenset(
    {"documents", "journal", "rulebook", "structure", "privacy", "dashboards"}
    | {"access", "identity"}
)


@dataclass
class Forgotten:
    """What was done: texts touched, and whether somebody else of the same name made it stop."""

    texts: int = 0
    namesakes: bool = False
    objects: set[UUID] = field(default_factory=set)


@transaction.atomic
def erase(*, actor: Actor, due_id: UUID, on: date) -> DueRecord:
    """Carry out an order; carried out before changes nothing. Journals ``record.erased`` in the
    chain of the unit, with counts only.

    Raises:
        Forbidden: somebody other than the installation.
        Refused: on the rolls again, or no longer due.
    """
    if not actor.system:
        raise Forbidden("Việc này do hệ thống làm sau khi văn phòng đã quyết định.")
    due = DueRecord.objects.select_for_update().get(pk=due_id)
    if due.erased_on is not None or due.ordered_on is None:
        return due
    must_be_forgettable(running=runs(due, on), due=is_due(due, on))
    if due.category == Category.FORMER_MEMBER.value:
        done = _forget_person(due.subject_id)
    else:
        done = _forget_links(ResidenceLink.objects.filter(pk=due.subject_id))
    _forget_salts(done.objects)
    due.erased_on, due.texts, due.namesakes = on, done.texts, done.namesakes
    due.save(update_fields=["erased_on", "texts", "namesakes"])
    record(
        actor,
        "record.erased",
        unit_id=due.unit_id,
        kind=due.category,
        object_id=due.subject_id,
        facts={"texts": done.texts, "namesakes": done.namesakes, "on": on.isoformat()},
    )
    return due


def _forget_person(person_id: UUID) -> Forgotten:
    """The record and those merged into it; then the name in the words of the units one was in."""
    records = Person.objects.filter(Q(pk=person_id) | Q(merged_into_id=person_id))
    known = {row.pk: row.full_name for row in records}
    units = _units_of(known)
    done = _forget_links(ResidenceLink.objects.filter(person_id__in=known))
    done.objects |= {*known, *_rows_about(known)}
    for name in set(known.values()) - {MARK}:
        if _is_shared(name, known, units):
            done.namesakes = True
        else:
            done.texts += _replace(name, units)
    for row in records:
        _blank(row)
    FormerCard.objects.filter(person_id__in=known).delete()
    Residence.objects.filter(person_id__in=known).delete()
    Correction.objects.filter(person_id__in=known).update(text=MARK, reason="")
    Consent.objects.filter(person_id__in=known).delete()
    with connection.cursor() as cursor:
        cursor.execute("select privacy_close_accounts(%s)", [list(known)])
    return done


def _blank(person: Person) -> None:
    """A neutral mark; of the dates no more than the year, which totals by age rest on."""
    person.full_name = MARK
    person.name_key, person.name_folded = names.sort_key(MARK), names.fold(MARK)
    person.card_number, person.ceremony_on = "", None
    for day, precision in (
        ("birth_date", "birth_precision"),
        ("admitted_on", "admitted_precision"),
        ("official_on", "official_precision"),
    ):
        known = getattr(person, day)
        if known is not None:
            setattr(person, day, known.replace(month=1, day=1))
            setattr(person, precision, "year")
    person.save()


def _forget_links(links: models.QuerySet[ResidenceLink]) -> Forgotten:
    found = list(links)
    ids = {link.pk for link in found}
    touched = ResidenceComment.objects.filter(link_id__in=ids).exclude(text="").update(text="")
    links.update(full_name=MARK, name_key=names.sort_key(MARK), workplace="")
    return Forgotten(texts=touched, objects=ids)


def _units_of(persons: Collection[UUID]) -> set[UUID]:
    spells = Membership.objects.filter(person_id__in=persons).values_list("unit_id", flat=True)
    stays = HostedStay.objects.filter(person_id__in=persons).values_list("unit_id", flat=True)
    kept = Person.objects.filter(pk__in=persons).values_list("kept_by_id", flat=True)
    return {*spells, *stays, *kept}


def _is_shared(name: str, persons: Collection[UUID], units: Collection[UUID]) -> bool:
    """Was somebody else of that name ever in these units? Then the words may mean the other."""
    others = Membership.objects.filter(unit_id__in=units, person__full_name=name)
    return others.exclude(person_id__in=persons).exists()


def _rows_about(persons: Collection[UUID]) -> set[UUID]:
    """The ids of every row that names one of these persons, whatever the app."""
    found: set[UUID] = set()
    for model in apps.get_models():
        if model._meta.app_label in {"journal", "access"} or not model.__module__.startswith(
            "nenep"
        ):
            continue
        for column in model._meta.concrete_fields:
            named = isinstance(column, models.ForeignKey) and column.related_model is Person
            if (named or column.attname == "person_id") and model._meta.pk.name == "id":
                rows = model._default_manager.filter(**{f"{column.attname}__in": persons})
                found |= set(rows.values_list("pk", flat=True))
    return found


def _replace(name: str, units: Collection[UUID]) -> int:
    """The mark in the place of the name, in every text of these units that may still change."""
    touched = 0
    for model in apps.get_models():
        table = model._meta.db_table
        columns = list(_worded(model))
        if not columns or not _may_change(table):
            continue
        sets = ", ".join(f"{_quoted(c.attname)} = {_mended(c)}" for c in columns)
        holds = " or ".join(
            f"position(%(name)s in {_quoted(c.attname)}::text) > 0" for c in columns
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"update {_quoted(table)} set {sets} where unit_id = any (%(units)s) and ({holds})",  # noqa: S608
                {"name": name, "mark": MARK, "units": list(units)},
            )
            touched += cursor.rowcount
    return touched


def _worded(model: type[models.Model]) -> Iterable["models.Field[Any, Any]"]:
    """The columns of a unit's rows that hold people's words."""
    fields = model._meta.concrete_fields
    words = _ours(model) and model._meta.app_label not in _LEFT_ALONE
    if not words or "unit_id" not in {column.attname for column in fields}:
        return
    for column in fields:
        wordy = isinstance(column, models.CharField | models.TextField | models.JSONField)
        if wordy and not column.choices and not column.primary_key:
            yield column


def _ours(model: type[models.Model]) -> bool:
    return model.__module__.startswith("nenep.")


def _mended(column: "models.Field[Any, Any]") -> str:
    text = f"replace({_quoted(column.attname)}::text, %(name)s, %(mark)s)"
    if isinstance(column, models.JSONField):
        return f"{text}::jsonb"
    return f"left({text}, {column.max_length})" if column.max_length else text


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _may_change(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege(%s, 'update')", [table])
        return bool(cursor.fetchone()[0])


def _forget_salts(objects: Collection[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select privacy_forget_salts(%s)", [list(objects)])
