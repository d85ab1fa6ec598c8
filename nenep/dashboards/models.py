"""Roll-ups: one row per unit and month. Pages read these; nobody counts members on a page."""

from django.db import models


class UnitMonth(models.Model):
    """The figures of a unit in a month: a cell's from its records, a committee's by summing the
    units that stood under it that month, its own villages added. Written by the worker only."""

    unit = models.ForeignKey("structure.Unit", models.CASCADE, related_name="+")
    month = models.DateField()
    cells = models.IntegerField(default=1)
    members = models.IntegerField(default=0)
    official = models.IntegerField(default=0)
    probationary = models.IntegerField(default=0)
    exempt = models.IntegerField(default=0)
    met = models.IntegerField(default=0, help_text="cells that held their regular meeting")
    met_on_rule_day = models.IntegerField(default=0)
    thematic = models.IntegerField(default=0)
    held_on = models.DateField(null=True, help_text="of one cell only")
    planned_on = models.DateField(null=True, help_text="of a cell that has not met yet")
    minutes_lasted = models.IntegerField(default=0)
    due = models.IntegerField(default=0)
    present = models.IntegerField(default=0)
    excused = models.IntegerField(default=0)
    unexcused = models.IntegerField(default=0)
    papers_on_time = models.IntegerField(default=0)
    reported_on_time = models.IntegerField(default=0)
    finalised = models.IntegerField(default=0)
    tasks_due = models.IntegerField(default=0)
    tasks_done = models.IntegerField(default=0)
    tasks_late = models.IntegerField(default=0)
    opinions = models.IntegerField(default=0)
    opinions_open = models.IntegerField(default=0)
    opinions_overdue = models.IntegerField(default=0)
    scored = models.IntegerField(default=0)
    score_total = models.DecimalField(max_digits=12, decimal_places=1, default=0)
    good = models.IntegerField(default=0)
    fair = models.IntegerField(default=0)
    average = models.IntegerField(default=0)
    poor = models.IntegerField(default=0)
    localities = models.IntegerField(default=0, help_text="of a commune, and of those under it")
    localities_without_members = models.IntegerField(default=0)
    localities_without_cell = models.IntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit", "month"], name="one_row_a_unit_and_month"),
        )
        indexes = (models.Index(fields=["month", "unit"], name="months_of_units"),)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.present}/{self.due}"
