"""Plain data (what YAML and ``jsonb`` share) and typed ways to take it apart.

No floating point: shares are whole percents or fractions in quotes (``"2/3"``), so that a vote
or a score is never decided by rounding. Data reaching these functions was validated on the way
in; a :class:`TypeError` here means a broken load, not a person's mistake.
"""

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
Table: TypeAlias = Mapping[str, Json]


def text(table: Table, key: str, default: str = "") -> str:
    found = table.get(key, default)
    if not isinstance(found, str):
        raise TypeError(f"{key}: text expected")
    return found


def whole(table: Table, key: str, default: int | None = None) -> int:
    found = table.get(key, default)
    if not isinstance(found, int) or isinstance(found, bool):
        raise TypeError(f"{key}: whole number expected")
    return found


def maybe_whole(table: Table, key: str) -> int | None:
    return None if table.get(key) is None else whole(table, key)


def flag(table: Table, key: str) -> bool:
    return table.get(key, False) is True


def day(table: Table, key: str) -> date:
    return date.fromisoformat(text(table, key))


def maybe_day(table: Table, key: str) -> date | None:
    return None if table.get(key) is None else day(table, key)


def texts(table: Table, key: str) -> tuple[str, ...]:
    found = table.get(key)
    if found is None:
        return ()
    if not isinstance(found, list):
        raise TypeError(f"{key}: list expected")
    return tuple(item for item in found if isinstance(item, str))


def tables(table: Table, key: str) -> tuple[dict[str, Json], ...]:
    found = table.get(key)
    if found is None:
        return ()
    if not isinstance(found, list):
        raise TypeError(f"{key}: list expected")
    return tuple(item for item in found if isinstance(item, dict))
