"""A unit's meetings: the series, the evening, who was there, what was said and voted.

A meeting has no status column: its stage follows from its dated milestones
(:mod:`nenep.meetings.rules.stages`). Every row carries the unit, so that row policies need no join.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from nenep.kernel import ids
from nenep.meetings.rules.kinds import REGULAR_KINDS, Kind
from nenep.meetings.rules.votes import BALLOTS

MEETING_KINDS = [(kind.value, kind.value) for kind in Kind]
MILESTONES = [
    (kind, kind)
    for kind in (
        "agreed",
        "notified",
        "papers_out",
        "opened",
        "closed",
        "scored",
        "read_back",
        "adopted",
        "finalised",
        "reported",
        "confirmed",
        "corrected",
    )
]
OPINION_KINDS = [
    (kind, kind)
    for kind in (
        *("question", "proposal", "counter_argument", "peoples_issue", "complaint"),
        "self_reference",
    )
]


class Series(models.Model):
    """The habit of a unit: when and where it meets. The day itself follows the rulebook."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=MEETING_KINDS)
    usual_day = models.SmallIntegerField(null=True, help_text="only where the rule leaves it free")
    start_time = models.TimeField()
    place = models.CharField(max_length=200)
    planned_minutes = models.SmallIntegerField()
    during = DateRangeField()

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="one_series_of_a_kind_a_day",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.start_time}"


class Meeting(models.Model):
    """One sitting. ``month`` is the month it answers for, whenever it was held.

    ``prepares``: the meeting of the cell whose content its committee settled here. ``topic_code``:
    an entry of the topic catalogue of the rulebook, where the topic is one of them.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    series = models.ForeignKey(Series, models.PROTECT, null=True, related_name="meetings")
    kind = models.CharField(max_length=16, choices=MEETING_KINDS)
    month = models.DateField()
    planned_on = models.DateField()
    planned_at = models.TimeField()
    day_reason = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=200)
    held_on = models.DateField(null=True)
    started_at = models.TimeField(null=True)
    ended_at = models.TimeField(null=True)
    chair = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    secretary = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    topic = models.CharField(max_length=300, blank=True)
    topic_code = models.CharField(max_length=40, blank=True)
    presenter = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    prepares = models.ForeignKey("self", models.SET_NULL, null=True, related_name="prepared_by")
    conclusion = models.TextField(blank=True)
    conclusion_revision = models.IntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["unit", "month"],
                name="one_regular_meeting_a_month",
                condition=models.Q(kind__in=REGULAR_KINDS),
            ),
            models.CheckConstraint(name="month_is_its_first_day", condition=models.Q(month__day=1)),
        )
        indexes = (models.Index(fields=["unit", "-month"], name="meetings_of_a_unit"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.month:%Y-%m}"


class OfMeeting(models.Model):
    """A row of one meeting; ``unit`` repeats the meeting's (a composite key sees to it)."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="%(class)ss")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Milestone(OfMeeting):
    """Something that happened to the meeting: when it happened and when it was entered are two
    facts. ``declared`` means it is told from paper afterwards."""

    kind = models.CharField(max_length=12, choices=MILESTONES)
    on = models.DateField()
    at = models.TimeField(null=True)
    declared = models.BooleanField(default=False)
    entered_at = models.DateTimeField()
    account_id = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["meeting", "kind"], name="a_milestone_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class AgendaItem(OfMeeting):
    """An item with its source and basis; the note is what was said, under a revision."""

    position = models.SmallIntegerField()
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    source = models.CharField(max_length=20, default="rule")
    source_id = models.UUIDField(null=True)
    basis = models.CharField(max_length=400, blank=True)
    minutes_planned = models.SmallIntegerField(default=0)
    minutes_spent = models.SmallIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)
    skipped_reason = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    revision = models.IntegerField(default=0)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="one_item_a_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
        )

    def __str__(self) -> str:
        return self.title


