from pathlib import Path

from django.db import migrations

from nenep.access.row_policies import protect, reach

REACHING_IN = (Path(__file__).parent / "sql" / "reaching_in.sql").read_text(encoding="utf-8")
OPENED = "(finalised_on is not null and id in (select oversight_opened()))"


class Migration(migrations.Migration):
    """Rows come to be by definer functions only; whoever keeps the unit's records reads them."""

    dependencies = [
        ("oversight", "0001_reaching_in_from_above"),
        ("access", "0005_next_only"),
        ("documents", "0002_row_policies"),
        ("identity", "0002_account_of_a_person"),
    ]
    operations = [
        migrations.RunSQL(REACHING_IN, migrations.RunSQL.noop),
        protect(
            "oversight_paperopening",
            read=f"{reach('unit_id', 'records')} or account_id = (select access_account())",
            verbs=["select"],
        ),
        protect(
            "oversight_emergency",
            read=f"{reach('unit_id', 'records')} or {reach('office_unit_id', 'figures')}"
            " or asked_by = (select access_account())",
            verbs=["select"],
        ),
        migrations.RunSQL(
            "alter table documents_paper no force row level security;"
            "alter policy documents_paper_read on documents_paper using"
            f" ({reach('unit_id', 'inside', 'records')} or {OPENED});",
            "alter table documents_paper force row level security;"
            "alter policy documents_paper_read on documents_paper using"
            f" ({reach('unit_id', 'inside', 'records')});",
        ),
    ]
