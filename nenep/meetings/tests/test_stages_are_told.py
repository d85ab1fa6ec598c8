"""docs/meeting-stages.md says what the stage machine does, row by row."""

from pathlib import Path

from nenep.meetings.actions.mark import CAPABILITY
from nenep.meetings.rules.kinds import KINDS
from nenep.meetings.rules.stages import REQUIRES, STAGE_NAMES, Milestone, Stage

DOC = Path(__file__).parents[3] / "docs" / "meeting-stages.md"


def _row(milestone: Milestone) -> str:
    needs = ", ".join(f"`{kind}`" for kind in REQUIRES[milestone]) or "nothing"
    without = ", ".join(f"`{k}`" for k, rule in KINDS.items() if milestone in rule.without)
    name = STAGE_NAMES[Stage(milestone.value)]
    cells = (f"`{milestone}`", name, f"`{CAPABILITY[milestone]}`", needs, without or "all have it")
    return f"| {' | '.join(cells)} |"


def test_it_tells_every_step_as_the_machine_takes_it() -> None:
    told = DOC.read_text(encoding="utf-8").splitlines()
    missing = [row for row in map(_row, Milestone) if row not in told]
    assert missing == []


def test_it_tells_whose_meeting_each_kind_is() -> None:
    told = DOC.read_text(encoding="utf-8")
    rows = [f"| `{kind}` | `{rule.roll}` | `{rule.chair}` |" for kind, rule in KINDS.items()]
    assert [row for row in rows if row not in told] == []
