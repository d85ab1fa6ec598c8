import django.db.models.deletion
from django.db import migrations, models

REACHED = "alter table access_unitpath alter column path type ltree using path::ltree"


def upward(to: str, **options: object) -> models.ForeignKey:
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=to,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_grants_and_paths"),
        ("identity", "0001_accounts_and_sessions"),
        ("structure", "0001_units_and_dated_tree"),
        ("people", "0001_persons_and_spells"),
    ]
    operations = [
        migrations.AddField("Grant", "person", upward("people.person")),
        migrations.AddField("Grant", "account", upward("identity.account")),
        migrations.AddField("Grant", "unit", upward("structure.unit")),
        migrations.AddConstraint(
            "Grant",
            models.CheckConstraint(
                name="grant_names_one_holder",
                condition=models.Q(person__isnull=False, account__isnull=True)
                | models.Q(person__isnull=True, account__isnull=False),
            ),
        ),
        migrations.AddConstraint(
            "Grant",
            models.CheckConstraint(
                name="grant_names_a_unit_unless_administrator",
                condition=models.Q(unit__isnull=False) | models.Q(office="administrator"),
            ),
        ),
        migrations.AlterField(
            "Grant",
            "office",
            models.CharField(
                max_length=40,
                choices=[
                    ("cell_secretary", "CELL_SECRETARY"),
                    ("deputy_cell_secretary", "DEPUTY_CELL_SECRETARY"),
                    ("cell_committee_member", "CELL_COMMITTEE_MEMBER"),
                    ("party_member", "MEMBER"),
                    ("committee_office", "COMMITTEE_OFFICE"),
                    ("provincial_office", "PROVINCIAL_OFFICE"),
                    ("administrator", "ADMINISTRATOR"),
                ],
            ),
        ),
        migrations.CreateModel(
            name="UnitPath",
            fields=[
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="today",
                        serialize=False,
                        to="structure.unit",
                    ),
                ),
                ("path", models.TextField()),
                ("depth", models.SmallIntegerField()),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="structure.unit",
                    ),
                ),
            ],
            options={"db_table": "access_unitpath"},
        ),
        migrations.RunSQL(
            REACHED + ";"
            "create index units_below on access_unitpath using gist (path);"
            "alter table access_unitpath add constraint path_is_not_empty check (nlevel(path) > 0);",
            migrations.RunSQL.noop,
        ),
    ]
