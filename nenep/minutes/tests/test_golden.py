"""The wording of the papers, line by line: a changed phrase shows here before it is approved."""

from collections.abc import Iterator
from pathlib import Path

from nenep.documents.rules.blocks import Block, BulletList, Heading, KeyValues, Paragraph, Table
from nenep.documents.rules.model import Document
from nenep.documents.rules.text import plain
from nenep.meetings.actions.take_roll import RollMark
from nenep.minutes.queries import compose_all
from nenep.minutes.tests.evenings import VILLAGE, adopt_evening, write_evening
from tests.world import World

FILES = Path(__file__).parent / "files"


def test_it_words_the_papers_as_agreed(world: World) -> None:
    actor = world.act_as("secretary")
    absent = [
        RollMark(world.person("hosted"), "excused", "duty"),
        RollMark(world.person("probationary"), "unexcused"),
    ]
    meeting = write_evening(actor, world.unit("village"), VILLAGE, absent)
    adopt_evening(actor, meeting, 4)
    composed = compose_all(actor, meeting.pk)
    assert list(composed) == ["agenda", "minutes", "resolution", "score-sheet"]
    for kind, document in composed.items():
        said = "\n".join(lines(document)) + "\n"
        assert said == (FILES / f"{kind}.txt").read_text(encoding="utf-8")


def lines(document: Document) -> Iterator[str]:
    yield f"{document.head.superior_org} / {document.head.issuing_org}"
    yield f"{document.title.kind} — {document.title.subject}"
    for basis in document.bases:
        yield f"= {plain(basis)}"
    for block in document.blocks:
        yield from _block(block)
    for annex in document.annexes:
        yield f"{annex.label} — {annex.title}"
        for block in annex.blocks:
            yield from _block(block)
    yield f"→ {' '.join(document.recipients)}"
    if document.signatures:
        sides = (document.signatures.left, document.signatures.right)
        yield " | ".join(f"{s.authority} {s.role} {s.name}" for s in sides if s)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {plain(block.text)}"
        case Paragraph():
            yield plain(block.text)
        case BulletList():
            yield from (f"- {plain(item)}" for item in block.items)
        case KeyValues():
            yield from (f"{line.label}: {plain(line.value)}" for line in block.lines)
        case Table():
            yield " | ".join(column.header for column in block.columns)
            yield from (" | ".join(map(plain, row)) for row in block.rows)
        case _:
            raise AssertionError(f"unknown part: {block}")
