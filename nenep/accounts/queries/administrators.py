"""The administrators of the system: accounts without a person. For the owner of the database."""

from nenep.identity.models import Account, Credential


def administrators() -> list[dict[str, object]]:
    """By login, with what opens each."""
    held = {one.account_id: one for one in Credential.objects.filter(account__person__isnull=True)}
    accounts = Account.objects.filter(person__isnull=True, login__isnull=False).order_by("login")
    return [
        {
            "login": account.login,
            "name": account.label,
            "active": account.is_active,
            "password": account.pk in held,
            "second_factor": account.pk in held and held[account.pk].factor is not None,
        }
        for account in accounts
    ]
