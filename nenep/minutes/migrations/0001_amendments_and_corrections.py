import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids
from nenep.access.row_policies import protect, reach

TABLES = ("minutes_amendment", "minutes_sentback", "minutes_correction")
# The unit of a child row is its meeting's unit: a row can never be filed under another cell.
SAME_UNIT = "".join(
    f"alter table {table} add constraint {table}_same_unit foreign key (meeting_id, unit_id)"
    " references meetings_meeting (id, unit_id) deferrable initially deferred;\n"
    for table in TABLES
)
LOOSE = "".join(f"alter table {table} drop constraint {table}_same_unit;\n" for table in TABLES)
# The superior's office says that it received what a cell of its branch sent, and nothing else.
CONFIRMED = """
create policy meetings_milestone_confirm on meetings_milestone for insert
  with check (kind = 'confirmed' and unit_id in (select access_units('managed')));
"""
UNCONFIRMED = "drop policy meetings_milestone_confirm on meetings_milestone;"


class Migration(migrations.Migration):
    """Amendments at the reading, papers sent back, corrections of sealed papers; each read like the
    meeting it belongs to."""

    initial = True

    dependencies = [
        ("access", "0003_walls"),
        ("documents", "0002_row_policies"),
        ("meetings", "0002_attendance_by_month"),
        ("people", "0008_names_of_the_past"),
        ("structure", "0006_villages"),
    ]

    operations = [
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("item", "ITEM"),
                            ("opinion", "OPINION"),
                            ("conclusion", "CONCLUSION"),
                        ],
                        max_length=12,
                    ),
                ),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                ("account_id", models.UUIDField(null=True)),
                ("entered_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "opinion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.opinion",
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
                (
                    "vote",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.vote",
                    ),
                ),
            ],
            options={
                "ordering": ("entered_at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("item__isnull", False), ("opinion__isnull", True), ("part", "item")
                            ),
                            models.Q(
                                ("item__isnull", True),
                                ("opinion__isnull", False),
                                ("part", "opinion"),
                            ),
                            models.Q(
                                ("item__isnull", True),
                                ("opinion__isnull", True),
                                ("part", "conclusion"),
                            ),
                            _connector="OR",
                        ),
                        name="an_amendment_names_its_part",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("before", models.F("after")), _negated=True),
                        name="an_amendment_changes_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("before", models.TextField()),
                ("after", models.TextField(blank=True)),
                (
                    "ground",
                    models.CharField(
                        choices=[("clerical", "CLERICAL"), ("content", "CONTENT")], max_length=12
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("on", models.DateField()),
                ("account_id", models.UUIDField(null=True)),
                ("entered_at", models.DateTimeField()),
                (
                    "decided_at",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.paper",
                    ),
                ),
                (
                    "replacement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.paper",
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
            options={
                "ordering": ("entered_at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", False), ("ground", "content")),
                            models.Q(("decided_at__isnull", True), ("ground", "clerical")),
                            _connector="OR",
                        ),
                        name="what_the_cell_decided_names_the_meeting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SentBack",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("on", models.DateField()),
                ("missing", models.JSONField(default=list, help_text="codes of what is missing")),
                ("remark", models.CharField(blank=True, max_length=500)),
                ("answered_on", models.DateField(null=True)),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("account_id", models.UUIDField(null=True)),
                ("entered_at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent_back",
                        to="meetings.meeting",
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
            options={
                "ordering": ("entered_at", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_on__isnull", True)),
                        fields=("meeting",),
                        name="one_thing_sent_back_at_a_time",
                    )
                ],
            },
        ),
        migrations.RunSQL(SAME_UNIT, LOOSE),
        *(
            protect(
                table,
                read=reach("unit_id", "inside", "records"),
                write=reach("unit_id", "leads", "managed")
                if table == "minutes_sentback"
                else reach("unit_id", "leads"),
                verbs=("select", "insert", "update")
                if table == "minutes_sentback"
                else ("select", "insert"),
            )
            for table in TABLES
        ),
        migrations.RunSQL(CONFIRMED, UNCONFIRMED),
    ]
