"""The box of anonymous questions (ADR 0035): one row a meeting until it is opened, then opinions.

Who put what in is nowhere: no id, no time, no account. Nobody who serves may read or write the
row; three functions of the database do it (``migrations/sql/box.sql``).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Box(models.Model):
    """The closed box of one meeting. ``slips`` are shuffled whenever one is added; ``tally`` counts
    them by a blind key of the person, without a time, and goes with the row at the opening."""

    meeting_id = models.UUIDField(primary_key=True)
    unit_id = models.UUIDField()
    slips = ArrayField(models.TextField())
    tally = models.JSONField()

    def __str__(self) -> str:
        return "hộp ý kiến"


class Slip(models.Model):
    """Says of an opinion that it came out of the box; so it has no speaker, for ever."""

    opinion = models.OneToOneField(
        "meetings.Opinion", models.CASCADE, primary_key=True, related_name="slip"
    )
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return "ý kiến trong hộp"
