from django.db import migrations

from nenep.access.row_policies import SERVING, protect, reach


class Migration(migrations.Migration):
    """Figures are read by those who may; the serving role cannot write them."""

    dependencies = [("dashboards", "0001_unit_months"), ("access", "0003_walls")]
    operations = [
        protect(
            "dashboards_unitmonth",
            read=reach("unit_id", "figures", "records"),
            write="(select access_all())",
        ),
        migrations.RunSQL(
            f"revoke insert, update, delete on dashboards_unitmonth from {SERVING};"
            f"grant usage, select on sequence dashboards_unitmonth_id_seq to nenep_worker;",
            migrations.RunSQL.noop,
        ),
    ]
