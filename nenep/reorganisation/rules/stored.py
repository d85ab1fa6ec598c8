"""Steps as plain data and back: what a plan keeps in its row, and what a YAML file reads to."""

from collections.abc import Sequence
from dataclasses import fields

from nenep.kernel.errors import Invalid
from nenep.kernel.partial_dates import PartialDate, parse
from nenep.reorganisation.rules.steps import (
    KINDS,
    Act,
    MoveMembers,
    Part,
    PersonRef,
    Split,
    Step,
    kind_of,
)
from nenep.rulebook.rules.plain import Json, Table, flag, tables, text, texts

WHERE = "where"


def to_plain(steps: Sequence[Step]) -> list[dict[str, Json]]:
    """For keeping: one table a step, ``{"merge": {...}, "where": "dòng 12"}``."""
    return [{kind_of(step.act): _table(step.act), WHERE: step.where} for step in steps]


def from_plain(rows: Sequence[Table]) -> tuple[Step, ...]:
    """Back from keeping, or from a file whose shape was checked."""
    return tuple(_step(row) for row in rows)


def _table(act: object) -> dict[str, Json]:
    said: dict[str, Json] = {}
    for one in fields(act):  # type: ignore[arg-type]
        value = getattr(act, one.name)
        if value in ("", (), False):
            continue
        said[one.name] = _plain(value)
    return said


def _plain(value: object) -> Json:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, PersonRef):
        born = value.born.in_words() if value.born.known else ""
        said: dict[str, Json] = {"card": value.card, "name": value.name, "born": born}
        return said | ({"id": value.id} if value.id else {})
    if isinstance(value, Part):
        return _table(value)
    assert isinstance(value, bool | str)  # noqa: S101 - nothing else stands in a step
    return value


def _step(row: Table) -> Step:
    where = row.get(WHERE)
    kind, table = next((k, t) for k, t in row.items() if k != WHERE and isinstance(t, dict))
    return Step(_act(kind, table), where if isinstance(where, str) else "")


def _act(kind: str, table: Table) -> Act:
    if kind == "split":
        return Split(text(table, "unit"), _parts(table), text(table, "records"))
    if kind == "move_members":
        return MoveMembers(
            source=text(table, "source"),
            target=text(table, "target"),
            members=people(table),
            rest=flag(table, "rest"),
        )
    made = next(one for one, name in KINDS.items() if name == kind)
    said = {
        one.name: texts(table, one.name) if one.name == "units" else text(table, one.name)
        for one in fields(made)  # type: ignore[arg-type]
    }
    return made(**said)  # type: ignore[return-value]


def _parts(table: Table) -> tuple[Part, ...]:
    return tuple(
        Part(text(one, "unit"), people(one), texts(one, "units"), flag(one, "rest"))
        for one in tables(table, "parts")
    )


def people(table: Table) -> tuple[PersonRef, ...]:
    """The ``members`` of a step."""
    return tuple(
        PersonRef(text(one, "card"), text(one, "name"), born(text(one, "born")), text(one, "id"))
        for one in tables(table, "members")
    )


def born(words: str) -> PartialDate:
    """A birth date as written; unknown when it is no date (the reader has said so already)."""
    try:
        return parse(words)
    except Invalid:
        return PartialDate()
