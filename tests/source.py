"""The project's own text, read once: what the tests of the house measure."""

import ast
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "nenep"
APART = {".venv", ".git", ".data", ".screens", ".hypothesis", "__pycache__"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Import:
    """One imported module, with where it is said."""

    at: str
    module: str


@cache
def files() -> tuple[Path, ...]:
    """Every file that is kept or will be; without git (an unpacked archive) all but caches."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        said = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        found = [path for path in ROOT.rglob("*") if not APART & set(path.parts)]
    else:
        found = [ROOT / name for name in said.split("\0") if name]
    return tuple(sorted(path for path in found if path.is_file()))


def ending(*suffixes: str) -> list[Path]:
    """The files of these kinds."""
    return [path for path in files() if path.suffix in suffixes]


def python_files() -> list[Path]:
    """Written Python: migrations are written by the framework's hand and left out."""
    return [path for path in ending(".py") if "migrations" not in path.parts]


def product_files() -> list[Path]:
    """Python that runs in an installation, without its tests."""
    return [p for p in python_files() if PACKAGE in p.parents and "tests" not in p.parts]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def line_count(path: Path) -> int:
    return text(path).count("\n")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), filename=str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything that a file says, walked through once: half a million of them in all."""
    return tuple(ast.walk(tree(path)))


def functions(path: Path) -> Iterator[Function]:
    """Every function of a file, methods and inner ones included."""
    for node in nodes(path):
        if isinstance(node, Function):
            yield node


def length(function: Function) -> int:
    """Lines from ``def`` to its end, the docstring included: it is read as well."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def statements(function: Function) -> int:
    """Statements in a function, nested ones too; its docstring is none."""
    inside = sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1
    return inside - (ast.get_docstring(function) is not None)


@cache
def imports(path: Path) -> tuple[Import, ...]:
    """Modules imported anywhere in a file; ``from package import module`` names the module."""
    found: list[Import] = []
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found += [Import(_at(path, node), one.name) for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [Import(_at(path, node), f"{node.module}.{one.name}") for one in node.names]
    return tuple(found)


def _at(path: Path, node: ast.stmt) -> str:
    return f"{named(path)}:{node.lineno}"


def percentile(values: Sequence[int], share: float) -> int:
    """The value that ``share`` of all do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
