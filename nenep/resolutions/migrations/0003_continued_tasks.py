import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("resolutions", "0002_row_policies")]

    operations = [
        migrations.AddField(
            model_name="task",
            name="continues",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="continued_by",
                to="resolutions.task",
            ),
        ),
    ]
