"""Opinions a cell sends up, and what the committee they went to does with them.

Two tables for two hands: who sends writes the petition, the committee its replies; both read both.
A committee that passes one on writes a petition of its own, which ``continues`` the cell's; its
answer comes back through that committee's own reply. The speaker's name goes along only with
consent, the type of the opinion only if the cell says so.
"""

from django.db import models

from nenep.kernel import ids
from nenep.meetings.models import OPINION_KINDS

REPLIES = [(kind, kind) for kind in ("received", "extended", "passed_on", "answered")]


class Petition(models.Model):
    """One opinion before one committee. ``due_on`` is the end of its clock on the day it was sent;
    without a rule known for that day there is none."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    opinion = models.ForeignKey("meetings.Opinion", models.PROTECT, related_name="petitions")
    to_unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    text = models.TextField()
    speaker = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, choices=OPINION_KINDS, blank=True)
    forwarded_on = models.DateField()
    level = models.CharField(max_length=12, blank=True)
    clock_days = models.SmallIntegerField(null=True)
    due_on = models.DateField(null=True)
    basis = models.CharField(max_length=400, blank=True)
    continues = models.ForeignKey("self", models.PROTECT, null=True, related_name="passed_on")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["opinion", "to_unit"], name="an_opinion_goes_once_to_a_committee"
            ),
        )
        indexes = (
            models.Index(fields=["to_unit", "-forwarded_on"], name="petitions_to_a_committee"),
        )

    def __str__(self) -> str:
        return f"kiến nghị {self.forwarded_on}"


class Reply(models.Model):
    """What the committee did on a day: received it, took more time with a reason,
    passed it on to its own superior, answered."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    petition = models.ForeignKey(Petition, models.CASCADE, related_name="replies")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    by_unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=REPLIES)
    on = models.DateField()
    text = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    account_id = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["petition"],
                name="a_petition_is_answered_once",
                condition=models.Q(kind="answered"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
