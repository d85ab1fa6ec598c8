"""The committee whose branch a plan rearranges, when nobody has said it."""

from datetime import date
from uuid import UUID

from django.db import connection

from nenep.kernel.errors import Absent
from nenep.reorganisation.rules.steps import PlanText, changed_in, named_in

# The lines upward of all units that the plan names, on its day; what stands in every line is common
# to them. Who rearranges a unit stands above it; who only receives may be that superior itself.
_COMMON = """
with recursive named (id) as (
  select c.unit_id from structure_unitcode c
    where c.code = any(%(codes)s) and c.during @> %(on)s::date
), line (start, id, height) as (
  select n.id, case when c.code = any(%(changed)s) then coalesce(p.parent_id, n.id) else n.id end, 1
  from named n
    join structure_unitcode c on c.unit_id = n.id and c.during @> %(on)s::date
    join structure_placement p on p.unit_id = n.id and p.during @> %(on)s::date
  union all
  select l.start, p.parent_id, l.height + 1 from line l
    join structure_placement p on p.unit_id = l.id and p.during @> %(on)s::date
    where p.parent_id is not null and l.height < 64
)
select id from line group by id
having count(distinct start) = (select count(*) from named)
order by min(height) limit 1
"""


def root_of(plan: PlanText) -> UUID:
    """The nearest common superior of the units that the plan names on its day.

    Raises:
        Absent: none of them stands on that day, or they have no superior in common.
    """
    asked: dict[str, date | list[str]] = {
        "codes": sorted({name for step in plan.steps for name in named_in(step.act)}),
        "changed": sorted({name for step in plan.steps for name in changed_in(step.act)}),
        "on": plan.effective_on,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COMMON, asked)
        row = cursor.fetchone()
    if row is None:
        raise Absent(
            "Không tìm thấy đơn vị nào của phương án vào ngày %(on)s; hãy kiểm tra mã và ngày, "
            "hoặc ghi đơn vị chủ trì.",
            on=f"{plan.effective_on:%d/%m/%Y}",
        )
    root: UUID = row[0]
    return root
