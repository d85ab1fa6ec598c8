"""The score sheet of a meeting: evidence is computed, judgement is people's."""

from django.db import models

from nenep.kernel import ids


class ScoreSheet(models.Model):
    """One sheet on one version of a form; totals are frozen when the meeting confirms them."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    meeting = models.OneToOneField("meetings.Meeting", models.PROTECT, related_name="score_sheet")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    template = models.CharField(max_length=60, help_text="code of the form in the rulebook")
    points = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    possible = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    score = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    band = models.CharField(max_length=12, blank=True)
    confirmed_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.template} {self.band}"


class ScoreLine(models.Model):
    """A line: what the evidence proposes, what people confirmed, why they differ, the remedy."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="lines")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    position = models.SmallIntegerField()
    code = models.CharField(max_length=24)
    title = models.CharField(max_length=400)
    max_points = models.DecimalField(max_digits=4, decimal_places=1)
    applicable = models.BooleanField(default=True)
    pending = models.BooleanField(default=False)
    proposed = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    evidence = models.CharField(max_length=500, blank=True)
    points = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    reason = models.CharField(max_length=500, blank=True)
    remedy = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["sheet", "code"], name="a_line_once"),
            models.CheckConstraint(
                name="points_fit_the_line",
                condition=models.Q(points__isnull=True)
                | models.Q(points__gte=0, points__lte=models.F("max_points")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.points}"
