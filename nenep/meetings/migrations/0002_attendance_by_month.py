from django.db import migrations

from nenep.access.row_policies import protect, reach

IN_REACH = reach("unit_id", "inside", "records")
WRITERS = reach("unit_id", "leads")
# Every member may raise a question before the evening.
SPEAKERS = reach("unit_id", "inside")

CHILDREN = (
    "meetings_milestone",
    "meetings_agendaitem",
    "meetings_guest",
    "meetings_opinion",
    "meetings_vote",
    "meetings_attendance",
)

ATTENDANCE = """
create table meetings_attendance (
  id uuid not null,
  month date not null,
  meeting_id uuid not null,
  unit_id uuid not null,
  person_id uuid not null references people_person (id) deferrable initially deferred,
  standing varchar(16) not null,
  due boolean not null,
  votes varchar(12) not null,
  mark varchar(12) not null check (mark in ('', 'present', 'excused', 'unexcused')),
  reason varchar(20) not null default '',
  late boolean not null default false,
  left_early boolean not null default false,
  way varchar(8) not null default 'live',
  primary key (month, id),
  unique (month, meeting_id, person_id)
) partition by range (month);
create index roll_of_a_meeting on meetings_attendance (meeting_id);
create index roll_of_a_person on meetings_attendance (person_id, month);
create table meetings_attendance_rest partition of meetings_attendance default;
do $$
declare month date := date '2024-01-01';
begin
  while month < date '2029-01-01' loop
    execute format('create table meetings_attendance_%s partition of meetings_attendance'
      ' for values from (%L) to (%L)', to_char(month, 'YYYYMM'), month, (month + interval '1 month')::date);
    month := (month + interval '1 month')::date;
  end loop;
end $$;
"""

# The unit of a child row is its meeting's unit: a row can never be filed under another cell.
SAME_UNIT = """
alter table meetings_meeting add constraint meeting_and_unit unique (id, unit_id);
""" + "".join(
    f"alter table {table} add constraint {table}_same_unit foreign key (meeting_id, unit_id)"
    " references meetings_meeting (id, unit_id) on delete cascade deferrable initially deferred;\n"
    for table in CHILDREN
)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0001_series_meetings_votes"),
        ("access", "0003_walls"),
        ("people", "0002_row_policies"),
    ]
    operations = [
        migrations.RunSQL(ATTENDANCE, "drop table meetings_attendance;"),
        migrations.RunSQL(SAME_UNIT, migrations.RunSQL.noop),
        *(
            protect(
                table,
                read=IN_REACH,
                write=SPEAKERS if table == "meetings_opinion" else WRITERS,
            )
            for table in ("meetings_series", "meetings_meeting", *CHILDREN)
        ),
    ]
