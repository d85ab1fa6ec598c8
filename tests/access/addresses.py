"""Every address of the product, read from the URL configuration itself."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.place import Argument

# Arguments that name a choice, not a record: any sound value will do.
CHOICES: Mapping[str, Argument] = {
    "code": "0000-0000-0000-0000",
    **{"month": "2026-11", "year": 2026},
    **{"kind": "minutes", "form": "pdf", "part": "conclusion", "key": "agenda-pack"},
}


@dataclass(frozen=True)
class Address:
    """A URL name with the arguments it asks for."""

    name: str
    asks: tuple[str, ...]

    def filled(self, known: Mapping[str, Argument]) -> str | None:
        """The address of that thing; None when the thing has no such part."""
        arguments = {**CHOICES, **known}
        if any(name not in arguments for name in self.asks):
            return None
        return reverse(self.name, kwargs={name: arguments[name] for name in self.asks})


def addresses() -> tuple[Address, ...]:
    """All named addresses, those of Django's own machinery included."""
    return tuple(sorted(_below(get_resolver().url_patterns), key=lambda found: found.name))


def _below(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _below(pattern.url_patterns)
        else:
            yield Address(pattern.name or str(pattern.pattern), tuple(pattern.pattern.converters))
