"""What is kept of a meeting's preparation beside the meeting itself."""

from django.db import models

from nenep.kernel import ids

ANSWERS = [("granted", "granted"), ("refused", "refused")]
TOLD = [(kind, kind) for kind in ("notice", "papers")]
WAYS = [(way, way) for way in ("own_page", "paper", "read_aloud", "one_time_link")]


class AbsenceRequest(models.Model):
    """A member asks leave from one meeting. ``reason`` is one of the few plain codes of the roll,
    none of which tells of health or family; ``note`` is read by the cell's committee only."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="absencerequests")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20)
    note = models.CharField(max_length=300, blank=True)
    asked_on = models.DateField()
    on_behalf = models.BooleanField(default=False)
    answer = models.CharField(max_length=8, choices=ANSWERS, blank=True)
    answered_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["meeting", "person"], name="leave_is_asked_once"),
            models.CheckConstraint(
                name="an_answer_has_its_day",
                condition=models.Q(answer="", answered_on__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_on__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.asked_on} {self.answer}"


class Fulfilment(models.Model):
    """The cell says that a duty of the year is done; what meetings or books tell is not repeated
    here. ``code`` is one of :data:`nenep.preparation.rules.obligations.TOLD`."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    year = models.SmallIntegerField()
    done_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["unit", "year", "code"], name="a_duty_is_done_once_a_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.year}"


class CalendarFeed(models.Model):
    """A secret address of a member's calendar. Only the hash of its secret is kept; ``unit`` None:
    of all cells the holder belongs to."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, null=True, related_name="+")
    token_hash = models.BinaryField(max_length=32, unique=True)
    made_on = models.DateField()
    revoked_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"feed of {self.made_on}"


class Telling(models.Model):
    """A member was told of a meeting, or got its papers, on that day and way: the latest word
    corrects an earlier one. ``reader`` is who read it aloud."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="tellings")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=TOLD)
    way = models.CharField(max_length=16, choices=WAYS)
    reader = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    told_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "person", "what"], name="a_member_is_told_once"
            ),
            models.CheckConstraint(
                name="reading_aloud_has_a_reader",
                condition=models.Q(way="read_aloud", reader__isnull=False)
                | (~models.Q(way="read_aloud") & models.Q(reader__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.way} {self.told_on}"
