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
            write=reach("unit_id", "inside"),
        )
        for name in ("resolution", "task", "taskreport", "taskoutcome")
    ]
