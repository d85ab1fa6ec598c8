"""Who reached into a unit's records from far above, and why. Written by definer functions only.

Names are kept as they were said by the database itself: whoever reads these rows below may not
look up people of an office above.
"""

from django.db import models

from nenep.kernel import ids


class PaperOpening(models.Model):
    """A finalised paper opened with a reason from two or more levels up; good for that day."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    paper = models.ForeignKey("documents.Paper", models.PROTECT, related_name="+")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    account_id = models.UUIDField()
    reader_name = models.CharField(max_length=120)
    office_unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=24)
    words = models.CharField(max_length=300)
    opened_on = models.DateField()
    opened_at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("account_id", "opened_on"), name="openings_of_a_reader"),
            models.Index(fields=("unit", "opened_at"), name="openings_in_a_unit"),
        )

    def __str__(self) -> str:
        return f"{self.reason} {self.opened_on}"


class Emergency(models.Model):
    """Reading one unit's records for hours: asked by one officer above it, approved by another.

    ``until`` is set by the approval; before it nothing is open. ``ended_at`` closes it early, or
    refuses it when it was never approved.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    office_unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    words = models.CharField(max_length=300)
    hours = models.SmallIntegerField()
    asked_by = models.UUIDField()
    asked_person = models.UUIDField(null=True)
    asked_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    approved_by = models.UUIDField(null=True)
    approved_name = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_name = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("asked_by", "until"), name="emergencies_of_an_asker"),
            models.Index(fields=("unit", "asked_at"), name="emergencies_in_a_unit"),
        )
        constraints = (
            models.CheckConstraint(
                name="emergency_lasts_some_hours",
                condition=models.Q(hours__gte=1, hours__lte=72),
            ),
            models.CheckConstraint(
                name="emergency_needs_a_second_person",
                condition=models.Q(approved_by__isnull=True)
                | ~models.Q(approved_by=models.F("asked_by")),
            ),
            models.CheckConstraint(
                name="emergency_opens_by_approval",
                condition=models.Q(
                    approved_by__isnull=True, approved_at__isnull=True, until__isnull=True
                )
                | models.Q(
                    approved_by__isnull=False, approved_at__isnull=False, until__isnull=False
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.asked_at:%Y-%m-%d}"
