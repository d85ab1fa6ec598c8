"""Lists on their way in, and how a person corrected their reading.

The file itself is kept only until its rows are entered or thrown away: it holds more about people
than the organisation may keep.
"""

from django.db import models

from nenep.imports.rules.stored import StoredMapping
from nenep.kernel import ids


class Stage(models.TextChoices):
    """Where a list stands. Failed keeps the file, so that it can be tried again."""

    ASKING = "asking"
    READY = "ready"
    RUNNING = "running"
    FAILED = "failed"
    FINISHED = "finished"
    REMOVED = "removed"


class Purpose(models.TextChoices):
    """What a list is sent for: members to enter, changes of known ones, units."""

    MEMBERS = "members"
    CHANGES = "changes"
    UNITS = "units"


class ImportRun(models.Model):
    """One list sent for one unit, from upload to result."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    purpose = models.CharField(
        max_length=8, choices=Purpose.choices, default=Purpose.MEMBERS, db_default="members"
    )
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    mapping: "models.JSONField[StoredMapping, StoredMapping]" = models.JSONField()
    question = models.TextField(blank=True)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.ASKING)
    rows_total = models.IntegerField(default=0)
    rows_done = models.IntegerField(default=0)
    counts: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField(default=dict)
    failure = models.TextField(blank=True)
    account_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["unit", "-created_at"], name="lists_of_a_unit"),)

    def __str__(self) -> str:
        return f"{self.file_name} ({self.stage})"

    @property
    def open(self) -> bool:
        """Is the file still here, so that the list can be corrected or entered?"""
        return self.content is not None and self.stage != Stage.RUNNING


class RememberedMapping(models.Model):
    """How a list with these headings was last corrected in a unit, and which cells were chosen for
    names that could not be found (accent-free name → id)."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.CASCADE, related_name="+")
    signature = models.CharField(max_length=64)
    mapping: "models.JSONField[StoredMapping, StoredMapping]" = models.JSONField()
    cells: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit", "signature"], name="one_reading_of_a_list"),
        )

    def __str__(self) -> str:
        return self.signature[:12]
