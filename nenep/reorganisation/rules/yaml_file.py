"""A plan written as YAML: every deviation becomes one sentence with its line."""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from nenep.reorganisation.rules.steps import STEP_NAMES, PlanText
from nenep.reorganisation.rules.stored import WHERE, from_plain
from nenep.reorganisation.rules.written import (
    CARD,
    CODE,
    BrokenPlan,
    birth,
    is_code,
    reference,
)
from nenep.rulebook.rules.cell_types import CellType
from nenep.rulebook.rules.plain import Json, Table, day, maybe_day, text
from nenep.rulebook.rules.shapes import (
    TAG,
    Day,
    Findings,
    Flag,
    ListOf,
    OneOf,
    Record,
    Shape,
    Text,
    line_of,
    suggest,
)
from nenep.structure.rules.units import Kind

LARGEST_FILE = 2_000_000
MOST_STEPS = 2_000
DEEPEST = 12


@dataclass(frozen=True)
class UnitName:
    """A unit by its code (quoted or not) or by a key of the plan."""

    def read(self, node: yaml.Node, found: Findings) -> Json:
        value = reference(str(node.value)) if isinstance(node, yaml.ScalarNode) else ""
        if not value or node.tag == f"{TAG}null":
            found.add(node, "chỗ này phải là mã 14 số của đơn vị hoặc khóa đặt trong phương án")
        elif value.isdigit() and not is_code(value):
            found.add(node, f"mã “{value}” có {len(value)} chữ số; mã đơn vị có 14 chữ số")
        else:
            return value
        return None


@dataclass(frozen=True)
class NewCode:
    """A 14-digit code, quoted or not."""

    def read(self, node: yaml.Node, found: Findings) -> Json:
        value = reference(str(node.value)) if isinstance(node, yaml.ScalarNode) else ""
        if CODE.fullmatch(value):
            return value
        found.add(node, f"mã “{value}” chưa đúng; mã đơn vị có 14 chữ số")
        return None


@dataclass(frozen=True)
class Key:
    """A name for a new unit inside the plan: a word, so that no code can be meant."""

    def read(self, node: yaml.Node, found: Findings) -> Json:
        value = reference(str(node.value)) if isinstance(node, yaml.ScalarNode) else ""
        if value and not value.isdigit():
            return value
        found.add(node, "khóa của đơn vị mới phải là chữ, ví dụ: tdp3")
        return None


@dataclass(frozen=True)
class Birth:
    """A birth date as far as it is known: a day, a month, a year."""

    def read(self, node: yaml.Node, found: Findings) -> Json:
        value = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        known = birth(value)
        if known is None:
            found.add(node, f"“{value}” không phải là ngày sinh")
            return None
        return known.in_words()


_NAMED = Record({"name": Text(), "born": Birth()})


@dataclass(frozen=True)
class Member:
    """A card number, or a name with a birth date: a bare name names nobody for sure."""

    def read(self, node: yaml.Node, found: Findings) -> Json:
        if isinstance(node, yaml.MappingNode):
            return _NAMED.read(node, found)
        value = str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""
        if CARD.fullmatch(value):
            return {"card": value}
        found.add(node, "ghi số thẻ 12 chữ số, hoặc {name: họ và tên, born: ngày sinh}")
        return None


