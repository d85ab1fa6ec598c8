import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids
from nenep.access.row_policies import protect, reach

# The unit of the bytes is the unit of their file: they can never be filed under another cell.
SAME_UNIT = """
alter table documents_uploadedfile add constraint upload_and_unit unique (id, unit_id);
alter table documents_uploadedcontent add constraint documents_uploadedcontent_same_unit
  foreign key (upload_id, unit_id) references documents_uploadedfile (id, unit_id)
  on delete cascade deferrable initially deferred;
"""
LOOSE = """
alter table documents_uploadedcontent drop constraint documents_uploadedcontent_same_unit;
alter table documents_uploadedfile drop constraint upload_and_unit;
"""
OWN = "uploaded_by = (select access_account())"


class Migration(migrations.Migration):
    """Files brought along: read as the meeting they belong to and by whoever brought them; written
    once, never changed, removed by the leaders or by whoever brought them."""

    dependencies = [
        ("documents", "0002_row_policies"),
        ("structure", "0006_villages"),
    ]

    operations = [
        migrations.CreateModel(
            name="UploadedFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject_id", models.UUIDField()),
                ("name", models.CharField(max_length=120)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("opens_to", models.CharField(max_length=40)),
                ("declared_not_secret", models.BooleanField()),
                ("uploaded_by", models.UUIDField(null=True)),
                ("created_at", models.DateTimeField()),
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
                        fields=("subject_kind", "subject_id", "sha256"),
                        name="a_file_once_a_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("declared_not_secret", True)),
                        name="a_kept_file_was_declared_no_secret",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UploadedContent",
            fields=[
                (
                    "upload",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="kept",
                        serialize=False,
                        to="documents.uploadedfile",
                    ),
                ),
                ("content", models.BinaryField()),
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
        migrations.RunSQL(SAME_UNIT, LOOSE),
        protect(
            "documents_uploadedfile",
            read=f"{reach('unit_id', 'inside', 'records')} or {OWN}",
            write=f"{reach('unit_id', 'leads', 'managed')}"
            f" or ({OWN} and unit_id in (select access_units('inside')))",
            verbs=("select", "insert", "delete"),
        ),
        protect(
            "documents_uploadedcontent",
            read="exists (select from documents_uploadedfile f where f.id = upload_id)",
            write=reach("unit_id", "inside", "managed"),
            verbs=("select", "insert", "delete"),
        ),
    ]
