from django.db import migrations

from nenep.access.row_policies import protect, reach


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0001_resolutions_and_tasks"),
        ("access", "0003_walls"),
    ]
    operations = [
        protect(
            f"resolutions_{name}",
            read=reach("unit_id", "inside", "records"),
            # Every member reports on tasks; only who leads the meeting gives and closes them.
            write=reach("unit_id", "inside" if name == "taskreport" else "leads"),
        )
        for name in ("resolution", "task", "taskreport", "taskoutcome")
    ]
