import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("structure", "0001_units_and_dated_tree"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("full_name", models.CharField(max_length=120)),
                ("name_key", models.CharField(max_length=200)),
                ("name_folded", models.CharField(max_length=120)),
                (
                    "sex",
                    models.CharField(blank=True, choices=[("f", "f"), ("m", "m")], max_length=1),
                ),
                ("birth_date", models.DateField(null=True)),
                (
                    "birth_precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("unknown", "unknown"),
                        ],
                        default="day",
                        max_length=7,
                    ),
                ),
                ("card_number", models.CharField(blank=True, max_length=12)),
                ("admitted_on", models.DateField(null=True)),
                (
                    "admitted_precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("unknown", "unknown"),
                        ],
                        default="day",
                        max_length=7,
                    ),
                ),
                ("official_on", models.DateField(null=True)),
                (
                    "official_precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("month", "month"),
                            ("year", "year"),
                            ("unknown", "unknown"),
                        ],
                        default="day",
                        max_length=7,
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="structure.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OfficeTerm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                (
                    "office",
                    models.CharField(
                        choices=[
                            ("cell_secretary", "CELL_SECRETARY"),
                            ("deputy_cell_secretary", "DEPUTY_CELL_SECRETARY"),
                            ("cell_committee_member", "CELL_COMMITTEE_MEMBER"),
                            ("party_member", "MEMBER"),
                            ("committee_office", "COMMITTEE_OFFICE"),
                            ("provincial_office", "PROVINCIAL_OFFICE"),
                            ("administrator", "ADMINISTRATOR"),
                        ],
                        max_length=40,
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="structure.unit",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[("official", "official"), ("probationary", "probationary")],
                        max_length=12,
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="structure.unit",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HostedStay",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="structure.unit",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stays",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="State",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("activity_exemption", "activity_exemption"),
                            ("temporary_exemption", "temporary_exemption"),
                            ("away", "away"),
                            ("suspended", "suspended"),
                        ],
                        max_length=24,
                    ),
                ),
                ("provision", models.CharField(blank=True, max_length=120)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="states",
                        to="people.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="structure.unit",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["kept_by", "name_key"], name="people_of_a_cell_by_name"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["card_number"], name="people_by_card"),
        ),
        migrations.AddConstraint(
            model_name="officeterm",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("person", "="), ("unit", "="), ("office", "="), ("during", "&&")],
                name="an_office_once_a_day_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="officeterm",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("office", "cell_secretary")),
                expressions=[("unit", "="), ("during", "&&")],
                name="one_secretary_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("person", "="), ("during", "&&")], name="one_cell_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="hostedstay",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("person", "="), ("during", "&&")], name="one_host_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="state",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("person", "="), ("kind", "="), ("during", "&&")],
                name="one_state_of_a_kind_a_day",
            ),
        ),
    ]
