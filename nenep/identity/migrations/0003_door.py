from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import nenep.kernel.ids

SQL = Path(__file__).parent / "sql"
DOOR = (SQL / "door.sql").read_text(encoding="utf-8")
SESSIONS = (SQL / "sessions.sql").read_text(encoding="utf-8")
BEFORE = (SQL / "door_before.sql").read_text(encoding="utf-8")

NOW = django.db.models.functions.datetime.Now()
MOVED = """
insert into identity_credential (account_id, password, set_at, step)
  select id, password, created_at, 0 from identity_account where password like 'argon2$%';
delete from identity_session;
set constraints all immediate;
"""
BACK = """
update identity_account a set password = c.password from identity_credential c
  where c.account_id = a.id;
delete from identity_session;
"""
SIGN_IN_BEFORE = """
create function identity_for_sign_in(wanted text) returns table (id uuid, password text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.password::text from identity_account a
  where lower(a.login) = lower(wanted) and a.is_active
$$;
revoke execute on function identity_for_sign_in(text) from public;
grant execute on function identity_for_sign_in(text) to nenep_serving, nenep_worker;
"""


def of_account(name: str = "+") -> models.OneToOneField:
    return models.OneToOneField(
        on_delete=django.db.models.deletion.CASCADE,
        primary_key=True,
        related_name=name,
        serialize=False,
        to="identity.account",
    )


class Migration(migrations.Migration):
    """What opens an account moves out of the row that its holder may read; the door counts
    failures, and a session ends with the offices it was opened for. Everybody signs in anew."""

    dependencies = [
        ("identity", "0002_account_of_a_person"),
        ("access", "0006_above_the_cell"),
        ("people", "0001_persons_and_spells"),
    ]
    operations = [
        migrations.CreateModel(
            name="Credential",
            fields=[
                ("account", of_account("credential")),
                ("password", models.CharField(max_length=200)),
                ("set_at", models.DateTimeField(db_default=NOW)),
                ("factor", models.BinaryField(null=True)),
                ("factor_since", models.DateTimeField(null=True)),
                ("step", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="ActivationCode",
            fields=[
                ("account", of_account()),
                ("code_hash", models.BinaryField(max_length=32, unique=True)),
                ("expires_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                (
                    "code_hash",
                    models.BinaryField(max_length=32, primary_key=True, serialize=False),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="identity.account",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Trial",
            fields=[
                ("bucket", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("failures", models.IntegerField()),
                ("failed_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(MOVED, BACK),
        migrations.AddField(
            "Session", "id", models.UUIDField(default=nenep.kernel.ids.random_id, unique=True)
        ),
        migrations.AddField("Session", "seen_at", models.DateTimeField(db_default=NOW)),
        migrations.AddField("Session", "idle_seconds", models.IntegerField(db_default=259_200)),
        migrations.AddField("Session", "device", models.CharField(db_default="", max_length=60)),
        migrations.AddField("Session", "limited", models.BooleanField(db_default=False)),
        migrations.AddField("Session", "offices_hash", models.BinaryField(null=True)),
        migrations.RunSQL("drop function identity_for_sign_in(text);", SIGN_IN_BEFORE),
        migrations.RemoveField("Account", "password"),
        migrations.AlterField("Account", "login", models.CharField(max_length=80, null=True)),
        migrations.RunSQL(DOOR + SESSIONS, BEFORE),
    ]
