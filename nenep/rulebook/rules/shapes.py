"""Strict reading of YAML nodes: every deviation becomes one sentence with its line.

YAML's surprises are refused rather than guessed at: ``yes``/``on`` as truth values, fractions
with a point, anchors, a key given twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Protocol
from uuid import UUID

import yaml

from nenep.rulebook.rules.plain import Json

TAG = "tag:yaml.org,2002:"
UNIT_DIGITS = 14


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong and where; ``line`` counts from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}, dòng {self.line}: {self.message}"


@dataclass
class Findings:
    """Collects problems of one file, so that a person sees all of them at once."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, node: yaml.Node, message: str) -> None:
        self.at(line_of(node), message)

    def at(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.file, line, message))


def line_of(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


class Shape(Protocol):
    """What a place in the file must hold; returns plain data, or ``None`` after a finding."""

    def read(self, node: yaml.Node, found: Findings) -> Json: ...


@dataclass(frozen=True)
class Text:
    """A non-empty text. Numbers and dates must be quoted to be texts."""

    empty: bool = False

    def read(self, node: yaml.Node, found: Findings) -> Json:
        if not isinstance(node, yaml.ScalarNode) or node.tag != f"{TAG}str":
            found.add(node, "chỗ này phải là chữ (đặt trong dấu nháy nếu cần)")
        elif not (node.value.strip() or self.empty):
            found.add(node, "chỗ này không được để trống")
        else:
            return str(node.value)
        return None


@dataclass(frozen=True)
class UnitCode:
    """The code of an organisation: fourteen digits, dots between them allowed; or its id."""

    def read(self, node: yaml.Node, found: Findings) -> Json:
        said = Text().read(node, found)
        if not isinstance(said, str):
            return None
        digits = said.replace(".", "")
        if (digits.isascii() and digits.isdigit() and len(digits) == UNIT_DIGITS) or _is_id(said):
            return said
        found.add(node, f"mã đơn vị “{said}” không phải 14 chữ số")
        return None


@dataclass(frozen=True)
class Whole:
    """A whole number within limits."""

    least: int = 0
    most: int = 100_000

    def read(self, node: yaml.Node, found: Findings) -> Json:
        number = _whole(node)
        if number is None:
            found.add(node, "chỗ này phải là số nguyên")
        elif not self.least <= number <= self.most:
            found.add(node, f"số {number} phải trong khoảng {self.least}–{self.most}")
        return number


@dataclass(frozen=True)
class Day:
    """A real calendar day, ``YYYY-MM-DD``."""

    def read(self, node: yaml.Node, found: Findings) -> Json:
        value = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            found.add(node, f"ngày “{value}” không có thật hoặc không viết dạng năm-tháng-ngày")
            return None


@dataclass(frozen=True)
class Flag:
    """``true`` or ``false``, nothing else."""

    def read(self, node: yaml.Node, found: Findings) -> Json:
        if isinstance(node, yaml.ScalarNode) and node.value in {"true", "false"}:
            return bool(node.value == "true")
        found.add(node, "chỗ này phải là true hoặc false")
        return None


@dataclass(frozen=True)
class OneOf:
    """One of some known words."""

    words: tuple[str, ...]

    def read(self, node: yaml.Node, found: Findings) -> Json:
        value = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        if value in self.words:
            return value
        found.add(node, f"“{value}” không được dùng ở đây{suggest(value, self.words)}")
        return None


@dataclass(frozen=True)
class Free:
    """Any plain value without decimal points: the value of a parameter."""

    def read(self, node: yaml.Node, found: Findings) -> Json:
        if isinstance(node, yaml.MappingNode):
            pairs = _pairs(node, found)
            return {key: self.read(value, found) for key, (_, value) in pairs.items()}
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, found) for item in node.value]
        return _scalar(node, found)


@dataclass(frozen=True)
class ListOf:
    """A list of one shape."""

    item: Shape
    least: int = 0

    def read(self, node: yaml.Node, found: Findings) -> Json:
        if not isinstance(node, yaml.SequenceNode):
            found.add(node, "chỗ này phải là danh sách (mỗi mục bắt đầu bằng dấu -)")
            return None
        if len(node.value) < self.least:
            found.add(node, f"danh sách này phải có ít nhất {self.least} mục")
        return [self.item.read(item, found) for item in node.value]


@dataclass(frozen=True)
class Record:
    """A table with known keys."""

    required: Mapping[str, Shape]
    optional: Mapping[str, Shape] = field(default_factory=dict)

    def read(self, node: yaml.Node, found: Findings) -> Json:
        if not isinstance(node, yaml.MappingNode):
            found.add(node, "chỗ này phải là các cặp khóa: giá trị")
            return None
        known = {**self.required, **self.optional}
        given = _pairs(node, found)
        for key, (key_node, _) in given.items():
            if key not in known:
                found.add(key_node, f"khóa “{key}” không có trong mẫu{suggest(key, tuple(known))}")
        for key in self.required.keys() - given.keys():
            found.add(node, f"thiếu khóa “{key}”")
        return {
            key: known[key].read(value, found) for key, (_, value) in given.items() if key in known
        }


def suggest(word: str, known: Sequence[str]) -> str:
    """``; có phải “minutes”?`` when something close is known."""
    close = get_close_matches(word, known, n=1)
    return f"; có phải “{close[0]}”?" if close else ""


def _pairs(node: yaml.MappingNode, found: Findings) -> dict[str, tuple[yaml.ScalarNode, yaml.Node]]:
    pairs: dict[str, tuple[yaml.ScalarNode, yaml.Node]] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            found.add(key, "khóa phải là chữ")
        elif key.value in pairs:
            found.add(key, f"khóa “{key.value}” bị lặp lại")
        else:
            pairs[str(key.value)] = (key, value)
    return pairs


def _is_id(said: str) -> bool:
    try:
        UUID(said)
    except ValueError:
        return False
    return True


def _whole(node: yaml.Node) -> int | None:
    if isinstance(node, yaml.ScalarNode) and node.tag == f"{TAG}int":
        digits = str(node.value).removeprefix("-")
        # "0800" and "1:30" are numbers to YAML 1.1, in base 8 and 60.
        if digits.isascii() and digits.isdigit() and (digits == "0" or digits[0] != "0"):
            return int(node.value)
    return None


def _scalar(node: yaml.Node, found: Findings) -> Json:
    value = str(node.value)
    number = _whole(node)
    if number is not None:
        return number
    if node.tag == f"{TAG}null":
        return None
    if value in {"true", "false"}:
        return value == "true"
    if node.tag == f"{TAG}timestamp":
        return Day().read(node, found)
    if node.tag != f"{TAG}str":
        found.add(node, f"giá trị “{value}” không rõ; phân số và chữ phải đặt trong dấu nháy")
        return None
    if "/" in value and value.replace("/", "").isdigit():
        try:
            Fraction(value)
        except (ValueError, ZeroDivisionError):
            found.add(node, f"phân số “{value}” không đúng")
    return value
