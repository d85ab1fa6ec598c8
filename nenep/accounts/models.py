"""What is kept of the keeping of accounts. The accounts themselves are in ``identity``."""

from django.db import models

from nenep.kernel import ids


class Recovery(models.Model):
    """Somebody lost the way in. One officer asks, another one approves within a day; only then is
    there a new activation code. ``unit`` keeps the person's record."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    account = models.ForeignKey("identity.Account", models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    approved_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="recovery_takes_two_people",
                condition=models.Q(approved_by__isnull=True)
                | ~models.Q(approved_by=models.F("asked_by")),
            ),
        )
        indexes = (models.Index(fields=["unit", "asked_at"], name="recoveries_of_a_unit"),)

    def __str__(self) -> str:
        return f"recovery asked {self.asked_at:%Y-%m-%d}"


class OneTimeLink(models.Model):
    """A slip for one member: read and respond, on one device, until a day. Of the code and of the
    fact it asks for only keyed hashes are kept. ``unit`` is the cell that handed it out.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    account = models.ForeignKey("identity.Account", models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(
        "meetings.Meeting", models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    """Forgotten by the database when its draft is withdrawn; the days of the link stay."""
    code_hash = models.BinaryField(max_length=32, unique=True)
    fact_hash = models.BinaryField(max_length=32)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    failures = models.SmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    device_hash = models.BinaryField(max_length=32, null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["unit", "made_at"], name="links_of_a_unit"),)

    def __str__(self) -> str:
        return f"link until {self.expires_at:%Y-%m-%d}"
