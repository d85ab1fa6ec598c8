"""The roots of days: what is rewritten with all its hashes still differs from what was exported."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from nenep.journal.actions.close_day import close_day
from nenep.journal.actions.record import record
from nenep.journal.queries import faults, roots_in, strayed
from nenep.journal.rules import NO_ROOT, Head, Root, gaps, read, root_of, written
from nenep.kernel.errors import Invalid
from tests.world import World

DAY = date(2026, 11, 22)
heads = st.builds(Head, st.uuids(), st.integers(1, 10**9), st.binary(min_size=32, max_size=32))
roots = st.builds(
    root_of,
    st.dates(date(2025, 1, 1), date(2030, 1, 1)),
    st.binary(min_size=32, max_size=32),
    st.lists(heads, max_size=8, unique_by=lambda head: head.unit_id),
)
# An intruder with the owner's hands: one entry changed, the hashes after it made to fit.
REWRITE = """
with recursive line (id, seq, previous, hash) as (
  select e.id, e.seq, e.previous, sha256(e.previous || convert_to(journal_said(e), 'UTF8'))
    from journal_entry e where e.unit_id = %(unit)s and e.seq = %(seq)s
  union all
  select e.id, e.seq, l.hash, sha256(l.hash || convert_to(journal_said(e), 'UTF8'))
    from journal_entry e join line l on e.seq = l.seq + 1 where e.unit_id = %(unit)s
), mended as (
  update journal_entry e set previous = l.previous, hash = l.hash from line l where e.id = l.id
)
update journal_head h set hash = (select hash from line order by seq desc limit 1)
where h.unit_id = %(unit)s
"""


@given(roots)
def test_it_reads_what_it_wrote(root: Root) -> None:
    assert read(written(root)) == root


@given(roots, st.data())
def test_it_refuses_a_file_in_which_anything_was_changed(root: Root, data: st.DataObject) -> None:
    text = written(root)
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("0123456789abcdefx-\n").filter(lambda c: c != text[at]))
    with pytest.raises(Invalid):
        read(text[:at] + other + text[at + 1 :])


@given(st.lists(heads, min_size=1, max_size=6, unique_by=lambda head: head.unit_id))
def test_it_does_not_depend_on_the_order_of_chains(found: list[Head]) -> None:
    assert root_of(DAY, NO_ROOT, found) == root_of(DAY, NO_ROOT, reversed(found))


def test_it_notices_a_day_that_is_gone() -> None:
    days = [root_of(DAY, NO_ROOT, [])]
    for later in (1, 2, 3):
        days.append(
            root_of(DAY + timedelta(later), days[-1].root, [Head(UUID(int=later), 1, NO_ROOT)])
        )
    assert gaps(days) == []
    assert gaps([days[0], days[1], days[3]]) == [days[3].day]


@pytest.fixture
def intruder(world: World) -> Iterator[psycopg.Cursor[tuple[object, ...]]]:
    """The owner's own hands on the tables, taken back at the end."""
    url = connections["owner"].get_connection_params()
    url.pop("cursor_factory", None)
    url.pop("context", None)
    with psycopg.connect(**url) as hands, hands.cursor() as cursor:
        cursor.execute("alter table journal_entry disable trigger all")
        yield cursor
        hands.rollback()


def test_it_names_the_end_of_a_chain_rewritten_with_all_its_hashes(
    intruder: psycopg.Cursor[tuple[object, ...]], world: World
) -> None:
    """The chain itself is whole again: only what was exported before knows better."""
    village = world.unit("village")
    told = "select unit_id, seq, hash from journal_head"
    exported = list(zip(*intruder.execute(told).fetchall(), strict=True))
    last = intruder.execute(f"{told} where unit_id = %s", [village]).fetchone()
    intruder.execute(
        "update journal_entry set verb = 'x' where unit_id = %s and seq = 1", [village]
    )
    intruder.execute(REWRITE, {"unit": village, "seq": 1})
    assert intruder.execute("select * from journal_faults()").fetchall() == []
    compare = "select * from journal_strayed(%s::uuid[], %s::bigint[], %s::bytea[])"
    found = intruder.execute(compare, [list(column) for column in exported]).fetchall()
    assert last is not None
    assert found == [(village, last[1], "rewritten")]


def test_it_tells_only_chains_that_moved(world: World, tmp_path: Path) -> None:
    actor = world.act_as_system()
    close_day(day=DAY, folder=tmp_path)
    record(actor, "a.done", unit_id=world.unit("village"), kind="thing")
    record(actor, "b.done", unit_id=world.unit("village"), kind="thing")
    second = close_day(day=DAY + timedelta(1), folder=tmp_path)
    assert [head.unit_id for head in second.heads] == [world.unit("village")]
    assert close_day(day=DAY + timedelta(1), folder=tmp_path) == second
    assert strayed(roots_in(tmp_path)) == []
    assert gaps(roots_in(tmp_path)) == []


def test_it_leaves_the_root_readable_by_its_own_user_only(world: World, tmp_path: Path) -> None:
    world.act_as_system()
    close_day(day=DAY, folder=tmp_path)
    (kept,) = tmp_path.iterdir()
    assert kept.name == "2026-11-22.txt"
    assert kept.stat().st_mode & 0o077 == 0


def test_it_names_where_the_journal_differs_from_a_root(world: World, tmp_path: Path) -> None:
    actor, village = world.act_as_system(), world.unit("village")
    last = record(actor, "b.done", unit_id=village, kind="thing")
    root = close_day(day=DAY, folder=tmp_path)
    world.act_as_system()
    altered = Root(
        root.day,
        root.previous,
        tuple(
            Head(head.unit_id, head.seq, NO_ROOT if head.unit_id == village else head.hash)
            for head in root.heads
        ),
    )
    assert faults() == []
    assert [(f.unit_id, f.seq, f.fault) for f in strayed([altered])] == [
        (village, last, "rewritten")
    ]
    beyond = Root(root.day, root.previous, (Head(village, last + 1, NO_ROOT),))
    assert [f.fault for f in strayed([beyond])] == ["missing, told in a root"]


def test_it_stops_at_an_earlier_file_that_was_changed(world: World, tmp_path: Path) -> None:
    world.act_as_system()
    (tmp_path / "2026-11-21.txt").write_text("không phải gốc", encoding="utf-8")
    with pytest.raises(Invalid):
        close_day(day=DAY, folder=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["2026-11-21.txt"]
