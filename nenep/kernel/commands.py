"""What an app offers on the command line.

An app defines ``register(commands)`` in its ``commands.py`` and adds its words; the command line
itself (:mod:`nenep.config.cli`) knows no app by name.
"""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Literal
from uuid import UUID

Connection = Literal["serving", "worker", "owner"]
Configure = Callable[[ArgumentParser], None]
Run = Callable[[Namespace], int]


@dataclass(frozen=True)
class Command:
    """One sentence of the command line, e.g. ``import members FILE``."""

    words: tuple[str, ...]
    help: str
    run: Run
    configure: Configure | None = None
    database: bool = True
    """Start (or attach to) the database first, and stop it again if nobody else uses it."""
    connection: Connection = "serving"
    """The role behind Django's ``default`` alias while the command runs."""
    json: bool = False
    """Offer ``--json``; the command answers through :func:`answer`."""

    @property
    def name(self) -> str:
        return " ".join(self.words)


class Registry:
    """The known commands, by their words."""

    def __init__(self) -> None:
        self._commands: dict[tuple[str, ...], Command] = {}

    def add(
        self,
        name: str,
        *,
        help: str,
        run: Run,
        configure: Configure | None = None,
        database: bool = True,
        connection: Connection = "serving",
        json: bool = False,
    ) -> None:
        """Add a command under one or more words: ``commands.add("import members", ...)``.

        Raises:
            ValueError: the words are taken, or are only the beginning of another command.
        """
        words = tuple(name.split())
        for taken in self._commands:
            shared = min(len(words), len(taken))
            if not words or words[:shared] == taken[:shared]:
                raise ValueError(f"command {name!r} collides with {' '.join(taken)!r}")
        self._commands[words] = Command(words, help, run, configure, database, connection, json)

    def __iter__(self) -> Iterator[Command]:
        return iter(sorted(self._commands.values(), key=lambda command: command.words))

    def find(self, arguments: Sequence[str]) -> tuple[Command, list[str]] | None:
        """The command that ``arguments`` begin with, and what is left for it; or None."""
        for length in range(len(arguments), 0, -1):
            command = self._commands.get(tuple(arguments[:length]))
            if command:
                return command, list(arguments[length:])
        return None

    def under(self, prefix: Sequence[str]) -> list[Command]:
        """The commands that begin with ``prefix``: what ``nenep import`` alone should list."""
        length = len(prefix)
        return [command for command in self if command.words[:length] == tuple(prefix)]

    def near(self, arguments: Sequence[str]) -> list[str]:
        """Up to three names that somebody who typed ``arguments`` may have meant."""
        typed = " ".join(word for word in arguments if not word.startswith("-"))
        names = [command.name for command in self]
        begun = [name for name in names if typed and name.startswith(typed)]
        return (begun or get_close_matches(typed, names, n=3, cutoff=0.5))[:3]


def answer(args: Namespace, data: object, text: str) -> None:
    """Print ``data`` as one JSON document when ``--json`` was given, otherwise ``text``.

    ``data`` may hold dataclasses, dates, ids, decimals and paths at any depth.
    """
    if getattr(args, "json", False):
        print(json.dumps(_plain(data), ensure_ascii=False, indent=1, default=_plain))
    elif text:
        print(text)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal | UUID | Path):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    return value
