"""Units and the dated tree: nothing is overwritten, identity is the id and never the code.

Access follows the tree of today (:class:`nenep.access.models.UnitPath`), statistics the tree of
the day (the dated rows here). The database sees to it that no two rows of one kind overlap for a
unit, that names, kinds and placements fill its life without a gap, that nobody stands below itself
on any day, and that a unit that ended names who keeps its records (``migrations/sql/guards.sql``).
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from nenep.kernel import ids


def never_overlapping(name: str) -> ExclusionConstraint:
    """At most one row of a unit on any day."""
    return ExclusionConstraint(
        name=name,
        expressions=[("unit", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
    )


def deciding_paper() -> "models.CharField[str, str]":
    """The number of the paper by which the row began; empty where nobody wrote it down."""
    return models.CharField(max_length=60, blank=True, default="", db_default="")


class Unit(models.Model):
    """An organisation of the Party, of any kind, from its founding to its dissolution.

    ``dissolved_on`` is the first day on which it is no more.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    founded_on = models.DateField()
    dissolved_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="unit_ends_after_its_founding",
                condition=models.Q(dissolved_on__isnull=True)
                | models.Q(dissolved_on__gt=models.F("founded_on")),
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class UnitName(models.Model):
    """What the unit is called during some days. ``short`` is for narrow places."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=80)
    decision = deciding_paper()
    during = DateRangeField()

    class Meta:
        constraints = (never_overlapping("one_name_a_day"),)

    def __str__(self) -> str:
        return self.name


class UnitKind(models.Model):
    """What the unit is during some days: its level (``party_cell``, ``commune_committee``, …) and,
    for a cell, the type that decides the content of its meetings (HD 42 §4)."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="kinds")
    kind = models.CharField(max_length=40)
    cell_type = models.CharField(max_length=40, blank=True)
    decision = deciding_paper()
    during = DateRangeField()

    class Meta:
        constraints = (never_overlapping("one_kind_a_day"),)

    def __str__(self) -> str:
        return self.kind


class UnitCode(models.Model):
    """The 14-digit code of some days; codes are re-issued at every reorganisation."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="codes")
    code = models.CharField(max_length=14)
    decision = deciding_paper()
    during = DateRangeField()

    class Meta:
        constraints = (
            never_overlapping("one_code_a_day"),
            ExclusionConstraint(
                name="a_code_names_one_unit",
                expressions=[("code", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="code_has_14_digits", condition=models.Q(code__regex=r"^\d{14}$")
            ),
        )

    def __str__(self) -> str:
        return self.code


class Placement(models.Model):
    """Under whom the unit stands during some days; no parent means the top."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="placements")
    parent = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="children")
    decision = deciding_paper()
    during = DateRangeField()

    class Meta:
        constraints = (
            never_overlapping("one_parent_a_day"),
            models.CheckConstraint(
                name="no_unit_under_itself", condition=~models.Q(parent=models.F("unit"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} under {self.parent_id}"


class Succession(models.Model):
    """Who keeps the records of a unit that has ended; every dissolution names one."""

    unit = models.OneToOneField(Unit, models.CASCADE, primary_key=True, related_name="succession")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="predecessors")
    on = models.DateField()
    decision = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="no_unit_succeeds_itself", condition=~models.Q(successor=models.F("unit"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} kept by {self.successor_id}"


class Locality(models.Model):
    """A village (thôn, làng) or residential group (tổ dân phố): a place, not an organisation."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)

    def __str__(self) -> str:
        return str(self.id)


class LocalityPlace(models.Model):
    """What the locality was during some days: its name and kind, the committee of the commune it
    lies in (``unit``), and the cell that leads it, if one does."""

    locality = models.ForeignKey(Locality, models.CASCADE, related_name="places")
    name = models.CharField(max_length=120)
    kind = models.CharField(
        max_length=20,
        choices=[("village", "village"), ("residential_group", "residential_group")],
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    led_by = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    during = DateRangeField()

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="one_place_a_day_of_a_locality",
                expressions=[
                    ("locality", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
        )
        indexes = (
            models.Index(fields=["unit"], name="localities_of_a_commune"),
            models.Index(fields=["led_by"], name="localities_of_a_cell"),
        )

    def __str__(self) -> str:
        return self.name
