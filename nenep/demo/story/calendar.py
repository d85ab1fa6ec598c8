"""Months of the story and the days that follow from them."""

from datetime import date, timedelta
from random import Random

FIRST_MONTH = date(2024, 12, 1)
TODAY = date(2026, 11, 23)
DRAFT_ON = TODAY
"""The evening somebody can still carry from draft to final papers. It is tonight: the demo's day
never ends, so a meeting planned for a later day could never be opened on its day."""
COMMON_DAY_SINCE = date(2025, 10, 28)
"""HD 42: the 3rd for every kind of cell; until then only residential cells kept it."""
REORGANISED = date(2025, 7, 1)
"""The level between province and commune ended, and new wards and communes began."""
COMMUNES_JOINED = date(2024, 11, 1)
"""A smaller reorganisation before: one commune of the city joined another."""
CELLS_JOINED = date(2024, 9, 1)
"""One village cell joined its neighbour, before the first evening of the story."""
GROUPED = date(2025, 3, 20)
"""A large cell set up its Party groups."""
CONFIRMED_UNTIL = date(2026, 9, 1)
"""The superiors' offices have confirmed the papers of the months up to this one."""
SEED = "nenep-2026"


def month_start(index: int) -> date:
    """The first day of the month ``index`` (0 is December 2024)."""
    months = FIRST_MONTH.year * 12 + FIRST_MONTH.month - 1 + index
    return date(months // 12, months % 12 + 1, 1)


def months_after(day: date, count: int) -> date:
    """The same day ``count`` months later, or the last day of that month."""
    months = day.year * 12 + day.month - 1 + count
    first = date(months // 12, months % 12 + 1, 1)
    last = (date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(1)).day
    return first.replace(day=min(day.day, last))


def usual_day(month: date, *, residential: bool, habit: int) -> date:
    """The day the rule of that month gives, or the cell's own habit where the rule left it free."""
    if residential or month >= COMMON_DAY_SINCE:
        return month.replace(day=3)
    return month.replace(day=habit)


def draw_day(rng: Random, first: date, last: date) -> date:
    """A day between the two, both included."""
    return first + timedelta(rng.randint(0, (last - first).days))


def rng_for(*parts: str) -> Random:
    """A generator of its own for each part of the story: changing one cell moves no other."""
    return Random("/".join((SEED, *parts)))  # noqa: S311 - a story, not a secret
