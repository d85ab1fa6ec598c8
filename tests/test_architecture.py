"""The house rules that a linter cannot say: doors between apps, sizes, names, what is banned."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

from tests import source
from tests.source import named

PUBLIC = frozenset({"models", "queries", "actions", "policies", "rules"})
OPEN_TO_ALL = frozenset({"kernel", "ui"})
# Doors beside the five, each with its reason.
ALSO_PUBLIC = {
    "nenep.access.requests": "the typed request that every view receives",
    "nenep.access.scope": "how a command or a job enters a reach",
    "nenep.access.row_policies": "the operations every app's migration protects its tables with",
    "nenep.identity.visitors": "the neighbourhood a request comes from, where failures count",
    "nenep.identity.keys": "the key of a second factor, drawn once while it is enrolled",
    "nenep.identity.fields": "a password is asked for, and refused, in the same words everywhere",
    "nenep.journal.once_only": "a form pressed twice acts once, on every page that writes",
    "nenep.meetings.steps": "the stages of a meeting, and the page on which the next one is done",
    "nenep.imports.reading": "a spreadsheet that somebody sent, opened behind its guards",
    "nenep.dashboards.marks": "a month of figures as a mark of the strip, the same on every page",
}
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_VIEW = 400, 60, 15
LONGEST_TEMPLATE, LONGEST_SCRIPT = 140, 120
USUAL_FUNCTION = 35
SAYING_NOTHING = re.compile(r"(^|_)(utils?|helpers?|common|base|managers?|misc)$")
# Written in two halves, so that this file does not accuse itself.
UNFINISHED = re.compile(r"\b(DEV" r"-ONLY|TO" r"DO|FIX" r"ME|NotImplemented" r"Error)\b")
HOSTS = (
    *("pypi|org", "pythonhosted|org", "npmjs|org", "npmjs|com", "jsdelivr|net", "unpkg|com"),
    *("docker|io", "ghcr|io", "quay|io", "crates|io", "golang|org", "cdnjs|com", "rubygems|org"),
)
HERE = re.compile(r"(?<![\w.\-])/(wo" r"rk|root|home/\w+|Users/\w+|tmp/n" r"n)(/|\b)")
MEDIA = {".png", ".jpg", ".woff2", ".ttf", ".otf", ".ico", ".xlsx", ".pdf", ".docx", ".mo"}


def test_it_enters_another_app_by_its_public_doors() -> None:
    wrong = [
        f"{said.at} imports {said.module}"
        for path in source.product_files()
        for said in source.imports(path)
        if not _may_import(path, said.module)
    ]
    assert wrong == []


def _may_import(path: Path, module: str) -> bool:
    own, parts = path.relative_to(source.PACKAGE).parts[0], module.split(".")
    if parts[0] != "nenep" or own == "config" or len(parts) < 3:
        return True
    app, part = parts[1], parts[2]
    if app in {own, *OPEN_TO_ALL} or part in PUBLIC:
        return True
    return ".".join(parts[:3]) in ALSO_PUBLIC


def test_it_keeps_every_file_short() -> None:
    assert _longer_than(LONGEST_FILE, source.python_files()) == {}


def test_it_keeps_every_function_short(record_property: Callable[[str, object], None]) -> None:
    lengths = {
        f"{named(path)}:{function.name}": source.length(function)
        for path in source.python_files()
        for function in source.functions(path)
    }
    usual = source.percentile(list(lengths.values()), 0.9)
    record_property("nenep", f"hàm: {len(lengths)}, 90 % không quá {usual} dòng")
    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}
    assert usual <= USUAL_FUNCTION


def test_it_keeps_a_view_to_parsing_one_call_and_a_reply() -> None:
    views = [p for p in source.product_files() if "views" in p.stem or p.parent.name == "views"]
    counted = {
        f"{named(path)}:{function.name}": source.statements(function)
        for path in views
        for function in source.functions(path)
    }
    assert {name: count for name, count in counted.items() if count > LONGEST_VIEW} == {}


def test_it_keeps_templates_and_scripts_short() -> None:
    assert _longer_than(LONGEST_TEMPLATE, source.ending(".html")) == {}
    scripts = [path for path in source.ending(".js") if "vendor" not in path.parts]
    assert _longer_than(LONGEST_SCRIPT, scripts) == {}


def test_it_names_every_module_after_what_it_holds() -> None:
    vague = [named(path) for path in source.python_files() if SAYING_NOTHING.search(path.stem)]
    folders = {path.parent for path in source.python_files()}
    vague += [named(folder) for folder in folders if SAYING_NOTHING.search(folder.name)]
    assert vague == []


def test_it_imports_at_the_top_only() -> None:
    """An import inside a function hides a cycle; ``TYPE_CHECKING`` hides it from the linter."""
    local = [
        f"{named(path)}:{node.lineno}"
        for path in source.python_files()
        for function in source.functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    hidden = [
        said.at
        for path in source.python_files()
        for said in source.imports(path)
        if said.module == "typing.TYPE_CHECKING"
    ]
    assert local + hidden == []


def test_it_leaves_nothing_unfinished() -> None:
    written = [
        *source.ending(".py", ".html", ".js", ".css", ".sql", ".toml", ".yaml"),
        *_commands(),
    ]
    assert _lines_with(UNFINISHED, [p for p in written if "vendor" not in p.parts]) == []


def test_it_names_no_registry_and_no_place_of_one_machine() -> None:
    hosts = re.compile("|".join(rf"\b{host.replace('|', '[.]')}\b" for host in HOSTS))
    written = [path for path in source.files() if path.suffix not in MEDIA]
    assert _lines_with(hosts, written) == []
    assert _lines_with(HERE, written) == []


def test_it_waits_for_what_happens_and_never_for_the_clock() -> None:
    tests = [p for p in source.python_files() if "tests" in p.parts]
    lazy = re.compile(r"wait_for_time" r"out|mark\.sk" r"ip|pytest\.sk" r"ip|assert Tr" r"ue$")
    assert _lines_with(lazy, tests) == []


def _longer_than(limit: int, paths: list[Path]) -> dict[str, int]:
    counted = {named(path): source.line_count(path) for path in paths}
    return {name: lines for name, lines in counted.items() if lines > limit}


def _lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{named(path)}:{number}: {line.strip()[:90]}"
        for path in paths
        for number, line in enumerate(source.text(path).splitlines(), 1)
        if pattern.search(line)
    ]


def _commands() -> list[Path]:
    return [path for path in source.files() if path.parent.name == "bin" and not path.suffix]
