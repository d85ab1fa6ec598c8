"""What the cell decided and who does it: resolutions, tasks, reports, outcomes.

A task's state follows from its dated rows (:mod:`nenep.resolutions.rules.task_state`); an open
task cannot silently disappear, since only an outcome of a meeting closes it.
"""

from django.db import models

from nenep.kernel import ids


class Resolution(models.Model):
    """The decision of one meeting, as a resolution (NQ) or a conclusion (KL)."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    meeting = models.OneToOneField("meetings.Meeting", models.PROTECT, related_name="resolution")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=12, choices=[("resolution", "resolution"), ("conclusion", "conclusion")]
    )
    subject = models.CharField(max_length=300)
    vote = models.ForeignKey("meetings.Vote", models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return self.subject


class Task(models.Model):
    """Who does what by when, with a measurable result and the sentence it comes from.

    ``continues``: the task of a unit that has ended, of which this is the rest; its days are those
    of the first one.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, null=True, related_name="tasks")
    title = models.CharField(max_length=300)
    measure = models.CharField(max_length=300, blank=True)
    source_sentence = models.CharField(max_length=500, blank=True)
    owner_person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    owner_unit = models.ForeignKey("structure.Unit", models.PROTECT, null=True, related_name="+")
    assigned_on = models.DateField()
    due_on = models.DateField()
    continues = models.OneToOneField("self", models.PROTECT, null=True, related_name="continued_by")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_task_has_one_owner",
                condition=models.Q(owner_person__isnull=False, owner_unit__isnull=True)
                | models.Q(owner_person__isnull=True, owner_unit__isnull=False),
            ),
            models.CheckConstraint(
                name="due_after_assigned", condition=models.Q(due_on__gte=models.F("assigned_on"))
            ),
        )
        indexes = (models.Index(fields=["unit", "due_on"], name="tasks_of_a_unit"),)

    def __str__(self) -> str:
        return self.title


class TaskReport(models.Model):
    """What the owner (or the secretary on the owner's behalf) tells of it."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    task = models.ForeignKey(Task, models.CASCADE, related_name="reports")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    on = models.DateField()
    text = models.TextField()
    claims_done = models.BooleanField(default=False)
    on_behalf = models.BooleanField(default=False)
    account_id = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"report {self.on}"


class TaskOutcome(models.Model):
    """What a meeting found of the task. ``continues`` leaves it open; the others close it."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    task = models.ForeignKey(Task, models.CASCADE, related_name="outcomes")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, null=True, related_name="task_outcomes"
    )
    kind = models.CharField(
        max_length=10,
        choices=[(k, k) for k in ("done", "dropped", "handed_on", "continues")],
    )
    on = models.DateField()
    comment = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["task"],
                name="a_task_closes_once",
                condition=~models.Q(kind="continues"),
            ),
            models.UniqueConstraint(fields=["task", "meeting"], name="one_outcome_a_meeting"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
