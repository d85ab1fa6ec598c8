"""What members agreed to, what they say is wrong, and what is due to be forgotten."""

from django.db import models

from nenep.kernel import ids
from nenep.privacy.rules.consents import ConsentKind, Given
from nenep.privacy.rules.corrections import Area, Outcome
from nenep.privacy.rules.retention import Category

KINDS = [(kind.value, kind.value) for kind in ConsentKind]
AREAS = [(area.value, area.value) for area in Area]
OUTCOMES = [(outcome.value, outcome.value) for outcome in Outcome]
CATEGORIES = [(category.value, category.value) for category in Category]


class Consent(models.Model):
    """A member agreed to one purpose, in one version of its text. Withdrawn by a date, never
    removed; agreeing again is another row. ``…_from_paper``: entered from a signed sheet."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="consents")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=KINDS)
    version = models.CharField(max_length=20)
    given_on = models.DateField()
    given_from_paper = models.BooleanField(default=False)
    given_by = models.UUIDField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_from_paper = models.BooleanField(default=False)
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(withdrawn_on__isnull=True),
                name="one_running_consent_a_kind",
            ),
            models.CheckConstraint(
                name="consent_is_withdrawn_after_it_was_given",
                condition=models.Q(withdrawn_on__isnull=True)
                | models.Q(withdrawn_on__gte=models.F("given_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.given_on}"

    @property
    def given(self) -> Given:
        """As the rules read it."""
        return Given(self.version, self.given_on, self.withdrawn_on)


class Correction(models.Model):
    """A member says that something kept is wrong; the office that keeps the record answers."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="corrections")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    area = models.CharField(max_length=12, choices=AREAS)
    text = models.CharField(max_length=1000)
    asked_on = models.DateField()
    on_behalf = models.BooleanField(default=False)
    asked_by = models.UUIDField(null=True)
    answered_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=OUTCOMES, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        indexes = (models.Index(fields=["unit", "answered_on"], name="corrections_of_a_unit"),)
        constraints = (
            models.CheckConstraint(
                name="a_correction_is_answered_as_a_whole",
                condition=models.Q(answered_on__isnull=True, outcome="")
                | (models.Q(answered_on__isnull=False) & ~models.Q(outcome="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.area} {self.asked_on}"


class DueRecord(models.Model):
    """A record whose names have been kept long enough, as the nightly look found it. Nothing is
    forgotten by itself: an office orders it, the worker carries it out (``ordered_on``), and the
    row stays as the receipt (``erased_on``). ``subject_id`` is a person or a link of book 213."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    category = models.CharField(max_length=16, choices=CATEGORIES)
    subject_id = models.UUIDField()
    ended_on = models.DateField()
    listed_on = models.DateField()
    ordered_on = models.DateField(null=True)
    ordered_by = models.UUIDField(null=True)
    erased_on = models.DateField(null=True)
    texts = models.IntegerField(default=0)
    namesakes = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=["unit", "erased_on"], name="due_records_of_a_unit"),)
        constraints = (models.UniqueConstraint(fields=["category", "subject_id"], name="due_once"),)

    def __str__(self) -> str:
        return f"{self.category} {self.ended_on}"
