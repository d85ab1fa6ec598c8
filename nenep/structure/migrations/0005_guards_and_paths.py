from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("structure", "0004_policies_of_localities")]
    operations: list[object] = []
