"""Finding one member by what somebody typed: a name, and the cell where there are several."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from nenep.kernel.errors import Invalid
from nenep.kernel.names import fold

MOST = 20

_NAMED = """
select p.id, p.full_name, n.name
from people_person p
join people_membership m on m.person_id = p.id and m.during @> %(on)s::date
join structure_unitname n on n.unit_id = m.unit_id and n.during @> %(on)s::date
where m.unit_id in (select access_below(array[%(unit)s]::uuid[]))
  and p.merged_into_id is null and p.name_folded = %(name)s
order by p.name_key collate "C", p.id limit %(most)s
"""


@dataclass(frozen=True)
class Named:
    """Somebody of that name, and the cell."""

    person_id: UUID
    full_name: str
    cell: str


def member_named(unit_id: UUID, text: str, on: date) -> Named:
    """The one member at or below the unit that day who bears the name; ``text`` may go on with a
    comma and a part of the cell's name. Diacritics do not matter. One query.

    Raises:
        Invalid: nobody, or several: the message names their cells.
    """
    name, _, cell = text.partition(",")
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, {"on": on, "unit": unit_id, "name": fold(name), "most": MOST})
        named = [Named(*row) for row in cursor.fetchall()]
    wanted = fold(cell)
    found = [one for one in named if wanted in fold(one.cell)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Invalid(
            "Không thấy đảng viên nào tên “%(name)s” ở đây. Ghi đủ họ và tên như trong danh sách.",
            field="person",
            name=text.strip(),
        )
    raise Invalid(
        "Có %(count)s người cùng tên. Ghi thêm dấu phẩy và tên chi bộ: %(cells)s.",
        field="person",
        count=len(found),
        cells="; ".join(f"{one.full_name}, {one.cell}" for one in found[:6]),
    )
