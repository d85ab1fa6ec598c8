"""Where the product asks whether somebody may: every door, and every question behind one.

Read from the source itself, so that a new door is on the list by existing.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests import source

QUESTIONS = ("must_hold", "may", "within")


@dataclass(frozen=True)
class Site:
    """A door (``name`` of its function) or one question: a call of must_hold, may or within."""

    file: str
    function: str
    name: str
    first: int
    last: int

    @property
    def is_door(self) -> bool:
        return self.name == "door"

    def __str__(self) -> str:
        return f"{self.file} {self.function}: {self.name}"


@cache
def doors() -> tuple[Site, ...]:
    """The functions of every policies module that take the actor first."""
    return tuple(
        Site(source.named(path), function.name, "door", function.lineno, function.lineno)
        for path in source.product_files()
        if path.stem == "policies" or path.parent.name == "policies"
        for function in source.functions(path)
        if _takes_actor(function)
        and not function.name.startswith("_")
        and function.name not in QUESTIONS
    )


@cache
def questions() -> tuple[Site, ...]:
    """Every call of must_hold, may and within in the product, one by one."""
    return tuple(site for path in source.product_files() for site in _asked_in(path))


def _asked_in(path: source.Path) -> Iterator[Site]:
    for function in source.functions(path):
        for node in ast.walk(function):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in QUESTIONS
            ):
                last = node.end_lineno or node.lineno
                yield Site(source.named(path), function.name, node.func.id, node.lineno, last)


def _takes_actor(function: source.Function) -> bool:
    named = [*function.args.posonlyargs, *function.args.args]
    return bool(named) and named[0].arg == "actor"
