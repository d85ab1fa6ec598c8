from pathlib import Path

from django.db import migrations

from nenep.access.row_policies import SERVING, protect, reach

CHAIN = (Path(__file__).parent / "sql" / "chain.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0001_entries_receipts_outbox"),
        ("access", "0003_walls"),
    ]
    operations = [
        migrations.RunSQL(
            CHAIN,
            "drop function journal_append, journal_faults, journal_said;"
            "drop table journal_entry, journal_head, journal_salt;"
            "drop function nenep_private.append_only;",
        ),
        protect("journal_entry", read=reach("unit_id", "records"), verbs=["select"]),
        protect("journal_salt", read="true", verbs=["insert"]),
        protect(
            "journal_receipt",
            read="(select access_all()) or account_id = (select access_account())",
            verbs=["select", "insert"],
        ),
        protect(
            "journal_outbox",
            read="(select access_all())",
            write=reach("unit_id", "inside", "records"),
            # The worker takes rows "for update skip locked", which asks for the right to update.
            verbs=["select", "insert", "update", "delete"],
        ),
        # Whoever serves tells the news and can neither read nor unsay them.
        migrations.RunSQL(
            f"revoke select, update, delete on journal_outbox from {SERVING};",
            migrations.RunSQL.noop,
        ),
    ]
