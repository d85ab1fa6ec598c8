from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0004_policies_of_lives")]
    operations: list[object] = []
