"""Opening pages as somebody of the world: their device's session cookie, nothing more."""

from django.conf import settings
from django.test import Client

from tests.world import World


def signed_in(world: World, key: str) -> Client:
    """A test client on the device of ``key``, signed in with the offices of now."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sign_in(key)
    return client
