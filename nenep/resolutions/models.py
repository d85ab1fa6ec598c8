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


DIRECTIONS = [(way, way) for way in ("within", "down", "up")]


class Task(models.Model):
    """Who does what by when, with a measurable result and the sentence it comes from.

    The owner leads (chủ trì); helpers (phối hợp) stand in :class:`CoOwner`. ``direction`` is
    ``within`` for a unit's own work, ``down`` for what a committee gives a cell, ``up`` for what a
    cell asks of its superior: one table, ``unit`` is always the side that keeps and closes it.
    ``continues``: the task of which this is the rest (handed on, or its unit has ended).
    ``year``: part of that year's assignment of tasks to each member (HD 38, IV.2); None: any other.
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
    direction = models.CharField(
        max_length=6, choices=DIRECTIONS, default="within", db_default="within"
    )
    continues = models.OneToOneField("self", models.PROTECT, null=True, related_name="continued_by")
    year = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_yearly_task_is_a_members_own",
                condition=models.Q(year__isnull=True)
                | models.Q(
                    owner_person__isnull=False, direction="within", due_on__year=models.F("year")
                ),
            ),
            models.CheckConstraint(
                name="a_task_has_one_owner",
                condition=models.Q(owner_person__isnull=False, owner_unit__isnull=True)
                | models.Q(owner_person__isnull=True, owner_unit__isnull=False),
            ),
            models.CheckConstraint(
                name="due_after_assigned", condition=models.Q(due_on__gte=models.F("assigned_on"))
            ),
            models.CheckConstraint(
                name="between_two_units",
                condition=models.Q(direction="within")
                | models.Q(owner_unit__isnull=False) & ~models.Q(owner_unit=models.F("unit")),
            ),
        )
        indexes = (
            models.Index(fields=["unit", "due_on"], name="tasks_of_a_unit"),
            models.Index(
                fields=["owner_unit", "due_on"],
                name="tasks_between_units",
                condition=~models.Q(direction="within"),
            ),
            models.Index(
                fields=["unit", "year"],
                name="tasks_of_a_year",
                condition=models.Q(year__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.title


class PlannedTask(models.Model):
    """What the chi ủy means to propose for a member in a year's assignment. The cell's vote makes
    it a :class:`Task` and removes this row; ``replaces`` is the task of the year it would change.
    ``origin`` says where the wording was drawn from.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    measure = models.CharField(max_length=300, blank=True)
    origin = models.CharField(
        max_length=10, choices=[(o, o) for o in ("last_year", "office", "residence", "typed")]
    )
    replaces = models.OneToOneField(Task, models.CASCADE, null=True, related_name="change_planned")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["unit", "year", "person", "title"], name="a_planned_task_once"
            ),
        )

    def __str__(self) -> str:
        return self.title


class CoOwner(models.Model):
    """Who helps the owner (phối hợp): a person of the cell or a unit."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    task = models.ForeignKey(Task, models.CASCADE, related_name="co_owners")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    helping_unit = models.ForeignKey("structure.Unit", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_helper_is_a_person_or_a_unit",
                condition=models.Q(person__isnull=False, helping_unit__isnull=True)
                | models.Q(person__isnull=True, helping_unit__isnull=False),
            ),
            models.UniqueConstraint(fields=["task", "person"], name="a_person_helps_once"),
            models.UniqueConstraint(fields=["task", "helping_unit"], name="a_unit_helps_once"),
        )

    def __str__(self) -> str:
        return "phối hợp"


class TaskReport(models.Model):
    """What the owner (or the secretary on the owner's behalf) tells of it.

    Of a task between two units ``other_unit`` is the owner, who reads it too; ``by_other`` says
    that this side tells it, and ``promised_on`` is the day it promises.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    task = models.ForeignKey(Task, models.CASCADE, related_name="reports")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    on = models.DateField()
    text = models.TextField()
    claims_done = models.BooleanField(default=False)
    on_behalf = models.BooleanField(default=False)
    other_unit = models.ForeignKey("structure.Unit", models.PROTECT, null=True, related_name="+")
    by_other = models.BooleanField(default=False, db_default=False)
    promised_on = models.DateField(null=True)
    account_id = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"report {self.on}"


class TaskReview(models.Model):
    """How somebody finds it was carried out: the member's own word, then the chi ủy's view. The
    cell's finding, the third level, is the outcome of a meeting."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    task = models.ForeignKey(Task, models.CASCADE, related_name="reviews")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    level = models.CharField(
        max_length=10, choices=[("member", "member"), ("committee", "committee")]
    )
    verdict = models.CharField(
        max_length=8, choices=[("met", "met"), ("partly", "partly"), ("unmet", "unmet")]
    )
    comment = models.CharField(max_length=500, blank=True)
    on = models.DateField()
    on_behalf = models.BooleanField(default=False)
    account_id = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["task", "level", "on"], name="one_view_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.level} {self.verdict} {self.on}"


class TaskOutcome(models.Model):
    """What a meeting found of the task. ``continues`` leaves it open; the others close it.

    Dropped names the ``vote`` that dropped it; handed on leads to the task that ``continues`` it.
    A task given to a cell is closed by the committee, outside any meeting; ``other_unit`` reads it.
    """

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
    vote = models.ForeignKey("meetings.Vote", models.PROTECT, null=True, related_name="+")
    other_unit = models.ForeignKey("structure.Unit", models.PROTECT, null=True, related_name="+")

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
