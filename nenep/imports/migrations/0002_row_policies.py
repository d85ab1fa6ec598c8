from django.db import migrations

from nenep.access.row_policies import protect, reach


class Migration(migrations.Migration):
    """A list on its way in holds what people's records hold: the same reach sees it."""

    dependencies = [
        ("imports", "0001_lists_and_readings"),
        ("access", "0003_walls"),
    ]
    operations = [
        protect(f"imports_{name}", read=reach("unit_id", "records"))
        for name in ("importrun", "rememberedmapping")
    ]
