"""Persons: identity only. Least data: what the monthly loop needs.

Never here (domain: data law and the secrecy of the member file): citizen number, religion,
ethnicity, class origin, family, health or the ground of an exemption, discipline, wages.
"""

from django.db import models

from nenep.kernel import ids

PRECISIONS = [("day", "day"), ("month", "month"), ("year", "year"), ("unknown", "unknown")]


class Person(models.Model):
    """Somebody of the organisation. ``kept_by`` is the cell that keeps the record today.

    A date with less precision than a day holds the first day it may mean. Party seniority counts
    from ``admitted_on`` (the day of the decision), probation from ``ceremony_on`` (294 §4).
    ``merged_into``: the same person was entered twice; this record keeps its history and counts
    nowhere any more.
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
    ceremony_on = models.DateField(null=True)
    official_on = models.DateField(null=True)
    official_precision = models.CharField(max_length=7, choices=PRECISIONS, default="day")
    kept_by = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")

    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="nobody_merged_into_oneself",
                condition=~models.Q(merged_into=models.F("id")),
            ),
        )
        # The indexes of lists and search, in the order of names, are in migrations/sql/search.sql.
        indexes = (models.Index(fields=["card_number"], name="people_by_card"),)

    def __str__(self) -> str:
        return self.full_name


class FormerCard(models.Model):
    """A card number the person had before a change of cards (CT 51-CT/TW 2025): cards change, and
    lists written before still name the old one. ``until`` is the first day it no longer held."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="former_cards")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    number = models.CharField(max_length=12)
    until = models.DateField()

    class Meta:
        indexes = (models.Index(fields=["number"], name="people_by_former_card"),)

    def __str__(self) -> str:
        return self.number


class BadgeAward(models.Model):
    """A Party badge given for so many years of seniority (294 §28)."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="badges")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    years = models.SmallIntegerField()
    awarded_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "years"], name="a_badge_once"),)

    def __str__(self) -> str:
        return f"{self.years}"
