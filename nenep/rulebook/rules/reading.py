"""Rulebook files → checked rows. One pass tells everything that is wrong, with lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import yaml

from nenep.kernel.errors import Invalid
from nenep.rulebook.rules.file_shapes import SCOPE, SECTIONS
from nenep.rulebook.rules.plain import Json, Table, tables, text
from nenep.rulebook.rules.shapes import Findings, Problem, line_of, suggest

LARGEST_FILE = 2_000_000
SHOWN = 20


class BrokenFile(Invalid):
    """The file cannot be used; ``problems`` names line and reason of each fault."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        listed = "\n".join(str(problem) for problem in self.problems[:SHOWN])
        super().__init__(
            "Tệp quy định có %(count)s lỗi, chưa nạp gì:\n%(listed)s",
            field="file",
            count=len(self.problems),
            listed=listed,
        )


@dataclass(frozen=True)
class Row:
    """One entry of a section with the place it came from."""

    file: str
    line: int
    table: Table


@dataclass(frozen=True)
class Source:
    """The rows of one or several files. ``unit`` is the code (or id) of the unit an override
    file is for, ``""`` for the national set. Parameters are one row per dated value."""

    unit: str = ""
    documents: tuple[Row, ...] = ()
    parameters: tuple[Row, ...] = ()
    agendas: tuple[Row, ...] = ()
    score_sheets: tuple[Row, ...] = ()

    def joined(self, other: "Source") -> "Source":
        return Source(
            unit=self.unit or other.unit,
            documents=self.documents + other.documents,
            parameters=self.parameters + other.parameters,
            agendas=self.agendas + other.agendas,
            score_sheets=self.score_sheets + other.score_sheets,
        )


@dataclass
class _Sections:
    unit: str = ""
    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in SECTIONS})


def read_text(content: str, file: str) -> Source:
    """Rows of one file with the right shape; raises :class:`BrokenFile`.

    Dates and references are checked by :mod:`nenep.rulebook.rules.checks`, which needs to know
    the national set beside the file.
    """
    found = Findings(file)
    root = _compose(content, found)
    sections = _Sections()
    if root is not None:
        _read_root(root, sections, found)
    if found.problems:
        raise BrokenFile(found.problems)
    return Source(
        unit=sections.unit,
        documents=tuple(sections.rows["documents"]),
        parameters=tuple(sections.rows["parameters"]),
        agendas=tuple(sections.rows["agendas"]),
        score_sheets=tuple(sections.rows["score_sheets"]),
    )


def _compose(content: str, found: Findings) -> yaml.MappingNode | None:
    if len(content) > LARGEST_FILE:
        found.at(1, "tệp quá lớn (trên 2 triệu ký tự)")
        return None
    try:
        for event in yaml.parse(content, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent):
                line = 1 if event.start_mark is None else event.start_mark.line + 1
                found.at(line, "không dùng tham chiếu (*tên) trong tệp này")
                return None
        root = yaml.compose(content, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = 1 if error.problem_mark is None else error.problem_mark.line + 1
        found.at(line, _unreadable(content, line))
        return None
    except yaml.YAMLError:
        found.at(1, "không đọc được YAML: tệp có ký tự lạ")
        return None
    if isinstance(root, yaml.MappingNode):
        return root
    found.at(1, "tệp phải bắt đầu bằng các mục documents, parameters, agendas hoặc score_sheets")
    return None


def _unreadable(content: str, line: int) -> str:
    lines = content.splitlines()
    if "\t" in "".join(lines[max(0, line - 1) : line]):
        return "dòng này có phím Tab; trong tệp YAML chỉ thụt đầu dòng bằng dấu cách"
    return (
        "không đọc được YAML ở đây hoặc ngay trước đó; kiểm dấu ngoặc, dấu hai chấm và "
        "khoảng thụt đầu dòng"
    )


def _read_root(root: yaml.MappingNode, sections: _Sections, found: Findings) -> None:
    seen: set[str] = set()
    for key, node in root.value:
        name = str(key.value)
        if name in seen:
            found.add(key, f"mục “{name}” bị lặp lại")
        elif name == "scope":
            sections.unit = _read_scope(node, found)
        elif name not in SECTIONS:
            known = ("scope", *SECTIONS)
            found.add(key, f"không có mục nào tên “{name}”{suggest(name, known)}")
        elif not isinstance(node, yaml.SequenceNode):
            found.add(node, f"mục “{name}” phải là danh sách")
        else:
            sections.rows[name].extend(_read_rows(name, node, found))
        seen.add(name)


def _read_scope(node: yaml.Node, found: Findings) -> str:
    if isinstance(node, yaml.ScalarNode) and node.value == "national":
        return ""
    scope = SCOPE.read(node, found)
    return text(scope, "unit") if isinstance(scope, dict) and scope.get("unit") else ""


def _read_rows(name: str, section: yaml.SequenceNode, found: Findings) -> Iterable[Row]:
    for node in section.value:
        before = len(found.problems)
        table = SECTIONS[name].read(node, found)
        if len(found.problems) > before or not isinstance(table, dict):
            continue
        if name == "parameters":
            yield from _dated_values(table, node, found.file)
        else:
            yield Row(found.file, line_of(node), table)


def _dated_values(parameter: Table, node: yaml.MappingNode, file: str) -> Iterable[Row]:
    values = next(value for key, value in node.value if key.value == "values")
    for value_node, value in zip(values.value, tables(parameter, "values"), strict=True):
        named: dict[str, Json] = {"name": parameter["name"], "title": parameter["title"]}
        yield Row(file, line_of(value_node), {**named, **value})
