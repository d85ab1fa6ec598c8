"""The typed request of every signed-in view."""

from django.http import HttpRequest

from nenep.access.rules import Actor


class ActorRequest(HttpRequest):
    """A request whose actor the database itself has let in (see :mod:`nenep.config.scope`)."""

    actor: Actor
