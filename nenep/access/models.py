"""Grants, the path of today, and the offices' row reach as SQL reads it."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from nenep.access.rules import NEVER_GRANTED, Office
from nenep.kernel import ids

OFFICE_CHOICES = [(office.value, office.name) for office in Office if office not in NEVER_GRANTED]
PATH_STANDINGS = [(kind, kind) for kind in ("today", "kept", "planned")]


class Grant(models.Model):
    """An office held during some days: the only source of reach.

    Written by ``people`` when an office begins or ends; an administrator's grant names the
    account, since administrators need not be members.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    office = models.CharField(max_length=40, choices=OFFICE_CHOICES)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey("identity.Account", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, null=True, related_name="+")
    during = DateRangeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="grant_names_one_holder",
                condition=models.Q(person__isnull=False, account__isnull=True)
                | models.Q(person__isnull=True, account__isnull=False),
            ),
            models.CheckConstraint(
                name="grant_names_a_unit_unless_administrator",
                condition=models.Q(unit__isnull=False)
                | models.Q(office=Office.ADMINISTRATOR.value),
            ),
            models.CheckConstraint(
                name="grant_is_never_an_emergency",
                condition=~models.Q(office=Office.EMERGENCY_READER.value),
            ),
        )

    def __str__(self) -> str:
        return f"{self.office} {self.during}"


class UnitPath(models.Model):
    """Where each unit stands today; the small table the row policies ask.

    ``standing``: a unit of today; one that has ended, ``kept`` under the successor that keeps its
    records; or one ``planned`` for a day to come, where its superior may already prepare it.
    ``path`` is an ltree of unit ids (hex, without dashes) from the root, kept by ``structure``.
    It is text here because Django needs only equality and the ``<@`` of :mod:`queries`.
    """

    unit = models.OneToOneField(
        "structure.Unit", models.CASCADE, primary_key=True, related_name="today"
    )
    parent = models.ForeignKey("structure.Unit", models.CASCADE, null=True, related_name="+")
    path = models.TextField()
    depth = models.SmallIntegerField()
    standing = models.CharField(max_length=8, choices=PATH_STANDINGS, db_default="today")

    class Meta:
        db_table = "access_unitpath"

    def __str__(self) -> str:
        return self.path


class OfficeReach(models.Model):
    """The row flags of :data:`nenep.access.rules.MANDATES`, synchronised after each migration."""

    office = models.CharField(primary_key=True, max_length=40)
    inside = models.BooleanField()
    records = models.BooleanField()
    figures = models.BooleanField()
    managed = models.BooleanField()
    leads = models.BooleanField()
    opens = models.BooleanField(db_default=False)
    reaches_in = models.BooleanField(db_default=False)
    above_cell = models.BooleanField(db_default=False)
    answers = models.BooleanField(db_default=False)

    class Meta:
        db_table = "access_office"

    def __str__(self) -> str:
        return self.office
