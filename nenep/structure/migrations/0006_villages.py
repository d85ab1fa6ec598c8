from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("structure", "0005_guards_and_paths")]
    operations: list[object] = []
