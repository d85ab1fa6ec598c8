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


def functions(path: Path) -> Iterator[Function]:
    """Every function of a file, methods and inner ones included."""
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


def length(function: Function) -> int:
    """Lines from ``def`` to its end, the docstring included: it is read as well."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def statements(function: Function) -> int:
    """Statements in a function, nested ones too; its docstring is none."""
    inside = sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1
    return inside - (ast.get_docstring(function) is not None)


def imports(path: Path) -> Iterator[Import]:
    """Modules imported anywhere in a file; ``from package import module`` names the module."""
    for node in ast.walk(tree(path)):
        at = f"{named(path)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Import):
            for one in node.names:
                yield Import(at, one.name)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                yield Import(at, f"{node.module}.{one.name}")


def percentile(values: Sequence[int], share: float) -> int:
    """The value that ``share`` of all do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
