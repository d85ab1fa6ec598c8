from django.db import migrations

from nenep.access.row_policies import protect, reach


class Migration(migrations.Migration):
    """Papers follow the meeting they speak of: the cell's own, and whoever reads its records."""

    dependencies = [
        ("documents", "0001_papers_and_number_series"),
        ("access", "0003_walls"),
    ]
    operations = [
        protect(
            f"documents_{name}",
            read=reach("unit_id", "inside", "records"),
            write=reach("unit_id", "leads"),
        )
        for name in ("numberseries", "paper")
    ]
