"""The prose keeps pace: what the documents list is what the program has."""

from nenep.access.rules import MANDATES, NEVER_GRANTED, Capability, Office, Reach, capability_table
from tests.source import ROOT

# The columns of the table of offices; offices that may do the same share one.
COLUMNS = (
    (Office.CELL_SECRETARY, Office.DEPUTY_CELL_SECRETARY),
    (Office.CELL_COMMITTEE_MEMBER,),
    (Office.PARTY_GROUP_LEADER, Office.DEPUTY_PARTY_GROUP_LEADER),
    (Office.MEMBER,),
    (Office.COMMITTEE_SECRETARY, Office.DEPUTY_COMMITTEE_SECRETARY, Office.COMMITTEE_OFFICE),
    (Office.COMMITTEE_MEMBER,),
    (Office.ASSIGNED_FOLLOWER,),
    (Office.PROVINCIAL_OFFICE,),
    (Office.ADMINISTRATOR,),
)
MARKS = {Reach.OWN_UNIT: "○", Reach.UNIT_AND_BELOW: "●", Reach.EVERYWHERE: "◆"}


def test_it_explains_every_capability() -> None:
    told = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")
    assert [c.value for c in Capability if f"`{c.value}`" not in told] == []


def test_it_prints_the_table_of_offices_as_it_is() -> None:
    told = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")
    rows = {cells[1].strip("` "): cells[3:-1] for cells in _table_rows(told)}
    assert {office for column in COLUMNS for office in column} == set(MANDATES) - NEVER_GRANTED
    for capability, offices in capability_table():
        marks = [{MARKS.get(offices.get(one), "") for one in column} for column in COLUMNS]  # type: ignore[arg-type]
        assert marks == [{cell.strip()} for cell in rows[capability.value]], capability


def _table_rows(page: str) -> list[list[str]]:
    """The rows of capabilities: a name, what it opens, one mark a column."""
    return [line.split("|") for line in page.splitlines() if line.count("|") == len(COLUMNS) + 3]


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
