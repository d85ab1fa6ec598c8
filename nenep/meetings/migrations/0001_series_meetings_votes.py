import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import nenep.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_row_policies"),
        ("structure", "0002_row_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.DateField()),
                ("standing", models.CharField(max_length=16)),
                ("due", models.BooleanField()),
                ("votes", models.CharField(max_length=12)),
                (
                    "mark",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("present", "present"),
                            ("excused", "excused"),
                            ("unexcused", "unexcused"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=20)),
                ("late", models.BooleanField(default=False)),
                ("left_early", models.BooleanField(default=False)),
                ("way", models.CharField(default="live", max_length=8)),
            ],
            options={
                "db_table": "meetings_attendance",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Meeting",
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
                            ("regular", "regular"),
                            ("thematic", "thematic"),
                            ("combined", "combined"),
                            ("extraordinary", "extraordinary"),
                        ],
                        max_length=16,
                    ),
                ),
                ("month", models.DateField()),
                ("planned_on", models.DateField()),
                ("planned_at", models.TimeField()),
                ("day_reason", models.CharField(blank=True, max_length=300)),
                ("place", models.CharField(max_length=200)),
                ("held_on", models.DateField(null=True)),
                ("started_at", models.TimeField(null=True)),
                ("ended_at", models.TimeField(null=True)),
                ("topic", models.CharField(blank=True, max_length=300)),
                ("conclusion", models.TextField(blank=True)),
                ("conclusion_revision", models.IntegerField(default=0)),
                (
                    "chair",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "secretary",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
        migrations.CreateModel(
            name="Guest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("title", models.CharField(blank=True, max_length=160)),
                ("superior", models.BooleanField(default=False)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="structure.unit",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.SmallIntegerField()),
                ("code", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=300)),
                ("source", models.CharField(default="rule", max_length=20)),
                ("source_id", models.UUIDField(null=True)),
                ("basis", models.CharField(blank=True, max_length=400)),
                ("minutes_planned", models.SmallIntegerField(default=0)),
                ("minutes_spent", models.SmallIntegerField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("skipped_reason", models.CharField(blank=True, max_length=300)),
                ("note", models.TextField(blank=True)),
                ("revision", models.IntegerField(default=0)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="structure.unit",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ("position",),
            },
        ),
        migrations.CreateModel(
            name="Milestone",
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
                            ("agreed", "agreed"),
                            ("notified", "notified"),
                            ("papers_out", "papers_out"),
                            ("opened", "opened"),
                            ("closed", "closed"),
                            ("scored", "scored"),
                            ("read_back", "read_back"),
                            ("adopted", "adopted"),
                            ("finalised", "finalised"),
                            ("reported", "reported"),
                            ("confirmed", "confirmed"),
                            ("corrected", "corrected"),
                        ],
                        max_length=12,
                    ),
                ),
                ("on", models.DateField()),
                ("at", models.TimeField(null=True)),
                ("declared", models.BooleanField(default=False)),
                ("entered_at", models.DateTimeField()),
                ("account_id", models.UUIDField(null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
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
        ),
        migrations.CreateModel(
            name="Opinion",
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
                            ("question", "question"),
                            ("proposal", "proposal"),
                            ("counter_argument", "counter_argument"),
                            ("peoples_issue", "peoples_issue"),
                            ("complaint", "complaint"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField()),
                ("minority", models.BooleanField(default=False)),
                ("raised_on", models.DateField()),
                ("needs_answer", models.BooleanField(default=False)),
                ("forwarded_on", models.DateField(null=True)),
                ("answered_on", models.DateField(null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="opinions",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Series",
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
                            ("regular", "regular"),
                            ("thematic", "thematic"),
                            ("combined", "combined"),
                            ("extraordinary", "extraordinary"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "usual_day",
                    models.SmallIntegerField(
                        help_text="only where the rule leaves it free", null=True
                    ),
                ),
                ("start_time", models.TimeField()),
                ("place", models.CharField(max_length=200)),
                ("planned_minutes", models.SmallIntegerField()),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
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
        migrations.AddField(
            model_name="meeting",
            name="series",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meetings",
                to="meetings.series",
            ),
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("question", models.CharField(max_length=300)),
                ("matter", models.CharField(default="ordinary", max_length=24)),
                ("method", models.CharField(default="hand", max_length=12)),
                ("base", models.SmallIntegerField()),
                ("base_note", models.JSONField(default=list)),
                ("threshold_numerator", models.SmallIntegerField()),
                ("threshold_denominator", models.SmallIntegerField()),
                ("strict", models.BooleanField(help_text="more than the ratio, not at least")),
                ("votes_for", models.SmallIntegerField()),
                ("votes_against", models.SmallIntegerField()),
                ("abstentions", models.SmallIntegerField()),
                ("passed", models.BooleanField()),
                ("citation", models.CharField(max_length=400)),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="votes",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
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
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("meeting", "position"),
                name="one_item_a_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.UniqueConstraint(fields=("meeting", "kind"), name="a_milestone_once"),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("unit", "="), ("kind", "="), ("during", "&&")],
                name="one_series_of_a_kind_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["unit", "-month"], name="meetings_of_a_unit"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ("regular", "combined"))),
                fields=("unit", "month"),
                name="one_regular_meeting_a_month",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="month_is_its_first_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("abstentions__gte", 0),
                    ("votes_against__gte", 0),
                    ("votes_for__gte", 0),
                    (
                        "base__gte",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("votes_for"), "+", models.F("votes_against")
                            ),
                            "+",
                            models.F("abstentions"),
                        ),
                    ),
                ),
                name="votes_fit_their_base",
            ),
        ),
    ]
