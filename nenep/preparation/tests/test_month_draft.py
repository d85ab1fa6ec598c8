"""The drafted agenda of a month, word by word, for each type of cell and each kind of month."""

import json
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

import pytest

from nenep.kernel.commands import Registry
from nenep.preparation import commands
from nenep.preparation.printing import month_text
from nenep.preparation.queries.drafts import month_draft
from nenep.rulebook.rules.cell_types import CellType
from nenep.structure.queries.units import unit_by_code
from tests.world import TODAY, World

FILES = Path(__file__).parent / "files"
VILLAGE = "99101001000001"
# A plain month; one with a topic; one in which the 3rd is Tết.
MONTHS = (
    (date(2026, 11, 1), "", ""),
    (date(2026, 12, 1), "combined", "Chuyển đổi số"),
    (date(2027, 1, 1), "thematic", "Bảo vệ nguồn nước"),
    (date(2030, 2, 1), "", ""),
)
# Under older rules, and before any rule that is known.
PAST = (date(2022, 2, 1), date(2019, 3, 1), date(2012, 10, 1), date(2008, 3, 1))


@pytest.mark.parametrize("cell_type", list(CellType))
def test_it_drafts_the_month_of_each_type_of_cell_as_agreed(
    cell_type: CellType, world: World
) -> None:
    actor = world.act_as_system()
    unit = unit_by_code(VILLAGE, TODAY)
    drawn = [
        month_text(
            month_draft(actor, unit, month, kind=kind, cell_type=cell_type.value, topic=topic)
        )
        for month, kind, topic in MONTHS
    ]
    _must_read(f"agenda-{cell_type.value}.txt", drawn)


def test_it_follows_the_rules_of_the_time(world: World) -> None:
    actor = world.act_as_system()
    unit = unit_by_code(VILLAGE, TODAY)
    _must_read("agenda-past.txt", [month_text(month_draft(actor, unit, m)) for m in PAST])


def test_it_says_the_same_as_data(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.agenda(_asked("--cell", VILLAGE, "--month", "2026-12", "--json")) == 0
    told = json.loads(capsys.readouterr().out)
    evening = told["evenings"][0]
    assert (evening["kind"], evening["day"]["on"], evening["minutes"]) == (
        "regular",
        "2026-12-03",
        90,
    )
    assert sum(item["minutes"] for item in evening["items"]) == 90
    assert all(item["basis"]["text"] for item in evening["items"])
    carried = [entry for item in evening["items"] for entry in item["carries"]]
    assert {entry["source"] for entry in carried} == {"matter", "duty"}
    assert any("Ngô Bá Thiện" in entry["title"] for entry in carried)


@pytest.mark.parametrize(
    ("month", "kind"),
    [("2008-03", "regular"), ("2019-03", "thematic"), ("2026-11", "extraordinary")],
)
def test_it_says_where_no_rule_is_known(
    month: str, kind: str, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = _asked("--cell", VILLAGE, "--month", month, "--kind", kind)
    assert commands.agenda(asked) == 1
    assert "Chưa biết quy định nào về nội dung cuộc họp" in capsys.readouterr().out


def test_it_asks_for_a_month_it_can_read() -> None:
    with pytest.raises(SystemExit):
        _asked("--cell", VILLAGE, "--month", "11/2026")


def _asked(*words: str) -> Namespace:
    registry = Registry()
    commands.register(registry)
    command = next(iter(registry))
    parser = ArgumentParser()
    assert command.configure is not None
    command.configure(parser)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(words)


def _must_read(name: str, drawn: list[str]) -> None:
    said = "\n\n———\n\n".join(drawn) + "\n"
    assert said == (FILES / name).read_text(encoding="utf-8")
