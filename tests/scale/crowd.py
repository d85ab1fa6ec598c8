"""A hundred thousand invented people under a tree of their own, beside the world: generated in
sets, committed, and taken away again when the module ends."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

import psycopg

from nenep.kernel.names import fold, sort_key
from tests.world import SINCE, uid

PEOPLE, WARDS, CELLS_OF_A_WARD = 100_000, 40, 50
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Võ", "Rơ Châm", "Siu", "Kpă", "Puih", "Ksor")
MIDDLES = ("Văn", "Thị", "Đức", "Hữu", "Thị Mỹ", "Quốc", "Minh", "H'", "Y", "Xuân", "Ngọc")
GIVEN = (
    *("An", "Anh", "Bình", "Cường", "Dũng", "Đạt", "Đào", "Giang", "Hà", "Hải", "Hạnh", "Hòa"),
    *("Hùng", "Khánh", "Lan", "Linh", "Long", "Mai", "Nga", "Ngọc", "Phúc", "Phượng", "Quang"),
    *("Sơn", "Tâm", "Thắng", "Thảo", "Thủy", "Tiến", "Trang", "Tuấn", "Uyên", "Vinh", "Yến"),
)
RARE = "Trương Quế Đăk"
PERSON = (
    "id, full_name, name_key, name_folded, sex, birth_date, birth_precision, card_number,"
    " admitted_precision, official_precision, kept_by_id"
)
TOP = uid("scale:province")
TABLES = ("people_membership", "people_state", "people_officeterm", "people_person")
STRUCTURE = ("access_unitpath", "structure_placement", "structure_unitkind", "structure_unitname")


@dataclass(frozen=True)
class Crowd:
    """The ids of the tree: its top, its wards, the cells of each."""

    top: UUID
    wards: tuple[UUID, ...]
    cells: tuple[tuple[UUID, ...], ...]


def tree() -> Crowd:
    """The same ids every time."""
    wards = tuple(uid(f"scale:ward:{n}") for n in range(WARDS))
    cells = tuple(
        tuple(uid(f"scale:cell:{n}:{m}") for m in range(CELLS_OF_A_WARD)) for n in range(WARDS)
    )
    return Crowd(TOP, wards, cells)


def settle(connection: psycopg.Connection[tuple[object, ...]], crowd: Crowd) -> None:
    """Write the tree and its people, and let the planner count them. As a superuser, past triggers:
    this sets a scene and acts for nobody."""
    connection.execute("set session_replication_role = replica")
    _copy(connection, "structure_unit (id, founded_on)", [(u, SINCE) for u, *_ in _units(crowd)])
    for table, columns, rows in _placed(crowd):
        _copy(connection, f"{table} ({columns})", rows)
    _copy(connection, f"people_person ({PERSON})", list(_people(crowd)))
    connection.execute(
        "insert into people_membership (id, person_id, unit_id, standing, during, begun_as,"
        " ended_as, decision) select gen_random_uuid(), p.id, p.kept_by_id,"
        " case when p.card_number like '%%7' then 'probationary' else 'official' end,"
        " daterange(%s, null), 'enrolled', '', '' from people_person p"
        " where p.kept_by_id = any(%s)",
        [SINCE, _all_cells(crowd)],
    )
    connection.execute(
        "insert into people_state (id, person_id, unit_id, kind, provision, decision, during)"
        " select gen_random_uuid(), p.id, p.kept_by_id, 'away', '', '',"
        " daterange('2026-09-01', '2027-03-01') from people_person p"
        " where p.kept_by_id = any(%s) and p.card_number like '%%33'",
        [_all_cells(crowd)],
    )
    connection.execute("set session_replication_role = origin")
    for table in (*TABLES, "access_unitpath"):
        connection.execute(f"vacuum analyze {table}")


def leave(connection: psycopg.Connection[tuple[object, ...]], crowd: Crowd) -> None:
    """Nothing of it stays."""
    units = [unit for unit, _, _ in _units(crowd)]
    connection.execute("set session_replication_role = replica")
    for table in TABLES:
        column = "kept_by_id" if table == "people_person" else "unit_id"
        connection.execute(f"delete from {table} where {column} = any(%s)", [units])
    for table in STRUCTURE:
        connection.execute(f"delete from {table} where unit_id = any(%s)", [units])
    connection.execute("delete from structure_unit where id = any(%s)", [units])
    connection.execute("set session_replication_role = origin")
    for table in (*TABLES, "access_unitpath"):
        connection.execute(f"vacuum analyze {table}")


def _units(crowd: Crowd) -> Iterator[tuple[UUID, UUID | None, str]]:
    yield crowd.top, None, "provincial_committee"
    for ward, cells in zip(crowd.wards, crowd.cells, strict=True):
        yield ward, crowd.top, "commune_committee"
        for cell in cells:
            yield cell, ward, "party_cell"


Table = tuple[str, str, list[tuple[object, ...]]]


def _placed(crowd: Crowd) -> list[Table]:
    """The dated rows of every unit, and the path of today."""
    days, path = f"[{SINCE},)", {crowd.top: crowd.top.hex}
    names: list[tuple[object, ...]] = []
    kinds, places, paths = names[:], names[:], names[:]
    for unit, parent, kind in _units(crowd):
        path[unit] = f"{path[parent]}.{unit.hex}" if parent else unit.hex
        names.append((unit, f"Đơn vị {unit.hex[:6]}", unit.hex[:6], days, ""))
        kinds.append((unit, kind, "", days, ""))
        places.append((unit, parent, days, ""))
        paths.append((unit, parent, path[unit], path[unit].count(".") + 1))
    return [
        ("structure_unitname", "unit_id, name, short, during, decision", names),
        ("structure_unitkind", "unit_id, kind, cell_type, during, decision", kinds),
        ("structure_placement", "unit_id, parent_id, during, decision", places),
        ("access_unitpath", "unit_id, parent_id, path, depth", paths),
    ]


def _people(crowd: Crowd) -> Iterator[tuple[object, ...]]:
    chance, cells = random.Random(20261123), _all_cells(crowd)
    keys = lru_cache(maxsize=None)(lambda name: (sort_key(name), fold(name)))
    for number in range(PEOPLE):
        name = f"{chance.choice(FAMILIES)} {chance.choice(MIDDLES)} {chance.choice(GIVEN)}"
        if number % 9_973 == 0:
            name = RARE
        born = date(1940, 1, 1) + timedelta(days=chance.randrange(24_000))
        yield (
            *(uid(f"scale:person:{number}"), name, *keys(name)),
            *(chance.choice("fm"), born, "day", f"{number:012d}", "unknown", "unknown"),
            cells[number % len(cells)],
        )


def _copy(
    connection: psycopg.Connection[tuple[object, ...]], into: str, rows: list[tuple[object, ...]]
) -> None:
    with connection.cursor() as cursor, cursor.copy(f"copy {into} from stdin") as copy:
        for row in rows:
            copy.write_row(row)


def _all_cells(crowd: Crowd) -> list[UUID]:
    return [cell for cells in crowd.cells for cell in cells]
