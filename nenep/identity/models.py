"""Accounts, what opens them, and sessions. An account is a key to offices; those are in ``access``.

Only :class:`Account` can be read by the roles that serve, and only one's own. Everything else here
is closed to them: they ask definer functions (``migrations/sql``), one question at a time.
"""

from django.db import models
from django.db.models.functions import Lower, Now

from nenep.kernel import ids


class Account(models.Model):
    """Somebody who can sign in: a person of the organisation, or an administrator.

    Without a ``login`` it is opened by one-time links only.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    login = models.CharField(max_length=80, null=True)  # noqa: DJ001 - no login is not an empty one
    person = models.OneToOneField(
        "people.Person", models.PROTECT, null=True, related_name="account"
    )
    label = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(Lower("login"), name="one_account_per_login"),)

    def __str__(self) -> str:
        return self.login or str(self.pk)


class Credential(models.Model):
    """What somebody knows and has: the argon2 hash of the password, the sealed second factor.

    ``step`` is the last time step whose code was used: none is taken twice.
    """

    account = models.OneToOneField(
        Account, models.CASCADE, primary_key=True, related_name="credential"
    )
    password = models.CharField(max_length=200)
    set_at = models.DateTimeField(db_default=Now())
    factor = models.BinaryField(null=True)
    factor_since = models.DateTimeField(null=True)
    step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"credential since {self.set_at:%Y-%m-%d}"


class RecoveryCode(models.Model):
    """A way past a lost second factor, good for one time. Only its keyed hash is kept."""

    code_hash = models.BinaryField(primary_key=True, max_length=32)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return "recovery code"


class ActivationCode(models.Model):
    """Handed out on paper: with it the holder of an account sets a password. One per account."""

    account = models.OneToOneField(Account, models.CASCADE, primary_key=True, related_name="+")
    code_hash = models.BinaryField(max_length=32, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"activation code until {self.expires_at:%Y-%m-%d}"


class Trial(models.Model):
    """Failures at the door, shared by all workers. ``bucket`` is a keyed hash of a login, of an
    account's second step or of a neighbourhood of addresses; nobody can be read from it."""

    bucket = models.CharField(max_length=64, primary_key=True)
    failures = models.IntegerField()
    failed_at = models.DateTimeField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.failures} failures"


class Session(models.Model):
    """A signed-in device. The key itself is never stored, only its SHA-256.

    ``offices_hash`` is of the offices held when it was opened: other offices, another sign-in.
    ``id`` names the device on its holder's page and is good for nothing else.
    """

    key_hash = models.BinaryField(primary_key=True, max_length=32)
    id = models.UUIDField(default=ids.random_id, unique=True)
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="+")
    data = models.TextField()
    expires_at = models.DateTimeField(db_index=True)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_default=Now())
    idle_seconds = models.IntegerField(db_default=259_200)
    device = models.CharField(max_length=60, db_default="")
    limited = models.BooleanField(db_default=False)
    offices_hash = models.BinaryField(null=True)

    def __str__(self) -> str:
        return f"session until {self.expires_at:%Y-%m-%d}"
