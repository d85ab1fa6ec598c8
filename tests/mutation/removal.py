"""Standing between each question and whoever asks it: what refused, and what is taken out now."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from typing import Any

from nenep.access.rules import SYSTEM, Capability
from tests.mutation.sites import QUESTIONS, Site, doors, questions


class Removal:
    """The refusals met, and the one door that is out."""

    def __init__(self) -> None:
        self.removed: Site | None = None
        self.met: set[Site] = set()

    @contextmanager
    def of(self, site: Site) -> Iterator[None]:
        self.removed = site
        try:
            yield
        finally:
            self.removed = None

    def stand_between(self) -> None:
        """In every module that is loaded by now; a test asks doors too, and its own questions are
        none of the product."""
        for name, module in list(sys.modules.items()):
            product = name.startswith("nenep.") and ".tests" not in name
            if product or name.startswith("tests.") or ".tests." in name:
                self._wrap(vars(module), questions=product)

    def _wrap(self, names: dict[str, Any], *, questions: bool) -> None:
        for name, value in list(names.items()):
            asked = getattr(value, "__module__", "") or ""
            if questions and name in QUESTIONS and asked.startswith("nenep.access."):
                names[name] = self._questioned(name, value)
            elif (site := _door(asked, getattr(value, "__qualname__", ""))) is not None:
                names[name] = self._doored(site, value)

    def _doored(self, site: Site, door: Callable[..., Any]) -> Callable[..., Any]:
        """Without the door everybody passes it as the installation does; the row policies stay."""

        @wraps(door)
        def asked(actor: object, *args: object, **kwargs: object) -> object:
            if self.removed == site:
                return door(SYSTEM, *args, **kwargs)
            try:
                return door(actor, *args, **kwargs)
            except Exception:
                self.met.add(site)
                raise

        return asked

    def _questioned(self, name: str, question: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(question)
        def asked(*args: object, **kwargs: object) -> object:
            caller = sys._getframe(1)
            site = _question(caller.f_code.co_filename, caller.f_lineno, name)
            if site is not None and self.removed == site:
                return _yes(name, question)
            try:
                answer = question(*args, **kwargs)
            except Exception:
                if site is not None:
                    self.met.add(site)
                raise
            if site is not None and (name == "within" or answer is False):
                self.met.add(site)
            return answer

        return asked


def _yes(name: str, question: Callable[..., Any]) -> object:
    """What everybody would hear who may: nothing, True, or the list of all."""
    if name == "within":
        return question(SYSTEM, Capability.VIEW_UNIT)
    return True if name == "may" else None


@cache
def _door(module: str, function: str) -> Site | None:
    file = module.replace(".", "/") + ".py"
    return next((s for s in doors() if (s.file, s.function) == (file, function)), None)


@cache
def _question(file: str, line: int, name: str) -> Site | None:
    """The innermost call of that name which spans the line."""
    here = (
        site
        for site in questions()
        if site.name == name and file.endswith(site.file) and site.first <= line <= site.last
    )
    return max(here, key=lambda site: site.first, default=None)
