import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0001_accounts_and_sessions"),
        ("people", "0001_persons_and_spells"),
    ]
    operations = [
        migrations.AddField(
            "Account",
            "person",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="account",
                to="people.person",
            ),
        )
    ]
