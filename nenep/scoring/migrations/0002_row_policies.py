from django.db import migrations

from nenep.access.row_policies import protect, reach


class Migration(migrations.Migration):
    dependencies = [("scoring", "0001_sheets_and_lines"), ("access", "0003_walls")]
    operations = [
        protect(
            f"scoring_{name}",
            read=reach("unit_id", "inside", "records"),
            write=reach("unit_id", "leads"),
        )
        for name in ("scoresheet", "scoreline")
    ]
