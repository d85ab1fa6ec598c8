"""What the room keeps of devices without a network: mandates, and what arrived under them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from nenep.kernel import ids


class Mandate(models.Model):
    """A meeting taken along on one device, with the offices of that moment.

    Replay is judged by it, whoever leads the cell by then; only a revocation ends that. It is
    issued by the database itself (``room_issue_mandate``); whoever serves can revoke it and no
    more. ``secret_hash`` is the SHA-256 of the secret that is sealed into every command.
    """

    id = models.UUIDField(primary_key=True, default=ids.random_id)
    # The composite key of the walls ties meeting and unit, and goes with a withdrawn draft.
    meeting = models.ForeignKey(
        "meetings.Meeting", models.DO_NOTHING, db_constraint=False, related_name="mandates"
    )
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    device_id = models.UUIDField()
    account = models.ForeignKey("identity.Account", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    offices = ArrayField(models.CharField(max_length=40))
    secret_hash = models.BinaryField(max_length=32)
    issued_at = models.DateTimeField()
    until = models.DateTimeField()
    clock_ahead = models.BigIntegerField(help_text="ms the server was ahead of the device")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)

    class Meta:
        indexes = (models.Index(fields=["meeting", "issued_at"], name="mandates_of_a_meeting"),)

    def __str__(self) -> str:
        return f"{self.meeting_id} until {self.until:%Y-%m-%d}"


class HeardCommand(models.Model):
    """One command as it arrived: who sent it, both clocks, and what became of it.

    ``payload`` is kept only where the mandate had been revoked: set aside, to be read by whoever
    leads the cell, done by nobody.
    """

    id = models.UUIDField(primary_key=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="commands")
    meeting = models.ForeignKey(
        "meetings.Meeting", models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    device_id = models.UUIDField()
    counter = models.BigIntegerField()
    name = models.CharField(max_length=32)
    version = models.SmallIntegerField()
    said_at = models.DateTimeField(help_text="by the device's clock")
    heard_at = models.DateTimeField(help_text="by the server's clock")
    verdict = models.CharField(max_length=12)
    payload = models.JSONField(null=True)

    class Meta:
        db_table = "room_command"
        indexes = (
            models.Index(fields=["meeting", "verdict"], name="commands_of_a_meeting"),
            models.Index(fields=["device_id", "heard_at"], name="commands_of_a_device"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.verdict}"
