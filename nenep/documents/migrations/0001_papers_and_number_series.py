import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids

# A finalised paper is a record: whoever writes, by whatever way, cannot alter or remove it.
KEPT = """
create function documents_keep_finalised() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old is distinct from new then
    raise exception 'a finalised paper is kept as it was: %', old.id
      using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger documents_keep_finalised before update or delete on documents_paper
  for each row when (old.finalised_on is not null) execute function documents_keep_finalised();
"""
LOOSE = """
drop trigger documents_keep_finalised on documents_paper;
drop function documents_keep_finalised();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("structure", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("type_code", models.CharField(max_length=8)),
                ("term_from", models.DateField()),
                ("next_number", models.PositiveIntegerField(default=1)),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "type_code", "term_from"), name="one_series_a_type_and_term"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("next_number__gte", 1)), name="numbers_begin_at_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject_id", models.UUIDField()),
                ("type_code", models.CharField(max_length=8)),
                ("term_from", models.DateField(null=True)),
                ("number", models.PositiveIntegerField(null=True)),
                ("number_text", models.CharField(blank=True, max_length=40)),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("finalised_on", models.DateField(null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "supersedes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
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
                "indexes": [
                    models.Index(fields=["subject_kind", "subject_id"], name="papers_of_a_subject")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes__isnull", True)),
                        fields=("subject_kind", "subject_id", "type_code"),
                        name="one_original_a_subject_and_type",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False), ("supersedes__isnull", True)),
                        fields=("unit", "type_code", "term_from", "number"),
                        name="a_number_is_given_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number__isnull", True), ("number_text", "")),
                            models.Q(
                                ("finalised_on__isnull", False),
                                ("number__gte", 1),
                                ("term_from__isnull", False),
                                models.Q(("number_text", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_number_belongs_to_a_finalised_paper_of_a_term",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="a_seal_is_a_sha256",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("supersedes", models.F("id")), _negated=True),
                        name="a_paper_does_not_supersede_itself",
                    ),
                ],
            },
        ),
        migrations.RunSQL(KEPT, LOOSE),
    ]
