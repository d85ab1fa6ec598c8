from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0006_guards_of_offices")]
    operations: list[object] = []
