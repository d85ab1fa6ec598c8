"""What happens to the record and its papers: amended while read back, sent back by the superior,
corrected after sealing, bound at the end of the year."""

from django.db import models

from nenep.kernel import ids
from nenep.minutes.rules.amending import Part
from nenep.minutes.rules.correcting import Ground

PARTS = [(part.value, part.name) for part in Part]
GROUNDS = [(ground.value, ground.name) for ground in Ground]


class Amendment(models.Model):
    """One text changed when the minutes were read back, with both wordings.

    ``part`` says what was changed: the note of an item, an opinion, or the chair's conclusion.
    Without ``vote`` the cell agreed by raised hands and nobody counted.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="amendments")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=PARTS)
    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, null=True, related_name="+")
    opinion = models.ForeignKey("meetings.Opinion", models.PROTECT, null=True, related_name="+")
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    asked_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    vote = models.ForeignKey("meetings.Vote", models.PROTECT, null=True, related_name="+")
    account_id = models.UUIDField(null=True)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("entered_at", "id")
        constraints = (
            models.CheckConstraint(
                name="an_amendment_names_its_part",
                condition=models.Q(part="item", item__isnull=False, opinion__isnull=True)
                | models.Q(part="opinion", item__isnull=True, opinion__isnull=False)
                | models.Q(part="conclusion", item__isnull=True, opinion__isnull=True),
            ),
            models.CheckConstraint(
                name="an_amendment_changes_something",
                condition=~models.Q(before=models.F("after")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.part} {self.entered_at:%Y-%m-%d}"


class SentBack(models.Model):
    """The superior's office found something missing among what a cell sent, and says what. No
    judgement of the meeting: the papers as such. The cell answers by what it supplied."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="sent_back")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    on = models.DateField()
    missing = models.JSONField(default=list, help_text="codes of what is missing")
    remark = models.CharField(max_length=500, blank=True)
    answered_on = models.DateField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    account_id = models.UUIDField(null=True)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("entered_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting"],
                name="one_thing_sent_back_at_a_time",
                condition=models.Q(answered_on__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"


class Correction(models.Model):
    """Why and how a sealed paper was superseded (đính chính); both papers stay."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="corrections")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    paper = models.OneToOneField("documents.Paper", models.PROTECT, related_name="+")
    replacement = models.OneToOneField("documents.Paper", models.PROTECT, related_name="+")
    before = models.TextField()
    after = models.TextField(blank=True)
    ground = models.CharField(max_length=12, choices=GROUNDS)
    decided_at = models.ForeignKey("meetings.Meeting", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    on = models.DateField()
    account_id = models.UUIDField(null=True)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("entered_at", "id")
        constraints = (
            models.CheckConstraint(
                name="what_the_cell_decided_names_the_meeting",
                condition=models.Q(ground="content", decided_at__isnull=False)
                | models.Q(ground="clerical", decided_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.ground} {self.on:%Y-%m-%d}"


class Book(models.Model):
    """The bound book of a unit's year, as it was ordered last: being bound, bound, or failed. The
    file is made from the sealed papers, so it is kept for some days only."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    mark = models.CharField(max_length=64, help_text="of the papers it holds, in order")
    papers_total = models.PositiveIntegerField()
    papers_done = models.PositiveIntegerField(default=0)
    content = models.BinaryField(null=True)
    failure = models.TextField(blank=True)
    account_id = models.UUIDField(null=True)
    ordered_at = models.DateTimeField()
    bound_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "year"], name="a_book_a_year"),)

    def __str__(self) -> str:
        return f"{self.year}"

    @property
    def bound(self) -> bool:
        """Is there a file to fetch?"""
        return self.bound_at is not None

    @property
    def being_bound(self) -> bool:
        return self.bound_at is None and not self.failure
