import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_row_policies"),
        ("structure", "0003_successions_and_localities"),
    ]

    operations = [
        migrations.CreateModel(
            name="BadgeAward",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("years", models.SmallIntegerField()),
                ("awarded_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="CommitteeTerm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("label", models.CharField(max_length=40)),
                ("size", models.SmallIntegerField()),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
        ),
        migrations.CreateModel(
            name="Election",
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
                        choices=[("congress", "congress"), ("by_election", "by_election")],
                        max_length=12,
                    ),
                ),
                ("held_on", models.DateField()),
                ("convened", models.IntegerField()),
                ("issued", models.IntegerField()),
                ("collected", models.IntegerField()),
                ("valid", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="FormerCard",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=12)),
                ("until", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="GroupPlace",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
        ),
        migrations.CreateModel(
            name="Residence",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
        ),
        migrations.CreateModel(
            name="ResidenceComment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("year", models.SmallIntegerField()),
                ("given_on", models.DateField()),
                ("text", models.CharField(blank=True, max_length=1000)),
            ],
        ),
        migrations.CreateModel(
            name="ResidenceLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("full_name", models.CharField(max_length=120)),
                ("name_key", models.CharField(max_length=200)),
                ("workplace", models.CharField(max_length=200)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
        ),
        migrations.CreateModel(
            name="Tally",
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
                            ("party_group_leader", "PARTY_GROUP_LEADER"),
                            ("deputy_party_group_leader", "DEPUTY_PARTY_GROUP_LEADER"),
                            ("party_member", "MEMBER"),
                            ("committee_secretary", "COMMITTEE_SECRETARY"),
                            ("deputy_committee_secretary", "DEPUTY_COMMITTEE_SECRETARY"),
                            ("committee_member", "COMMITTEE_MEMBER"),
                            ("committee_office", "COMMITTEE_OFFICE"),
                            ("provincial_office", "PROVINCIAL_OFFICE"),
                            ("administrator", "ADMINISTRATOR"),
                        ],
                        max_length=40,
                    ),
                ),
                ("votes", models.IntegerField()),
                ("elected", models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name="Transfer",
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
                        choices=[("official", "official"), ("temporary", "temporary")],
                        max_length=10,
                    ),
                ),
                ("to_name", models.CharField(max_length=200)),
                ("introduced_on", models.DateField()),
                ("until", models.DateField(null=True)),
                ("closed_on", models.DateField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("received", "received"),
                            ("returned", "returned"),
                            ("struck", "struck"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="membership",
            name="begun_as",
            field=models.CharField(
                choices=[
                    ("enrolled", "enrolled"),
                    ("admitted", "admitted"),
                    ("recognised", "recognised"),
                    ("transferred", "transferred"),
                    ("reorganised", "reorganised"),
                    ("merged", "merged"),
                ],
                default="enrolled",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="decision",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="membership",
            name="ended_as",
            field=models.CharField(
                blank=True,
                choices=[
                    ("recognised", "recognised"),
                    ("transferred", "transferred"),
                    ("reorganised", "reorganised"),
                    ("merged", "merged"),
                    ("removal", "removal"),
                    ("expulsion", "expulsion"),
                    ("left", "left"),
                    ("deceased", "deceased"),
                    ("annulled", "annulled"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="officeterm",
            name="basis",
            field=models.CharField(
                choices=[
                    ("elected", "elected"),
                    ("appointed", "appointed"),
                    ("designated", "designated"),
                    ("acting", "acting"),
                ],
                default="elected",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="officeterm",
            name="decision",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="officeterm",
            name="ended_as",
            field=models.CharField(
                blank=True,
                choices=[
                    ("term_over", "term_over"),
                    ("replaced", "replaced"),
                    ("resigned", "resigned"),
                    ("moved", "moved"),
                    ("reorganised", "reorganised"),
                    ("relieved", "relieved"),
                    ("deceased", "deceased"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="ceremony_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="merged_into",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="state",
            name="decision",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="state",
            name="renews",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="renewed_by",
                to="people.state",
            ),
        ),
        migrations.AddField(
            model_name="state",
            name="settled_on",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="officeterm",
            name="office",
            field=models.CharField(
                choices=[
                    ("cell_secretary", "CELL_SECRETARY"),
                    ("deputy_cell_secretary", "DEPUTY_CELL_SECRETARY"),
                    ("cell_committee_member", "CELL_COMMITTEE_MEMBER"),
                    ("party_group_leader", "PARTY_GROUP_LEADER"),
                    ("deputy_party_group_leader", "DEPUTY_PARTY_GROUP_LEADER"),
                    ("party_member", "MEMBER"),
                    ("committee_secretary", "COMMITTEE_SECRETARY"),
                    ("deputy_committee_secretary", "DEPUTY_COMMITTEE_SECRETARY"),
                    ("committee_member", "COMMITTEE_MEMBER"),
                    ("committee_office", "COMMITTEE_OFFICE"),
                    ("provincial_office", "PROVINCIAL_OFFICE"),
                    ("administrator", "ADMINISTRATOR"),
                ],
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="state",
            name="kind",
            field=models.CharField(
                choices=[
                    ("activity_exemption", "activity_exemption"),
                    ("temporary_exemption", "temporary_exemption"),
                    ("away", "away"),
                    ("suspended", "suspended"),
                    ("transferring", "transferring"),
                ],
                max_length=24,
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                name="nobody_merged_into_oneself",
            ),
        ),
        migrations.AddField(
            model_name="badgeaward",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="badges",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="badgeaward",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="structure.unit"
            ),
        ),
        migrations.AddField(
            model_name="committeeterm",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="structure.unit"
            ),
        ),
        migrations.AddField(
            model_name="election",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="structure.unit"
            ),
        ),
        migrations.AddField(
            model_name="officeterm",
            name="election",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="terms",
                to="people.election",
            ),
        ),
        migrations.AddField(
            model_name="formercard",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="former_cards",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="formercard",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="structure.unit"
            ),
        ),
        migrations.AddField(
            model_name="groupplace",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="structure.unit"
            ),
        ),
        migrations.AddField(
            model_name="groupplace",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="groups",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="groupplace",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="structure.unit"
            ),
        ),
        migrations.AddField(
            model_name="residence",
            name="locality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="structure.locality",
            ),
        ),
        migrations.AddField(
            model_name="residence",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="residences",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="residence",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="structure.unit"
            ),
        ),
        migrations.AddField(
            model_name="residencecomment",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="structure.unit"
            ),
        ),
        migrations.AddField(
            model_name="residencelink",
            name="home_unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="structure.unit",
            ),
        ),
        migrations.AddField(
            model_name="residencelink",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="residence_links",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="residencelink",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="structure.unit"
            ),
        ),
        migrations.AddField(
            model_name="residencecomment",
            name="link",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="people.residencelink",
            ),
        ),
        migrations.AddField(
            model_name="tally",
            name="election",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="tallies",
                to="people.election",
            ),
        ),
        migrations.AddField(
            model_name="tally",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="tally",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="structure.unit"
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="transfers",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="to_unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="structure.unit",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="structure.unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="badgeaward",
            constraint=models.UniqueConstraint(fields=("person", "years"), name="a_badge_once"),
        ),
        migrations.AddConstraint(
            model_name="committeeterm",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("unit", "="), ("during", "&&")], name="one_term_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="election",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid__lte", models.F("collected")),
                    ("collected__lte", models.F("issued")),
                    ("issued__lte", models.F("convened")),
                ),
                name="ballots_add_up",
            ),
        ),
        migrations.AddIndex(
            model_name="formercard",
            index=models.Index(fields=["number"], name="people_by_former_card"),
        ),
        migrations.AddConstraint(
            model_name="groupplace",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("person", "="), ("during", "&&")], name="one_group_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="residence",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("person", "="), ("during", "&&")], name="one_residence_a_day"
            ),
        ),
        migrations.AddIndex(
            model_name="residencelink",
            index=models.Index(fields=["unit", "name_key"], name="links_of_a_residence_cell"),
        ),
        migrations.AddConstraint(
            model_name="residencecomment",
            constraint=models.UniqueConstraint(
                fields=("link", "year"), name="a_comment_once_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(
                fields=("election", "person", "office"), name="a_candidate_once_for_an_office"
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["to_unit"], name="transfers_on_their_way"),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_on__isnull", True)),
                fields=("person",),
                name="one_open_transfer_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("outcome", "")),
                    models.Q(
                        ("closed_on__isnull", False), models.Q(("outcome", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="a_closed_transfer_has_an_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_unit__isnull", True),
                    models.Q(("to_unit", models.F("unit")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_transferred_to_the_same_cell",
            ),
        ),
    ]
