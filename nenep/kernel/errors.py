"""What can go wrong in the words of the person it happens to.

A message says what happened, what was kept and what to do. Messages are Vietnamese source
strings with ``%(name)s`` places, so that the screen can translate the template and then fill it.
"""

from collections.abc import Mapping


class NenepError(Exception):
    """An answer to a person, not a fault of the program."""

    def __init__(self, template: str, *, basis: str = "", **params: object) -> None:
        super().__init__(template)
        self.template = template
        self.basis = basis
        self.params: Mapping[str, object] = params

    def __str__(self) -> str:
        return self.template % self.params if self.params else self.template


class Invalid(NenepError):
    """The input cannot be read as what it should be; ``field`` names the box on the form."""

    def __init__(
        self, template: str, *, field: str = "", basis: str = "", **params: object
    ) -> None:
        super().__init__(template, basis=basis, **params)
        self.field = field


class Refused(NenepError):
    """A rule of the organisation forbids it; ``basis`` cites the provision."""


class Absent(NenepError):
    """There is no such thing, or it must look so to this person (404)."""


class Forbidden(NenepError):
    """The person may see it but not do this (403)."""


class Conflict(NenepError):
    """Somebody changed the same text first: both versions are kept and shown side by side."""

    def __init__(
        self, template: str, *, mine: str, theirs: str, basis: str = "", **params: object
    ) -> None:
        super().__init__(template, basis=basis, **params)
        self.mine = mine
        self.theirs = theirs
