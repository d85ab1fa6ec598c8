from datetime import date

import pytest

from nenep.documents.rules.codes import paper_type, paper_types_from
from nenep.documents.rules.layout import layout_from
from nenep.documents.tests.samples import LAYOUT_TABLE, official_layout
from nenep.kernel.errors import Invalid
from nenep.rulebook.rules.national import national


def _changed(section: str, **figures: object) -> dict[str, object]:
    table = dict(LAYOUT_TABLE)
    part = table[section]
    assert isinstance(part, dict)
    return table | {section: part | figures}


def test_it_reads_the_rulebooks_own_tables() -> None:
    for day in (date(2024, 3, 3), date(2026, 11, 23)):
        table = national().value("papers.layout", on=day).table
        assert layout_from(table) == official_layout()


def test_it_names_the_figure_that_is_missing_or_wrong() -> None:
    for wrong in (None, "20", 0, -5, True, float("nan")):
        with pytest.raises(Invalid) as refusal:
            layout_from(_changed("page", left_mm=wrong))
        assert refusal.value.field == "page.left_mm"
    with pytest.raises(Invalid):
        layout_from({name: part for name, part in LAYOUT_TABLE.items() if name != "title"})


def test_it_refuses_lines_narrower_than_their_letters_and_pages_of_margins() -> None:
    with pytest.raises(Invalid):
        layout_from(_changed("body", line_least_pt=12))
    with pytest.raises(Invalid):
        layout_from(_changed("page", left_mm=150))


def test_it_knows_the_types_a_cell_may_issue_and_refuses_others() -> None:
    types = paper_types_from(national().value("papers.codes", on=date(2026, 11, 23)).table)
    assert paper_type("resolution", types).code == "NQ"
    assert paper_type("BB", types).heading == "BIÊN BẢN"
    with pytest.raises(Invalid):
        paper_type("CT", types)
    with pytest.raises(Invalid):
        paper_types_from({"resolution": {"code": "NQ"}})
