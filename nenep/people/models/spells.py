"""The dated rows of a Party life: where one is a member, in what state, where one takes part.

A change closes a row and opens another; nothing is overwritten. ``during`` holds its first day and
not its last: the upper bound is the first day on which the row no longer holds.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from nenep.kernel import ids
from nenep.people.models.persons import Person

BEGINNINGS = [
    (kind, kind)
    for kind in ("enrolled", "admitted", "recognised", "transferred", "reorganised", "merged")
]
# ``removal`` is the removal from the list (xóa tên), ``annulled`` an admission declared void.
ENDINGS = [
    (kind, kind)
    for kind in (
        *("recognised", "transferred", "reorganised", "merged"),
        *("removal", "expulsion", "left", "deceased", "annulled"),
    )
]
LEAVINGS = ("removal", "expulsion", "left", "deceased", "annulled")
STATE_KINDS = [
    (kind, kind)
    for kind in (
        "activity_exemption",
        "temporary_exemption",
        "away",
        "suspended",
        "transferring",
    )
]
TRANSFER_KINDS = [("official", "official"), ("temporary", "temporary")]
TRANSFER_OUTCOMES = [(kind, kind) for kind in ("received", "returned", "struck")]


def never_overlapping(name: str, *columns: str) -> ExclusionConstraint:
    """At most one row with these columns on any day."""
    equal = [(column, RangeOperators.EQUAL) for column in columns]
    return ExclusionConstraint(name=name, expressions=[*equal, ("during", RangeOperators.OVERLAPS)])


class Membership(models.Model):
    """A spell in one cell in one standing; a change closes it and opens another.

    ``begun_as`` and ``ended_as`` say why; ``decision`` is the number of the decision that ended it.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    standing = models.CharField(
        max_length=12, choices=[("official", "official"), ("probationary", "probationary")]
    )
    during = DateRangeField()
    begun_as = models.CharField(max_length=12, choices=BEGINNINGS, default="enrolled")
    ended_as = models.CharField(max_length=12, choices=ENDINGS, blank=True)
    decision = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = (never_overlapping("one_cell_a_day", "person"),)

    def __str__(self) -> str:
        return f"{self.standing} {self.during}"


class State(models.Model):
    """What changes how a member counts for some days: provision and dates, never the ground.

    The upper bound of an exemption is the day after its declared last day; from then on the member
    counts again, loudly: the row stays among the expiring matters until it is renewed (another row
    whose ``renews`` names it) or somebody records that the member is back (``settled_on``).
    ``decision`` is the number of the cell's resolution.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="states")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24, choices=STATE_KINDS)
    provision = models.CharField(max_length=120, blank=True)
    decision = models.CharField(max_length=60, blank=True)
    during = DateRangeField()
    renews = models.OneToOneField("self", models.SET_NULL, null=True, related_name="renewed_by")
    settled_on = models.DateField(null=True)

    class Meta:
        constraints = (never_overlapping("one_state_of_a_kind_a_day", "person", "kind"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.during}"


class HostedStay(models.Model):
    """A member of another cell taking part here for some days (294 §6.3.2): no vote here."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="stays")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    during = DateRangeField()

    class Meta:
        constraints = (never_overlapping("one_host_a_day", "person"),)

    def __str__(self) -> str:
        return f"hosted {self.during}"


class Transfer(models.Model):
    """A transfer of Party activities on its way (294 §6.3): from the letter to the reception.

    The member belongs to ``unit`` until received; the clocks are the rulebook's
    (``clock.transfer``, ``member.temporary_transfer``). ``to_unit`` is null for a place outside
    this installation, then ``to_name`` says where. ``until`` is the last day of a temporary one.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="transfers")
    kind = models.CharField(max_length=10, choices=TRANSFER_KINDS)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("structure.Unit", models.PROTECT, null=True, related_name="+")
    to_name = models.CharField(max_length=200)
    introduced_on = models.DateField()
    until = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=TRANSFER_OUTCOMES, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person"],
                name="one_open_transfer_a_person",
                condition=models.Q(closed_on__isnull=True),
            ),
            models.CheckConstraint(
                name="a_closed_transfer_has_an_outcome",
                condition=models.Q(closed_on__isnull=True, outcome="")
                | (models.Q(closed_on__isnull=False) & ~models.Q(outcome="")),
            ),
            models.CheckConstraint(
                name="nobody_transferred_to_the_same_cell",
                condition=models.Q(to_unit__isnull=True) | ~models.Q(to_unit=models.F("unit")),
            ),
        )
        indexes = (models.Index(fields=["to_unit"], name="transfers_on_their_way"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.introduced_on}"
