import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import nenep.kernel.ids


class Migration(migrations.Migration):
    initial = True
    dependencies = [("access", "0001_grants_and_paths")]
    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("login", models.CharField(max_length=80)),
                ("password", models.CharField(max_length=200)),
                ("label", models.CharField(blank=True, max_length=120)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("login"), name="one_account_per_login"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "key_hash",
                    models.BinaryField(max_length=32, primary_key=True, serialize=False),
                ),
                ("data", models.TextField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("created_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="identity.account",
                    ),
                ),
            ],
        ),
    ]
