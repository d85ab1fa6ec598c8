"""The drafted agenda: order, minutes, basis, and what comes back into it."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nenep.kernel.errors import Refused
from nenep.meetings.rules.agenda_draft import Draft, Entry, draft_agenda, least_minutes, reordered
from nenep.rulebook.rules.agendas import ItemKind, MeetingKind, Section
from nenep.rulebook.rules.cell_types import CellType
from nenep.rulebook.rules.engine import NoRuleKnown
from nenep.rulebook.rules.national import national

NOW = date(2026, 11, 3)
WITH_CONTENT = (
    *(MeetingKind.REGULAR, MeetingKind.THEMATIC, MeetingKind.COMBINED),
    MeetingKind.CELL_COMMITTEE,
)
TASK = Entry("task", UUID(int=1), "Rà soát danh sách hộ cần giúp")
OPINION = Entry("opinion", UUID(int=2), "Đề nghị sửa đường vào làng")


def draft(kind: MeetingKind = MeetingKind.REGULAR, on: date = NOW, **other: object) -> Draft:
    given_fields = {"cell_type": CellType.RESIDENTIAL, **other}
    return draft_agenda(national(), kind, on=on, **given_fields)  # type: ignore[arg-type]


def test_it_scores_before_the_minutes_are_read_back() -> None:
    ending = [i.kind for i in draft().items if i.section is Section.FINISH]
    assert ending == [ItemKind.SCORING, ItemKind.READ_BACK, ItemKind.CLOSING]


def test_it_takes_last_months_tasks_first() -> None:
    conduct = [i for i in draft(tasks=[TASK]).items if i.section is Section.CONDUCT]
    assert conduct[0].kind is ItemKind.TASK_REVIEW
    assert conduct[0].entries == (TASK,)


def test_it_carries_opinions_into_their_item() -> None:
    homes = {i.kind: i.entries for i in draft(opinions=[OPINION]).items if i.entries}
    assert homes == {ItemKind.OPINIONS: (OPINION,)}


def test_it_carries_them_into_the_discussion_where_the_time_had_no_such_item() -> None:
    then = draft(on=date(2019, 3, 3), opinions=[OPINION])
    homes = {i.kind: i.entries for i in then.items if i.entries}
    assert homes == {ItemKind.DISCUSSION: (OPINION,)}


def test_it_fills_ninety_minutes() -> None:
    regular = draft()
    assert regular.length == 90
    assert regular.least is not None
    assert regular.least.whole == 90


def test_it_fills_a_hundred_and_twenty_with_the_topic_after_the_regular_part() -> None:
    combined = draft(MeetingKind.COMBINED, topic="Chuyển đổi số")
    assert combined.length == 120
    kinds = [i.kind for i in combined.items]
    assert kinds.index(ItemKind.CONCLUSION) < kinds.index(ItemKind.PRESENTATION)
    assert kinds.index(ItemKind.PRESENTATION) < kinds.index(ItemKind.SCORING)
    assert any(i.title.endswith(": Chuyển đổi số") for i in combined.items)


def test_it_gives_every_item_its_basis() -> None:
    assert all(i.basis for i in draft().items)
    study = next(i for i in draft().items if i.kind is ItemKind.HCM_STUDY)
    assert study.basis.startswith("Chỉ thị 05-CT/TW")


def test_it_speaks_of_the_cells_own_task() -> None:
    for cell_type, words in (("residential", "Đời sống nhân dân"), ("agency", "hành chính")):
        own = [i for i in draft(cell_type=cell_type).items if i.kind is ItemKind.POLITICAL_TASK]
        assert words in " ".join(own[0].points)


def test_it_follows_the_order_of_the_time() -> None:
    assert [i.code for i in draft(on=date(2012, 10, 3)).items][:4] == [
        "opening",
        "agenda",
        "secretary",
        "information",
    ]
    assert len(draft(on=date(2019, 3, 3)).items) == 16


def test_it_drafts_nothing_where_no_rule_is_known() -> None:
    with pytest.raises(NoRuleKnown):
        draft(on=date(2008, 3, 3))


@pytest.mark.parametrize("kind", sorted(set(MeetingKind) - set(WITH_CONTENT)))
def test_it_guesses_no_content_for_what_no_rule_describes(kind: MeetingKind) -> None:
    with pytest.raises(NoRuleKnown, match="tự lập chương trình"):
        draft(kind)


def test_it_ends_the_committees_own_meeting_by_reading_its_minutes() -> None:
    items = draft(MeetingKind.CELL_COMMITTEE, tasks=[TASK]).items
    assert [i.kind for i in items][-1] is ItemKind.READ_BACK
    assert items[0].entries == (TASK,)


def test_it_knows_no_least_length_before_2018() -> None:
    assert least_minutes(national(), MeetingKind.REGULAR, on=date(2015, 3, 3)) is None


def test_it_takes_a_new_order_but_keeps_the_end_of_the_evening() -> None:
    items = draft().items
    codes = [i.code for i in items]
    moved = reordered(items, [*codes[:4], *codes[5:10], codes[4], *codes[10:]])
    assert [i.position for i in moved] == list(range(1, len(codes) + 1))
    with pytest.raises(Refused, match="chấm điểm trước"):
        reordered(items, [*codes[:-3], codes[-2], codes[-3], codes[-1]])
    with pytest.raises(Refused, match="đủ các mục"):
        reordered(items, codes[1:])


@given(
    st.sampled_from(WITH_CONTENT),
    st.sampled_from(CellType),
    st.dates(date(2025, 10, 28), date(2030, 1, 1)),
    st.integers(0, 300),
    st.integers(0, 30),
    st.integers(0, 10),
)
@settings(max_examples=60, deadline=None)
def test_it_adds_up_to_the_evening_and_leaves_nothing_out(
    kind: MeetingKind, cell_type: CellType, on: date, planned: int, tasks: int, opinions: int
) -> None:
    carried = [Entry("task", UUID(int=n), f"Việc {n}") for n in range(tasks)]
    raised = [Entry("opinion", UUID(int=99 + n), f"Ý kiến {n}") for n in range(opinions)]
    made = draft_agenda(
        national(),
        kind,
        on=on,
        cell_type=cell_type,
        tasks=carried,
        opinions=raised,
        planned_minutes=planned,
    )
    least = made.least.whole if made.least else 0
    assert sum(i.minutes for i in made.items) == made.length >= max(planned, least)
    assert sorted(str(e.id) for i in made.items for e in i.entries) == sorted(
        str(e.id) for e in (*carried, *raised)
    )
    assert all(i.minutes > 0 for i in made.items)
    assert len({i.code for i in made.items}) == len(made.items)
