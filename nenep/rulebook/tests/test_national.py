"""The rules that ship: what was in force on which day, and on what ground."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.rulebook.rules.agendas import ItemKind, MeetingKind, Section
from nenep.rulebook.rules.cell_types import CellType
from nenep.rulebook.rules.documents import UNCHECKED, Confidence
from nenep.rulebook.rules.engine import NoRuleKnown
from nenep.rulebook.rules.national import national

BEFORE_ANY_RULE, IN_2012, IN_2019, NOW = (
    date(2008, 3, 3),
    date(2012, 10, 3),
    date(2019, 3, 3),
    date(2026, 11, 3),
)


def test_it_judges_each_day_by_the_guidance_of_that_day() -> None:
    then = national().value("meeting.min_minutes", on=IN_2019)
    now = national().value("meeting.min_minutes", on=NOW)
    assert (then.whole, now.whole) == (90, 90)
    assert str(then.citation).startswith("Hướng dẫn 12-HD/BTCTW ngày 06/07/2018")
    assert str(now.citation).startswith("Hướng dẫn 42-HD/BTCTW ngày 28/10/2025")


def test_it_warns_where_the_original_was_not_seen() -> None:
    ruling = national().value("meeting.documents_lead_days", on=NOW)
    assert ruling.citation.confidence is not Confidence.READ
    assert UNCHECKED in str(ruling.citation)


def test_it_names_the_provision_only_where_its_text_was_read() -> None:
    read = national().value("vote.threshold", on=date(2026, 1, 3)).citation
    assert str(read) == "Quy định 294-QĐ/TW ngày 26/05/2025, điểm 9.3"
    later = national().value("vote.threshold", on=NOW).citation
    assert "điểm" not in later.place
    assert "điểm 9.3" in later.note


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("meeting.min_minutes", BEFORE_ANY_RULE),
        ("meeting.min_minutes", IN_2012),
        ("meeting.day", BEFORE_ANY_RULE),
        ("clock.transfer", NOW),
        ("meeting.finalise_days", IN_2019),
        ("no.such.rule", NOW),
    ],
)
def test_it_says_that_no_rule_is_known_instead_of_guessing(name: str, on: date) -> None:
    with pytest.raises(NoRuleKnown, match=f"{on:%d/%m/%Y}"):
        national().value(name, on=on)
    assert national().find(name, on=on) is None


def test_it_has_no_agenda_and_no_sheet_before_the_first_rule() -> None:
    with pytest.raises(NoRuleKnown):
        national().agenda(MeetingKind.REGULAR, on=BEFORE_ANY_RULE)
    with pytest.raises(NoRuleKnown):
        national().score_sheet(on=IN_2019)


@pytest.mark.parametrize("cell_type", list(CellType))
@pytest.mark.parametrize("on", [IN_2012, IN_2019, NOW])
def test_it_prescribes_the_content_of_each_type_of_cell(cell_type: CellType, on: date) -> None:
    template = national().agenda(MeetingKind.REGULAR, on=on, cell_type=cell_type)
    items = template.items_for(cell_type)
    sections = [list(Section).index(item.section) for item in items]
    assert sections == sorted(sections)
    assert sum(item.least for item in items) <= 90
    own_tasks = [item for item in items if item.kind is ItemKind.POLITICAL_TASK]
    assert len(own_tasks) == (1 if on == NOW else 0)


def test_it_has_a_sheet_whose_criteria_fill_the_national_frame() -> None:
    sheet = national().score_sheet(on=NOW)
    frame = national().value("scoring.frame", on=NOW).value
    assert isinstance(frame, list)
    by_frame = {n: sum(c.max for c in sheet.criteria if c.frame == n) for n in range(1, 8)}
    assert by_frame == {r["number"]: r["max"] for r in frame if isinstance(r, dict)}
    assert [band.least for band in sheet.bands] == [90, 70, 50, 0]
    assert "cách hiểu của phần mềm" in sheet.bands_citation.caution


@given(st.sampled_from(national().names()), st.dates(date(2005, 1, 1), date(2030, 1, 1)))
def test_it_answers_every_day_with_what_was_in_force_or_not_at_all(name: str, on: date) -> None:
    ruling = national().find(name, on=on, cell_type=CellType.AGENCY)
    if ruling is not None:
        assert ruling.citation.document.in_force_on(on)
        assert any(p.in_force_on(on) and p.value == ruling.value for p in national().history(name))


def test_it_lists_the_history_of_a_name_oldest_first() -> None:
    days = [parameter.in_force for parameter in national().history("papers.layout")]
    assert all(earlier < later for earlier, later in pairwise(days))
    assert national().title("papers.layout") == "Trình bày văn bản"
