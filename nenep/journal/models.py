"""Who did what, when: an append-only chain per unit, written only by ``journal_append``.

Rows hold ids and salted commitments, never text, so that text stays erasable.
"""

from django.db import models

from nenep.kernel import ids


class Entry(models.Model):
    """One act. Partitioned by month of ``at``; created by SQL, read through Django."""

    id = models.UUIDField(primary_key=True)
    unit = models.ForeignKey("structure.Unit", models.DO_NOTHING, related_name="+")
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    account_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=120)
    verb = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.UUIDField(null=True)
    facts = models.JSONField()
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        managed = False
        db_table = "journal_entry"

    def __str__(self) -> str:
        return f"{self.seq} {self.verb}"


class Receipt(models.Model):
    """An accepted command: the same id again returns the same verdict, never acts twice."""

    id = models.UUIDField(primary_key=True)
    account_id = models.UUIDField(null=True)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    payload_hash = models.BinaryField(max_length=32)
    verdict = models.JSONField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class Outbox(models.Model):
    """What happened to a unit in a month, for the worker to fold into figures."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    kind = models.CharField(max_length=60)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    month = models.DateField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.month:%Y-%m}"
