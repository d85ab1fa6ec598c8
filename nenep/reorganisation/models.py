"""Plans that rearrange a branch of the tree, what happened to them, and what they changed.

A plan has no status column: whether it is a draft, applied or undone follows from its dated events.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from nenep.kernel import ids
from nenep.rulebook.rules.plain import Json

EVENTS = [
    (kind, kind) for kind in ("drafted", "changed", "applied", "came_true", "undone", "removed")
]
StepRows = list[dict[str, Json]]
TraceRows = dict[str, list[dict[str, Json]]]


class Plan(models.Model):
    """One act: decision, effective day and steps, beneath the committee ``unit``.

    ``steps`` is what the office wrote (:mod:`nenep.reorganisation.rules.stored`); units stand in it
    by code or key and are looked up anew at every preview and at the application. ``outcome`` is
    what it came to while it is applied (:mod:`nenep.reorganisation.rules.outcomes`).
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    decision = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True)
    effective_on = models.DateField()
    steps: "models.JSONField[StepRows, StepRows]" = models.JSONField(default=list)
    revision = models.IntegerField(default=0)
    outcome: "models.JSONField[dict[str, Json] | None, dict[str, Json] | None]" = models.JSONField(
        null=True
    )
    source_name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["unit", "-effective_on"], name="plans_of_a_committee"),)

    def __str__(self) -> str:
        return self.title


class PlanEvent(models.Model):
    """Something that was done with a plan, by whom and when."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="events")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=EVENTS)
    at = models.DateTimeField()
    account_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=120)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class PlanTrace(models.Model):
    """The rows that an applied plan changed, before and after, so that it can be undone: ids, dates
    and codes as the tables hold them. Gone once the plan is undone.

    ``known`` holds the ids of all dated rows of the people and units it touched, so that what was
    written since can be told from what was there.
    """

    plan = models.OneToOneField(Plan, models.CASCADE, primary_key=True, related_name="trace")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    units = ArrayField(models.UUIDField())
    founded = ArrayField(models.UUIDField())
    people = ArrayField(models.UUIDField())
    before: "models.JSONField[TraceRows, TraceRows]" = models.JSONField()
    after: "models.JSONField[TraceRows, TraceRows]" = models.JSONField()
    known: "models.JSONField[dict[str, list[str]], dict[str, list[str]]]" = models.JSONField()

    def __str__(self) -> str:
        return f"trace of {self.plan_id}"
