"""Rows as the tables hold them, before and after a plan: what undoing puts back.

The list of tables is fixed and stands in the order in which rows may be written; rows are removed
in the opposite order.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from django.db import connection
from django.db.models import Model

from nenep.access.models import Grant
from nenep.meetings.models import Series
from nenep.people.models import (
    CommitteeTerm,
    GroupPlace,
    HostedStay,
    Membership,
    OfficeTerm,
    Residence,
    ResidenceLink,
    State,
    Transfer,
)
from nenep.resolutions.models import Task, TaskOutcome
from nenep.rulebook.rules.plain import Json
from nenep.structure.models import (
    LocalityPlace,
    Placement,
    Succession,
    Unit,
    UnitCode,
    UnitKind,
    UnitName,
)

Row: TypeAlias = dict[str, Json]
Rows: TypeAlias = dict[str, dict[str, Row]]


@dataclass(frozen=True)
class Kept:
    """A table with the columns that name units and persons; ``label`` for sentences. ``watched``: a
    row that appears later in it stands in the way of undoing."""

    model: type[Model]
    label: str
    units: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    watched: bool = False

    @property
    def table(self) -> str:
        return str(self.model._meta.db_table)

    @property
    def key(self) -> str:
        return str(self.model._meta.pk.column)


TABLES: Sequence[Kept] = (
    Kept(Unit, "đơn vị", ("id",)),
    Kept(Placement, "cấp trên trực tiếp", ("unit_id",), watched=True),
    Kept(UnitName, "tên đơn vị", ("unit_id",), watched=True),
    Kept(UnitKind, "loại đơn vị", ("unit_id",), watched=True),
    Kept(UnitCode, "mã đơn vị", ("unit_id",), watched=True),
    Kept(Succession, "đơn vị kế thừa", ("unit_id",)),
    Kept(LocalityPlace, "thôn, làng", ("unit_id", "led_by_id")),
    Kept(Membership, "sinh hoạt đảng", (), ("person_id",), watched=True),
    Kept(State, "tình trạng sinh hoạt", (), ("person_id",), watched=True),
    Kept(Transfer, "chuyển sinh hoạt", (), ("person_id",)),
    Kept(GroupPlace, "tổ đảng", (), ("person_id",), watched=True),
    Kept(Residence, "nơi ở", (), ("person_id",), watched=True),
    Kept(HostedStay, "sinh hoạt tạm thời", ("unit_id",), ("person_id",)),
    Kept(ResidenceLink, "giữ mối liên hệ nơi cư trú", ("unit_id",)),
    Kept(OfficeTerm, "chức trách", ("unit_id",), ("person_id",)),
    Kept(CommitteeTerm, "nhiệm kỳ", ("unit_id",)),
    Kept(Grant, "quyền truy cập", ("unit_id",), ("person_id",)),
    Kept(Series, "lịch sinh hoạt", ("unit_id",)),
    Kept(Task, "nhiệm vụ", ("unit_id",)),
    Kept(TaskOutcome, "kết quả nhiệm vụ", ("unit_id",)),
)
TASK_TABLES = (Task._meta.db_table, TaskOutcome._meta.db_table)


def captured(
    units: Collection[UUID], people: Collection[UUID], tables: Sequence[Kept] = TABLES
) -> Rows:
    """Every row of those units and people, by table and key. One query a table."""
    asked = {"units": sorted(units), "people": sorted(people)}
    found: Rows = {}
    with connection.cursor() as cursor:
        for kept in tables:
            where = [f"{column} = any(%(units)s)" for column in kept.units]
            where += [f"{column} = any(%(people)s)" for column in kept.people]
            cursor.execute(
                f"select {kept.key}::text, to_jsonb(t) from {kept.table} t"  # noqa: S608
                f" where {' or '.join(where)}",
                asked,
            )
            found[kept.table] = {row[0]: _loaded(row[1]) for row in cursor.fetchall()}
    return found


def present(table: Kept, keys: Collection[str]) -> dict[str, Row]:
    """The rows with those keys as they are now."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {table.key}::text, to_jsonb(t) from {table.table} t"  # noqa: S608
            f" where {table.key}::text = any(%s)",
            [sorted(keys)],
        )
        return {row[0]: _loaded(row[1]) for row in cursor.fetchall()}


def changed(before: Rows, after: Rows) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    """Only the rows that differ: as they were, and as they became."""
    old: dict[str, list[Row]] = {}
    new: dict[str, list[Row]] = {}
    for table, rows in after.items():
        was = before.get(table, {})
        old[table] = [row for key, row in was.items() if rows.get(key) != row]
        new[table] = [row for key, row in rows.items() if was.get(key) != row]
    return old, new


def keys_of(rows: Mapping[str, Mapping[str, Row]]) -> dict[str, list[str]]:
    """The ids of all rows by table."""
    return {table: sorted(found) for table, found in rows.items()}


def _loaded(text: str) -> Row:
    """Django leaves jsonb as text."""
    row = json.loads(text)
    assert isinstance(row, dict)  # noqa: S101 - to_jsonb of a row
    return row
