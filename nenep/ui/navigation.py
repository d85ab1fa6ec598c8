"""The way around: which doors a person is shown. The doors themselves are guarded elsewhere."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class NavItem:
    """One place. ``capability`` None: for everybody signed in. The first three stand in the bar at
    the bottom of a phone, where ``short`` is read; ``group`` is a quiet heading on the desk and
    its members stand together."""

    label: str
    url_name: str
    icon: str = "box"
    badge: str = ""
    capability: str | None = None
    short: str = ""
    group: str = ""
    badge_tone: str = "bad"


@dataclass(frozen=True)
class NavLink:
    """A place that this person is shown on this page."""

    label: str
    short: str
    url: str
    icon: str
    badge: str
    badge_tone: str
    group: str
    current: bool


def links(items: Sequence[NavItem], *, held: Collection[str], at: str = "") -> tuple[NavLink, ...]:
    """The items whose capability is in ``held``, in order; ``at`` is the URL name being shown.

    A place whose URL needs arguments, or is not there in this installation, is left out; one that
    stands twice, under two capabilities, is shown under the first.
    """
    shown: list[NavLink] = []
    places: set[str] = set()
    for item in items:
        if item.capability is not None and item.capability not in held:
            continue
        if item.url_name in places:
            continue
        try:
            url = reverse(item.url_name)
        except NoReverseMatch:
            continue
        places.add(item.url_name)
        shown.append(_link(item, url, current=item.url_name == at))
    return tuple(shown)


def _link(item: NavItem, url: str, *, current: bool) -> NavLink:
    return NavLink(
        label=item.label,
        short=item.short or item.label,
        url=url,
        icon=item.icon,
        badge=item.badge,
        badge_tone=item.badge_tone,
        group=item.group,
        current=current,
    )
