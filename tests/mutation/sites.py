"""Where the product asks whether somebody may: every door, and every question behind one.

Read from the source itself, so that a new door is on the list by existing.
"""

import ast
from collections import Counter
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
    nth: int = 1

    def __str__(self) -> str:
        named = f"{self.file} {self.function}: {self.name}"
        return named if self.nth == 1 else f"{named} ({self.nth})"


@cache
def sites() -> dict[str, Site]:
    """All that can be taken out, by name."""
    return {str(site): site for site in (*doors(), *questions())}


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
    """Every line of the product that calls must_hold, may or within."""
    return tuple(site for path in source.product_files() for site in _asked_in(path))


def _asked_in(path: source.Path) -> Iterator[Site]:
    """An inner function comes after the outer one and keeps what both contain."""
    asked: dict[tuple[int, str], tuple[str, int]] = {}
    for function in source.functions(path):
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and (name := _question(node)):
                asked[node.lineno, name] = function.name, node.end_lineno or node.lineno
    before: Counter[tuple[str, str]] = Counter()
    for (first, name), (inside, last) in sorted(asked.items()):
        before[inside, name] += 1
        yield Site(source.named(path), inside, name, first, last, before[inside, name])


def _question(call: ast.Call) -> str | None:
    known = isinstance(call.func, ast.Name) and call.func.id in QUESTIONS
    return call.func.id if known else None  # type: ignore[attr-defined]


def _takes_actor(function: source.Function) -> bool:
    named = [*function.args.posonlyargs, *function.args.args]
    return bool(named) and named[0].arg == "actor"
