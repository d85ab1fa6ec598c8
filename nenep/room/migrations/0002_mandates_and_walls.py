from pathlib import Path

from django.db import migrations

from nenep.access.row_policies import ROLES, protect, reach

MANDATES = (Path(__file__).parent / "sql" / "mandates.sql").read_text(encoding="utf-8")
OWN = "account_id = (select access_account())"
LEADS = reach("unit_id", "leads")


class Migration(migrations.Migration):
    """A mandate is read and revoked by its holder and by who leads the cell; issued by nobody but
    the database. A command is written under a mandate's own reach."""

    dependencies = [
        ("room", "0001_mandates_and_commands"),
        ("access", "0004_planned_and_kept"),
        ("people", "0001_persons_and_spells"),
    ]
    operations = [
        migrations.RunSQL(
            MANDATES,
            "drop function room_issue_mandate, room_enter_mandate, room_set_aside, room_epochs,"
            " room_begin_epoch, room_hear, room_heard;"
            "drop table nenep_private.room_epoch; drop sequence nenep_private.room_heard;",
        ),
        protect(
            "room_mandate",
            read=f"{LEADS} or {OWN}",
            verbs=["select", "update"],
        ),
        # Of an issued mandate nothing changes but that it is revoked.
        migrations.RunSQL(
            f"revoke update on room_mandate from {ROLES};"
            f"grant update (revoked_at, revoked_by) on room_mandate to {ROLES};",
            migrations.RunSQL.noop,
        ),
        protect("room_command", read=LEADS, verbs=["select", "insert", "update"]),
        migrations.RunSQL(
            "alter table room_mandate add constraint room_mandate_same_unit"
            " foreign key (meeting_id, unit_id) references meetings_meeting (id, unit_id)"
            " on delete cascade;"
            "alter table room_command add constraint room_command_same_unit"
            " foreign key (meeting_id, unit_id) references meetings_meeting (id, unit_id)"
            " on delete cascade;",
            "alter table room_mandate drop constraint room_mandate_same_unit;"
            "alter table room_command drop constraint room_command_same_unit;",
        ),
    ]
