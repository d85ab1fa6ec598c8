"""Correcting a sealed paper (đính chính): one passage of the sealed text gets other words.

Who may decide it is rulebook data (``papers.correction``): a slip of the pen is the secretary's,
anything that changes what was said or decided is the cell's, at a meeting.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar, cast

from nenep.documents.rules.model import Document
from nenep.documents.rules.text import Run, plain, rich
from nenep.kernel.errors import Absent, Invalid

Part = TypeVar("Part")
Path = tuple[str | int, ...]
LONGEST = 20_000
# Fixed by the form and the number itself; a wrong one is another paper, not a slip in this one.
_NOT_PASSAGES = frozenset({"head", "number", "footer_note"})


class Ground(StrEnum):
    """Why a paper is corrected."""

    CLERICAL = "clerical"
    CONTENT = "content"


@dataclass(frozen=True)
class Passage:
    """A stretch of a sealed paper that can be corrected: ``address`` says where it stands."""

    address: str
    text: str


def passages(document: Document) -> list[Passage]:
    """Every paragraph, list item, cell and line of the paper, in the order of reading."""
    return [
        Passage(".".join(map(str, path)), text)
        for name in (field.name for field in fields(document))
        if name not in _NOT_PASSAGES
        for path, text in _texts((name,), getattr(document, name))
        if text.strip()
    ]


def passage_at(document: Document, address: str) -> Passage:
    """Raises:
    Absent: the paper has no such passage.
    """
    found = next((one for one in passages(document) if one.address == address), None)
    if found is None:
        raise Absent("Không tìm thấy đoạn này trong văn bản.")
    return found


def corrected(document: Document, address: str, after: str, note: str) -> Document:
    """The paper with other words in that passage, saying at its foot what it supersedes.

    A passage keeps its bold or italic only where all of it had it.

    Raises:
        Absent: no such passage. Invalid: nothing changes, or the text is too long.
    """
    known = passage_at(document, address)
    if after.strip() == known.text.strip():
        raise Invalid("Nội dung chưa khác bản đã ban hành.", field="after")
    if len(after) > LONGEST:
        raise Invalid("Nội dung dài quá %(most)d ký tự.", most=LONGEST, field="after")
    path = tuple(int(step) if step.isdecimal() else step for step in address.split("."))
    return replace(_with(document, path, after.strip()), footer_note=note)


def footer_of(on: date, superseded_on: date) -> str:
    """What stands at the foot of each page of a corrected paper."""
    return f"Bản đính chính ngày {on:%d/%m/%Y}, thay bản ban hành ngày {superseded_on:%d/%m/%Y}"


def _texts(path: Path, part: object) -> Iterator[tuple[Path, str]]:
    if _is_rich(part):
        yield path, plain(cast(tuple[Run, ...], part))
    elif isinstance(part, str):
        yield path, part
    elif isinstance(part, tuple):
        for at, one in enumerate(part):
            yield from _texts((*path, at), one)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name != "alignment":
                yield from _texts((*path, field.name), getattr(part, field.name))


def _with(part: Part, path: Path, text: str) -> Part:
    """``part`` with ``text`` at the end of ``path``."""
    if not path:
        return cast(Part, _like(part, text))
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        row = cast(tuple[object, ...], part)
        return cast(Part, (*row[:step], _with(row[step], rest, text), *row[step + 1 :]))
    held = _with(getattr(part, step), rest, text)
    return replace(part, **{step: held})  # type: ignore[type-var]


def _like(old: object, text: str) -> object:
    if isinstance(old, str):
        return text
    runs = cast(tuple[Run, ...], old)
    bold, italic = all(run.bold for run in runs), all(run.italic for run in runs)
    return rich(Run(text, bold=bold, italic=italic))


def _is_rich(part: object) -> bool:
    return isinstance(part, tuple) and bool(part) and all(isinstance(one, Run) for one in part)