UNIT, CODE_SHAPE, WORDS = UnitName(), NewCode(), Text()
KINDS = OneOf(tuple(kind.value for kind in Kind))
CELL_TYPES = OneOf(tuple(kind.value for kind in CellType))
MEMBERS = ListOf(Member(), least=1)
PART = Record({"unit": UNIT}, {"members": MEMBERS, "units": ListOf(UNIT, least=1), "rest": Flag()})
ACTS: Mapping[str, Shape] = {
    "found": Record(
        {"key": Key(), "name": WORDS, "kind": KINDS, "under": UNIT},
        {"code": CODE_SHAPE, "short": WORDS, "cell_type": CELL_TYPES},
    ),
    "merge": Record({"units": ListOf(UNIT, least=1), "into": UNIT}, {"series": UNIT}),
    "split": Record({"unit": UNIT, "parts": ListOf(PART, least=1)}, {"records": UNIT}),
    "move": Record({"unit": UNIT, "under": UNIT}),
    "rename": Record({"unit": UNIT, "name": WORDS}, {"short": WORDS}),
    "recode": Record({"unit": UNIT, "code": CODE_SHAPE}),
    "change_kind": Record({"unit": UNIT, "kind": KINDS}, {"cell_type": CELL_TYPES}),
    "dissolve": Record({"unit": UNIT, "successor": UNIT}, {"members_to": UNIT}),
    "move_members": Record({"source": UNIT, "target": UNIT}, {"members": MEMBERS, "rest": Flag()}),
}


@dataclass(frozen=True)
class OneAct:
    """One step: exactly one of the known words with its table."""

    def read(self, node: yaml.Node, found: Findings) -> Json:
        if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
            found.add(node, f"mỗi bước là đúng một việc trong: {', '.join(ACTS)}")
            return None
        key, value = node.value[0]
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        shape = ACTS.get(name)
        if shape is None:
            found.add(key, f"không có việc “{name}”{suggest(name, tuple(STEP_NAMES))}")
            return None
        return {name: shape.read(value, found), WHERE: f"dòng {line_of(node)}"}


ROOT = Record(
    {"title": WORDS, "effective_on": Day(), "steps": ListOf(OneAct(), least=1)},
    {"decision": Text(empty=True), "decided_on": Day()},
)


def read_yaml(content: str, file: str) -> PlanText:
    """The plan of a YAML file.

    Raises:
        BrokenPlan: it is no YAML, or not of this shape; every fault with its line.
    """
    found = Findings(file)
    table = _root(content, found)
    if table is not None:
        rows = table.get("steps")
        if isinstance(rows, list) and len(rows) > MOST_STEPS:
            found.at(1, f"phương án có {len(rows)} bước, nhiều hơn mức {MOST_STEPS}")
    if found.problems or table is None:
        raise BrokenPlan(found.problems)
    return plan_from(table)


def plan_from(table: Table) -> PlanText:
    """The plan of a table whose shape was checked."""
    rows = table.get("steps")
    return PlanText(
        title=text(table, "title"),
        decision=text(table, "decision"),
        decided_on=maybe_day(table, "decided_on"),
        effective_on=day(table, "effective_on"),
        steps=from_plain([row for row in rows if isinstance(row, dict)])
        if isinstance(rows, list)
        else (),
    )


def _root(content: str, found: Findings) -> dict[str, Json] | None:
    node = _composed(content, found)
    said = ROOT.read(node, found) if node is not None else None
    return said if isinstance(said, dict) else None


def _composed(content: str, found: Findings) -> yaml.Node | None:
    if len(content) > LARGEST_FILE:
        found.at(1, "tệp quá lớn so với một phương án")
        return None
    try:
        depth = 0
        for event in yaml.parse(content, Loader=yaml.CSafeLoader):
            mark = event.start_mark
            line = 1 if mark is None else mark.line + 1
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent):
                found.at(line, "không dùng tham chiếu (*tên)")
                return None
            if depth > DEEPEST:
                found.at(line, "tệp lồng quá sâu so với một phương án")
                return None
        node = yaml.compose(content, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        broken = error.problem_mark
        found.at(
            1 if broken is None else broken.line + 1,
            "không đọc được YAML ở đây hoặc ngay trước đó; kiểm dấu ngoặc, dấu hai chấm và "
            "khoảng thụt đầu dòng",
        )
        return None
    except (yaml.YAMLError, RecursionError):
        found.at(1, "không đọc được YAML: tệp có ký tự lạ hoặc lồng quá sâu")
        return None
    if node is None:
        found.at(1, "tệp trống")
    return node
