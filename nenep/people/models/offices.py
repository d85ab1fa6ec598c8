"""Offices, terms of committees, elections with their tallies, and Party groups of large cells."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from nenep.access.models import OFFICE_CHOICES
from nenep.kernel import ids
from nenep.people.models.persons import Person
from nenep.people.models.spells import never_overlapping

# How an office was come by: elected, appointed to a vacancy or designated by the superior
# (294 §16.2.2, §23.3), or held for somebody else for a while.
OFFICE_BASES = [(kind, kind) for kind in ("elected", "appointed", "designated", "acting")]
OFFICE_ENDINGS = [
    (kind, kind)
    for kind in (
        "term_over",
        "replaced",
        "resigned",
        "moved",
        "reorganised",
        "relieved",
        "deceased",
    )
]
ELECTION_KINDS = [("congress", "congress"), ("by_election", "by_election")]


class CommitteeTerm(models.Model):
    """A term (nhiệm kỳ) of a unit's committee: "2025–2030". ``size`` is the number of members the
    congress decided on, so that a vacancy can be seen."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    label = models.CharField(max_length=40)
    size = models.SmallIntegerField()
    during = DateRangeField()

    class Meta:
        constraints = (
            never_overlapping("one_term_a_day", "unit"),
            models.CheckConstraint(name="a_committee_has_a_seat", condition=models.Q(size__gt=0)),
        )

    def __str__(self) -> str:
        return self.label


class Election(models.Model):
    """One election in a unit: the congress's, or a by-election. Totals only, never ballots."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=ELECTION_KINDS)
    held_on = models.DateField()
    convened = models.IntegerField()
    issued = models.IntegerField()
    collected = models.IntegerField()
    valid = models.IntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="ballots_add_up",
                condition=models.Q(valid__lte=models.F("collected"))
                & models.Q(collected__lte=models.F("issued"))
                & models.Q(issued__lte=models.F("convened")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"


class Tally(models.Model):
    """How many votes somebody got for an office in an election."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    election = models.ForeignKey(Election, models.CASCADE, related_name="tallies")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    office = models.CharField(max_length=40, choices=OFFICE_CHOICES)
    votes = models.IntegerField()
    elected = models.BooleanField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["election", "person", "office"], name="a_candidate_once_for_an_office"
            ),
            models.CheckConstraint(
                name="votes_are_not_below_nought", condition=models.Q(votes__gte=0)
            ),
        )

    def __str__(self) -> str:
        return f"{self.votes}"


class OfficeTerm(models.Model):
    """An office held by a person in a unit during some days; several at once are possible.

    ``basis`` says how it was come by, ``decision`` the number of the paper behind it; ``ended_as``
    and ``ending_decision`` say the same of its end. Access follows: every term has its grant.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="terms")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    office = models.CharField(max_length=40, choices=OFFICE_CHOICES)
    basis = models.CharField(max_length=10, choices=OFFICE_BASES, default="elected")
    decision = models.CharField(max_length=60, blank=True)
    election = models.ForeignKey(Election, models.SET_NULL, null=True, related_name="terms")
    during = DateRangeField()
    ended_as = models.CharField(max_length=12, choices=OFFICE_ENDINGS, blank=True)
    ending_decision = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_office_lasts_a_day", condition=models.Q(during__isempty=False)
            ),
            never_overlapping("an_office_once_a_day_per_person", "person", "unit", "office"),
            ExclusionConstraint(
                name="one_secretary_a_day",
                expressions=[("unit", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(office="cell_secretary"),
            ),
            ExclusionConstraint(
                name="one_follower_a_day",
                expressions=[("unit", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(office="assigned_follower"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.office} {self.during}"


class GroupPlace(models.Model):
    """In which Party group of the cell a member is during some days. ``group`` is a unit of the
    kind ``party_group`` under the cell ``unit``; membership itself stays in the cell."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="groups")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    group = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    during = DateRangeField()

    class Meta:
        constraints = (never_overlapping("one_group_a_day", "person"),)

    def __str__(self) -> str:
        return f"in group {self.during}"
