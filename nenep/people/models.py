"""Persons and the dated rows of their Party life. Least data: what the monthly loop needs.

Never here (domain: data law and the secrecy of the member file): citizen number, religion,
ethnicity, class origin, family, health or the ground of an exemption, discipline, wages.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from nenep.access.models import OFFICE_CHOICES
from nenep.kernel import ids

PRECISIONS = [("day", "day"), ("month", "month"), ("year", "year"), ("unknown", "unknown")]


class Person(models.Model):
    """Somebody of the organisation. ``kept_by`` is the cell that keeps the record today.

    A date with less precision than a day holds the first day it may mean.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    full_name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=200)
    name_folded = models.CharField(max_length=120)
    sex = models.CharField(max_length=1, choices=[("f", "f"), ("m", "m")], blank=True)
    birth_date = models.DateField(null=True)
    birth_precision = models.CharField(max_length=7, choices=PRECISIONS, default="day")
    card_number = models.CharField(max_length=12, blank=True)
    admitted_on = models.DateField(null=True)
    admitted_precision = models.CharField(max_length=7, choices=PRECISIONS, default="day")
    official_on = models.DateField(null=True)
    official_precision = models.CharField(max_length=7, choices=PRECISIONS, default="day")
    kept_by = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")

    class Meta:
        indexes = (
            models.Index(fields=["kept_by", "name_key"], name="people_of_a_cell_by_name"),
            models.Index(fields=["card_number"], name="people_by_card"),
        )

    def __str__(self) -> str:
        return self.full_name


class Membership(models.Model):
    """A spell in one cell in one standing; a change closes it and opens another."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    standing = models.CharField(
        max_length=12, choices=[("official", "official"), ("probationary", "probationary")]
    )
    during = DateRangeField()

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="one_cell_a_day",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
        )

    def __str__(self) -> str:
        return f"{self.standing} {self.during}"


class State(models.Model):
    """What changes how a member counts for some days: provision and dates, never the ground.

    ``until`` is the declared last day of an exemption; after it the member counts again, loudly.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="states")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=24,
        choices=[
            ("activity_exemption", "activity_exemption"),
            ("temporary_exemption", "temporary_exemption"),
            ("away", "away"),
            ("suspended", "suspended"),
        ],
    )
    provision = models.CharField(max_length=120, blank=True)
    during = DateRangeField()

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="one_state_of_a_kind_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.during}"


class HostedStay(models.Model):
    """A member of another cell taking part here for some days (294 §6.3.2): no vote here."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="stays")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    during = DateRangeField()

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="one_host_a_day",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
        )

    def __str__(self) -> str:
        return f"hosted {self.during}"


class OfficeTerm(models.Model):
    """An office held by a person in a unit during some days; several at once are possible."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="terms")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    office = models.CharField(max_length=40, choices=OFFICE_CHOICES)
    during = DateRangeField()

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="an_office_once_a_day_per_person",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("office", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="one_secretary_a_day",
                expressions=[("unit", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(office="cell_secretary"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.office} {self.during}"
