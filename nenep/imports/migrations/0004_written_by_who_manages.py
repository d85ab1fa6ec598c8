from django.db import migrations

from nenep.access.row_policies import managed, reach

TABLES = ("importrun", "rememberedmapping")


def _written_by(condition: str) -> str:
    return "".join(
        f"alter policy imports_{t}_add on imports_{t} with check ({condition});"
        f"alter policy imports_{t}_change on imports_{t} using ({condition}) with check ({condition});"
        f"alter policy imports_{t}_remove on imports_{t} using ({condition});"
        for t in TABLES
    )


class Migration(migrations.Migration):
    """Who reads records does not therefore write lists: an emergency reads only."""

    dependencies = [("imports", "0003_purposes")]
    operations = [
        migrations.RunSQL(_written_by(managed("unit_id")), _written_by(reach("unit_id", "records")))
    ]
