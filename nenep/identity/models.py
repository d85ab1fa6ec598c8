"""Accounts and sessions. An account is a key to offices; the offices are in ``access``."""

from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.db.models.functions import Lower

from nenep.kernel import ids


class Account(models.Model):
    """Somebody who can sign in: a person of the organisation, or an administrator."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    login = models.CharField(max_length=80)
    password = models.CharField(max_length=200)
    person = models.OneToOneField(
        "people.Person", models.PROTECT, null=True, related_name="account"
    )
    label = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(Lower("login"), name="one_account_per_login"),)

    def __str__(self) -> str:
        return self.login

    def set_password(self, raw: str) -> None:
        """Keep only the argon2 hash."""
        self.password = make_password(raw)

    def password_matches(self, raw: str) -> bool:
        """True when ``raw`` is the password. Slow on purpose."""
        return check_password(raw, self.password)


class Session(models.Model):
    """A signed-in device. The key itself is never stored, only its SHA-256.

    The roles that serve have no right on this table: they go through ``session_*`` functions.
    """

    key_hash = models.BinaryField(primary_key=True, max_length=32)
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="+")
    data = models.TextField()
    expires_at = models.DateTimeField(db_index=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"session until {self.expires_at:%Y-%m-%d}"
