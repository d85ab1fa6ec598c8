"""What ``migrate`` does for the door: the key that the application and the database share."""

from nenep.identity.actions.share_door_key import share_door_key
from nenep.kernel.commands import Registry


def after_migrate() -> None:
    """Called by ``nenep migrate`` as the owner."""
    share_door_key()


def register(commands: Registry) -> None:
    """No sentence of its own on the command line."""