class Attendance(OfMeeting):
    """One person at one meeting, with the standing of that day. Partitioned by ``month``.

    An absence keeps no ground that could tell of health: ``reason`` is one of a few plain codes.
    """

    month = models.DateField()
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    standing = models.CharField(max_length=16)
    due = models.BooleanField()
    votes = models.CharField(max_length=12)
    mark = models.CharField(
        max_length=12,
        choices=[("present", "present"), ("excused", "excused"), ("unexcused", "unexcused")],
        blank=True,
    )
    reason = models.CharField(max_length=20, blank=True)
    late = models.BooleanField(default=False)
    left_early = models.BooleanField(default=False)
    arrived_at = models.TimeField(null=True)
    left_at = models.TimeField(null=True)
    way = models.CharField(max_length=8, default="live")

    class Meta:
        managed = False
        db_table = "meetings_attendance"

    def __str__(self) -> str:
        return f"{self.standing} {self.mark}"


class Guest(OfMeeting):
    """Somebody present who is not of the unit; ``superior`` when sent by the superior committee."""

    name = models.CharField(max_length=120)
    title = models.CharField(max_length=160, blank=True)
    superior = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Opinion(OfMeeting):
    """What somebody said. Never scored, ranked or counted per person; the kind stays here."""

    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, related_name="opinions")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=OPINION_KINDS)
    text = models.TextField()
    minority = models.BooleanField(default=False)
    raised_on = models.DateField()
    needs_answer = models.BooleanField(default=False)
    forwarded_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.raised_on}"


class Vote(OfMeeting):
    """A question and its totals; who voted how is never kept.

    A ballot is counted by a teller and stands once a second one has counted the same
    (``confirmed_at``). ``follows`` is the failed vote on the same matter and subject which this
    one repeats, ``attempt`` its number in that row. ``must_report``: failed, and still told to the
    superior committee in full; ``must_refer``: failed so often that the superior decides.
    """

    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, related_name="votes")
    question = models.CharField(max_length=300)
    matter = models.CharField(max_length=24, default="ordinary")
    method = models.CharField(max_length=12, default="hand")
    base = models.SmallIntegerField()
    base_note = models.JSONField(default=list)
    threshold_numerator = models.SmallIntegerField()
    threshold_denominator = models.SmallIntegerField()
    strict = models.BooleanField(help_text="more than the ratio, not at least")
    votes_for = models.SmallIntegerField()
    votes_against = models.SmallIntegerField()
    abstentions = models.SmallIntegerField()
    invalid = models.SmallIntegerField(default=0)
    passed = models.BooleanField()
    citation = models.CharField(max_length=400)
    teller = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    second_teller = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, related_name="repeated_by")
    attempt = models.SmallIntegerField(default=1)
    must_report = models.BooleanField(default=False)
    must_refer = models.BooleanField(default=False)
    report_basis = models.CharField(max_length=400, blank=True)
    reported_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="votes_fit_their_base",
                condition=models.Q(
                    votes_for__gte=0, votes_against__gte=0, abstentions__gte=0, invalid__gte=0
                )
                & models.Q(
                    base__gte=models.F("votes_for")
                    + models.F("votes_against")
                    + models.F("abstentions")
                    + models.F("invalid")
                ),
            ),
            models.CheckConstraint(
                name="two_tellers", condition=~models.Q(second_teller=models.F("teller"))
            ),
        )

    def __str__(self) -> str:
        return self.question

    @property
    def awaits_confirmation(self) -> bool:
        """A ballot whose second teller has not counted yet."""
        return self.method in BALLOTS and self.confirmed_at is None


class Recusal(OfMeeting):
    """A person concerned stepped out of one vote, and why."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="recusals")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["vote", "person"], name="recused_once"),)

    def __str__(self) -> str:
        return self.reason


class CriticismNote(OfMeeting):
    """What was said in self-criticism and criticism about one person. Private to the cell: read by
    its committee and by the person, in no paper, erasable at any time."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=16,
        choices=[("self_criticism", "self_criticism"), ("criticism", "criticism")],
    )
    text = models.TextField()
    revision = models.IntegerField(default=0)

    def __str__(self) -> str:
        return self.kind
