"""The journal of a set-based load: one entry per act, in the order of time, in few round trips."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from nenep.access.rules import Actor
from nenep.journal.actions.record import Fact
from nenep.kernel import clock

_BATCH = 400
_HOUR = 20


@dataclass(frozen=True)
class Said:
    """One entry to be. Facts hold ids, dates and numbers, never text of people."""

    verb: str
    unit_id: UUID
    kind: str
    object_id: UUID
    on: date
    facts: Mapping[str, Fact] = field(default_factory=dict)


def say_all(actor: Actor, said: Iterable[Said]) -> int:
    """Append the entries, oldest first; returns how many. The actor is the transaction's."""
    del actor
    ordered = sorted(said, key=lambda entry: entry.on)
    for first in range(0, len(ordered), _BATCH):
        some = ordered[first : first + _BATCH]
        rows = ",".join(["(%s::uuid, %s, %s, %s::uuid, %s::jsonb, %s::timestamptz)"] * len(some))
        with connection.cursor() as cursor:
            cursor.execute(
                "select journal_append(unit, verb, kind, object, facts, at)"  # noqa: S608
                f" from (values {rows}) as said(unit, verb, kind, object, facts, at)",
                [value for entry in some for value in _values(entry)],
            )
    return len(ordered)


def _values(entry: Said) -> tuple[UUID | str | datetime, ...]:
    at = clock.at(entry.on, _HOUR)
    facts = json.dumps(dict(entry.facts))
    return entry.unit_id, entry.verb, entry.kind, entry.object_id, facts, at
