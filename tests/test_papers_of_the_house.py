"""The prose keeps pace: what the documents list is what the program has."""

from nenep.access.rules import Capability
from tests.source import ROOT


def test_it_explains_every_capability() -> None:
    told = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")
    assert [c.value for c in Capability if f"`{c.value}`" not in told] == []


def test_it_writes_an_adr_for_every_number() -> None:
    numbers = sorted(int(p.name[:4]) for p in (ROOT / "docs" / "adr").glob("0*.md"))
    assert numbers == list(range(len(numbers)))


def test_it_says_the_same_commands_in_both_languages() -> None:
    words = []
    for name in ("README.md", "README.vi.md"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        rows = [line.split("`")[1] for line in lines if line.startswith("| `bin/nenep ")]
        words.append([" ".join(part for part in row.split() if part.islower()) for row in rows])
    assert words[0] == words[1]
