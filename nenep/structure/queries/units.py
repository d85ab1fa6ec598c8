"""Reads of the dated tree: always on a day, one query each."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import connection

from nenep.kernel.errors import Absent
from nenep.structure.rules.units import CELL_KINDS, UnitView

_VIEW = """
select u.id, c.code, n.name, n.short, k.kind, k.cell_type, p.parent_id, %(on)s::date
from structure_unit u
join structure_unitname n on n.unit_id = u.id and n.during @> %(on)s::date
join structure_unitkind k on k.unit_id = u.id and k.during @> %(on)s::date
join structure_placement p on p.unit_id = u.id and p.during @> %(on)s::date
left join structure_unitcode c on c.unit_id = u.id and c.during @> %(on)s::date
where {where} order by c.code, n.name
"""
# Every unit on the day nearest to the asked one: of one that had ended its last, of one still to
# come its first. It then stands under the successor that keeps it, or its first superior.
_NEAREST = """
select u.id, c.code, n.name, n.short, k.kind, k.cell_type,
  case when d.day < %(on)s::date then s.successor_id else p.parent_id end, d.day
from structure_unit u
cross join lateral (select
  greatest(u.founded_on, least(%(on)s::date, coalesce(u.dissolved_on - 1, %(on)s::date)))) d (day)
join structure_unitname n on n.unit_id = u.id and n.during @> d.day
join structure_unitkind k on k.unit_id = u.id and k.during @> d.day
join structure_placement p on p.unit_id = u.id and p.during @> d.day
left join structure_unitcode c on c.unit_id = u.id and c.during @> d.day
left join structure_succession s on s.unit_id = u.id
where {where} order by c.code, n.name
"""
_BELOW = """u.id in (with recursive t (id) as (select %(id)s::uuid union all
  select q.unit_id from structure_placement q join t on q.parent_id = t.id
  where q.during @> %(on)s::date) select id from t)"""
_BELOW_NEAREST = """u.id in (with recursive t (id) as (select %(id)s::uuid union
  select b.id from t cross join lateral (
    select q.unit_id from structure_placement q
      where q.parent_id = t.id and q.during @> %(on)s::date
    union all
    select q.unit_id from structure_placement q join structure_unit v on v.id = q.unit_id
      where q.parent_id = t.id and lower(q.during) = v.founded_on and v.founded_on > %(on)s::date
    union all
    select s.unit_id from structure_succession s
      where s.successor_id = t.id and s."on" <= %(on)s::date
  ) b (id)) select id from t)"""


def unit_on(unit_id: UUID, on: date) -> UnitView:
    """The unit as it was that day.

    Raises:
        Absent: it did not exist, or is out of reach.
    """
    return _one("u.id = %(id)s", on, unit_id)


def unit_near(unit_id: UUID, on: date) -> UnitView:
    """The unit on the day of its life nearest to ``on``, which the view's own ``on`` tells: for
    pages and refusals about units that have ended or are still to come.

    Raises:
        Absent: no such unit in reach.
    """
    return _first(_many("u.id = %(id)s", on, unit_id, view=_NEAREST), on)


def unit_by_code(code: str, on: date) -> UnitView:
    """The unit that bore the code that day; dots in the code are ignored."""
    return _one("c.code = %(id)s", on, code.replace(".", ""))


def children_on(parent_id: UUID, on: date) -> Sequence[UnitView]:
    """The units directly under ``parent_id`` that day, in order of their codes."""
    return _many("p.parent_id = %(id)s", on, parent_id)


def cells_below_on(root_id: UUID, on: date) -> Sequence[UnitView]:
    """All cells under ``root_id`` by the tree of that day, at any depth."""
    return _many(f"k.kind = any(%(cells)s) and {_BELOW}", on, root_id)


def units_on(unit_ids: Sequence[UUID], on: date) -> dict[UUID, UnitView]:
    """Several units by id, as they were that day."""
    return {view.id: view for view in _many("u.id = any(%(id)s)", on, list(unit_ids))}


def last_stood(unit_id: UUID, since: date, until: date) -> date | None:
    """The last of these days (both included) on which the unit had its place; None if on none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select max(least(coalesce(upper(during) - 1, %(until)s::date), %(until)s::date))"
            " from structure_placement where unit_id = %(unit)s"
            " and during && daterange(%(since)s::date, %(until)s::date, '[]')",
            {"unit": unit_id, "since": since, "until": until},
        )
        row = cursor.fetchone()
    return row[0] if row else None


def superiors_on(unit_id: UUID, on: date) -> Sequence[UnitView]:
    """The line upward, nearest first: for paper heads and scoped rules."""
    found = _many(
        "u.id in (with recursive t(id) as (select parent_id from structure_placement where"
        " unit_id = %(id)s and during @> %(on)s::date union all select q.parent_id from"
        " structure_placement q join t on q.unit_id = t.id where q.during @> %(on)s::date)"
        " select id from t)",
        on,
        unit_id,
    )
    by_id = {view.id: view for view in found}
    above_others = {view.parent_id for view in found}
    nearest = next((view for view in found if view.id not in above_others), None)
    line: list[UnitView] = []
    while nearest is not None:
        line.append(nearest)
        nearest = by_id.get(nearest.parent_id) if nearest.parent_id else None
    return line


def tree_on(
    on: date, *, root_id: UUID | None = None, nearest: bool = False
) -> Sequence[tuple[int, UnitView]]:
    """The tree in reach that day, each unit under its superior, with its depth. One query.

    ``root_id`` begins at a unit. ``nearest`` adds those that had ended by then, under the unit that
    keeps their records, and those still to come, under their first superior; the ``on`` of such a
    view is its own last or first day.
    """
    below = _BELOW_NEAREST if nearest else _BELOW
    views = _many(
        below if root_id else "true", on, root_id or "", view=_NEAREST if nearest else _VIEW
    )
    under: dict[UUID | None, list[UnitView]] = {}
    known = {view.id for view in views}
    for view in views:
        top = view.id == root_id or view.parent_id not in known
        under.setdefault(None if top else view.parent_id, []).append(view)
    lines: list[tuple[int, UnitView]] = []
    waiting = [(0, view) for view in reversed(under.get(None, []))]
    while waiting:
        depth, view = waiting.pop()
        lines.append((depth, view))
        waiting.extend((depth + 1, child) for child in reversed(under.get(view.id, [])))
    return lines


def _one(where: str, on: date, wanted: str | UUID) -> UnitView:
    return _first(_many(where, on, wanted), on)


def _first(found: Sequence[UnitView], on: date) -> UnitView:
    if not found:
        raise Absent("Không tìm thấy đơn vị vào ngày %(on)s.", on=f"{on:%d/%m/%Y}")
    return found[0]


def _many(
    where: str, on: date, wanted: str | UUID | list[UUID], *, view: str = _VIEW
) -> list[UnitView]:
    with connection.cursor() as cursor:
        cursor.execute(
            view.format(where=where), {"on": on, "id": wanted, "cells": list(CELL_KINDS)}
        )
        rows = cursor.fetchall()
    return [
        UnitView(
            id=row[0],
            code=row[1] or "",
            name=row[2],
            short=row[3],
            kind=row[4],
            cell_type=row[5],
            parent_id=row[6],
            on=row[7],
        )
        for row in rows
    ]
