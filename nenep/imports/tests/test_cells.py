"""The cell a list names: tolerant of writing, never of doubt."""

import uuid

import pytest

from nenep.imports.rules.cells import CellChoice, CellFinder
from nenep.imports.tests.lists import CELLS
from nenep.kernel.names import fold


@pytest.mark.parametrize(
    ("written", "name", "abbreviated"),
    [
        ("Chi bộ tổ dân phố 5", "Chi bộ tổ dân phố 5", False),
        ("chi bộ  tổ dân phố 5 ", "Chi bộ tổ dân phố 5", False),
        ("CHI BỘ: TỔ DÂN PHỐ 5", "Chi bộ tổ dân phố 5", False),
        ("Tổ dân phố 5", "Chi bộ tổ dân phố 5", False),
        ("CB tổ dân phố 5", "Chi bộ tổ dân phố 5", True),
        ("C.B tổ dân phố 5", "Chi bộ tổ dân phố 5", True),
        ("CB TDP5", "Chi bộ tổ dân phố 5", True),
        ("Chi bộ TYT", "Chi bộ Trạm Y tế", True),
        ("Chi bộ Cty Cao su Đồi Mây", "Chi bộ Công ty Cao su Đồi Mây", True),
    ],
)
def test_it_finds_the_cell_however_written(written: str, name: str, abbreviated: bool) -> None:
    found = CellFinder(CELLS).find(written)
    assert found.cell is not None
    assert (found.cell.name, found.abbreviated) == (name, abbreviated)


def test_it_finds_a_name_without_accents_and_says_so() -> None:
    found = CellFinder(CELLS).find("Chi bo lang Dak May")
    assert found.cell is not None
    assert found.unaccented


@pytest.mark.parametrize("written", ["", "Chi bộ", "CB", "Chi bộ thôn 20", "Chi bộ thôn"])
def test_it_does_not_guess(written: str) -> None:
    assert CellFinder(CELLS).find(written).cell is None


def test_it_takes_two_alike_as_none() -> None:
    twins = [CellChoice(uuid.uuid4(), "Chi bộ Thôn 2"), CellChoice(uuid.uuid4(), "Chi bộ thôn 2")]
    assert CellFinder(twins).find("Chi bộ thôn 2").cell is None


def test_it_remembers_the_answer_of_a_person() -> None:
    chosen = {fold("Chi bộ phum mới"): CELLS[2].id}
    assert CellFinder(CELLS, chosen).find("chi bộ PHUM MỚI").cell == CELLS[2]
