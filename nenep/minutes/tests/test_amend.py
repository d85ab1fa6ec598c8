"""Amended while it is read: both wordings kept, at nobody's expense, and never after adoption."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from nenep.access.rules import Actor
from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Conflict, Forbidden, Invalid, Refused
from nenep.meetings.actions.note import write_note
from nenep.meetings.actions.raise_opinion import raise_opinion
from nenep.meetings.models import AgendaItem, Meeting, Opinion, Vote
from nenep.minutes.actions.adopt import adopt
from nenep.minutes.actions.amend import Amended, Totals, amend
from nenep.minutes.actions.read_back import read_back
from nenep.minutes.models import Amendment
from nenep.minutes.queries import MINUTES, compose
from nenep.minutes.rules.amending import Part, changed
from nenep.minutes.tests.evenings import HELD, VILLAGE, write_evening
from nenep.minutes.tests.test_golden import lines
from nenep.scoring.tests.sheets import score_evening
from tests.browsing import signed_in
from tests.world import World

READ = "Bàn sửa 350 m đường nội đồng, làm đoạn đông người đi lại trước."
MENDED = "Bàn sửa 530 m đường nội đồng, làm đoạn đông người đi lại trước."


@pytest.fixture
def actor(world: World) -> Actor:
    return world.act_as("secretary")


@pytest.fixture
def meeting(world: World, actor: Actor) -> Meeting:
    held = write_evening(actor, world.unit("village"), VILLAGE)
    score_evening(actor, held.pk, HELD)
    return held


def _item(meeting: Meeting) -> AgendaItem:
    return AgendaItem.objects.get(meeting=meeting, note=READ)


def _mend(
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem,
    world: World,
    *,
    before: str = READ,
    after: str = MENDED,
    counted: Totals | None = None,
) -> Amended:
    return amend(
        actor=actor,
        meeting_id=meeting.pk,
        part=Part.ITEM,
        part_id=item.pk,
        before=before,
        after=after,
        asked_by=world.person("member"),
        counted=counted,
    )


def test_it_changes_the_text_and_keeps_both(world: World, actor: Actor, meeting: Meeting) -> None:
    item = _item(meeting)
    row = _mend(actor, meeting, item, world).row
    assert row is not None
    again = _mend(actor, meeting, item, world).row
    assert again == row
    item.refresh_from_db()
    assert (item.note, item.revision) == (MENDED, 2)
    assert (row.before, row.after) == (READ, MENDED)
    told = Entry.objects.filter(verb="minutes.amended")
    assert told.count() == 1
    assert READ not in str(told.get().facts)


def test_it_prints_the_amendment_in_the_minutes(
    world: World, actor: Actor, meeting: Meeting
) -> None:
    item = _item(meeting)
    _mend(actor, meeting, item, world)
    said = "\n".join(lines(compose(actor, meeting.pk, MINUTES)))
    assert "Sửa khi đọc lại, được đồng ý:" in said
    assert (
        f"- Mục “{item.title}”: “{READ}” sửa thành “{MENDED}”, theo đề nghị của đồng chí "
        "Phạm Thị Cúc (giơ tay)." in said
    )


def test_it_amends_what_somebody_said_and_what_the_chair_concluded(
    actor: Actor, meeting: Meeting
) -> None:
    opinion = Opinion.objects.filter(meeting=meeting, minority=True).get()
    told = opinion.text
    for part, part_id, before in (
        (Part.OPINION, opinion.pk, told),
        (Part.CONCLUSION, meeting.pk, meeting.conclusion),
    ):
        amend(
            actor=actor,
            meeting_id=meeting.pk,
            part=part,
            part_id=part_id,
            before=before.replace("\n", "\r\n"),
            after=f"{before} Nói lại cho rõ.",
        )
    opinion.refresh_from_db()
    meeting.refresh_from_db()
    assert opinion.text == f"{told} Nói lại cho rõ."
    assert meeting.conclusion.endswith("Nói lại cho rõ.")
    said = "\n".join(lines(compose(actor, meeting.pk, MINUTES)))
    assert ", mục “Thảo luận”: bổ sung “Nói lại cho rõ.” (giơ tay)." in said
    assert "Kết luận của chủ trì: bổ sung “Nói lại cho rõ.”" in said


def test_it_keeps_the_text_when_the_vote_fails(
    world: World, actor: Actor, meeting: Meeting
) -> None:
    item = _item(meeting)
    failed = _mend(actor, meeting, item, world, counted=Totals(1, 3, 0))
    assert failed.row is None
    item.refresh_from_db()
    assert item.note == READ
    assert Vote.objects.filter(meeting=meeting, question__startswith="Sửa biên bản").count() == 1
    passed = _mend(actor, meeting, item, world, counted=Totals(4, 0, 0))
    assert passed.row is not None
    assert passed.row.vote is not None
    assert passed.row.vote.votes_for == 4


def test_it_tells_when_somebody_else_was_faster(
    world: World, actor: Actor, meeting: Meeting
) -> None:
    item = _item(meeting)
    _mend(actor, meeting, item, world)
    with pytest.raises(Conflict) as both:
        _mend(actor, meeting, item, world, after="Một câu khác.")
    assert (both.value.mine, both.value.theirs) == ("Một câu khác.", MENDED)


def test_it_amends_only_while_the_minutes_are_read(world: World, actor: Actor) -> None:
    meeting = write_evening(actor, world.unit("village"), VILLAGE)
    item = _item(meeting)
    with pytest.raises(Refused, match="Đã chấm điểm"):
        _mend(actor, meeting, item, world)
    score_evening(actor, meeting.pk, HELD)
    read_back(actor=actor, meeting_id=meeting.pk, on=HELD)
    _mend(actor, meeting, item, world)
    adopt(actor=actor, meeting_id=meeting.pk, votes_for=4, votes_against=0, abstentions=0, on=HELD)
    with pytest.raises(Refused, match="chỉ đính chính"):
        _mend(actor, meeting, item, world, before=MENDED, after=READ)


def test_it_keeps_what_was_read_from_every_other_hand(
    world: World, actor: Actor, meeting: Meeting
) -> None:
    item = _item(meeting)
    read_back(actor=actor, meeting_id=meeting.pk, on=HELD)
    with pytest.raises(Refused, match="đã đọc lại"):
        write_note(actor=actor, item_id=item.pk, text=MENDED, revision=item.revision)
    with pytest.raises(Refused, match="đã đọc lại"):
        raise_opinion(actor=actor, meeting_id=meeting.pk, kind="proposal", text="Thêm một ý.")
    item.refresh_from_db()
    assert item.note == READ


def test_it_refuses_what_changes_nothing_or_names_a_stranger(
    world: World, actor: Actor, meeting: Meeting
) -> None:
    item = _item(meeting)
    for after in (READ, "  "):
        with pytest.raises(Invalid):
            _mend(actor, meeting, item, world, after=after)
    with pytest.raises(Invalid, match="không có mặt"):
        amend(
            actor=actor,
            meeting_id=meeting.pk,
            part=Part.ITEM,
            part_id=item.pk,
            before=READ,
            after=MENDED,
            asked_by=world.person("teacher"),
        )
    with pytest.raises(Absent):
        amend(
            actor=actor,
            meeting_id=meeting.pk,
            part=Part.CONCLUSION,
            part_id=item.pk,
            before="",
            after="x",
        )


def test_it_is_nobody_else_s_to_amend(world: World, actor: Actor, meeting: Meeting) -> None:
    item = _item(meeting)
    for key, refusal in (("member", Forbidden), ("other_secretary", Absent)):
        with pytest.raises(refusal):
            _mend(world.act_as(key), meeting, item, world)
    world.act_as("other_secretary")
    assert Amendment.objects.count() == 0


def test_it_amends_on_a_page(world: World, actor: Actor, meeting: Meeting) -> None:
    client, item = signed_in(world, "secretary"), _item(meeting)
    base = f"/meetings/{meeting.pk}/minutes/"
    assert f'href="{base}amendments/"' in _html(client, base)
    listed = _html(client, f"{base}amendments/")
    url = f"{base}amendments/item/{item.pk}/"
    assert url in listed
    assert READ in _html(client, url)
    wrong = client.post(url, {"before": READ, "after": MENDED, "agreed": "vote"})
    assert wrong.status_code == 422
    assert MENDED in wrong.content.decode()
    said = {
        "before": READ,
        "after": MENDED,
        "agreed": "hand",
        "asked_by": str(world.person("member")),
    }
    assert client.post(url, said).status_code == 302
    told = _html(client, f"{base}amendments/")
    assert READ in told
    assert MENDED in told
    assert "đ/c Phạm Thị Cúc đề nghị" in told


def _html(client: Client, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200
    return str(page.content.decode())


SENTENCES = st.lists(st.sampled_from(["Một.", "Hai.", "Ba.", "Bốn!", "Năm?"]), max_size=6)


@given(SENTENCES, SENTENCES, SENTENCES, SENTENCES)
def test_it_names_no_more_than_what_differs(
    start: list[str], old: list[str], new: list[str], end: list[str]
) -> None:
    before, after = " ".join([*start, *old, *end]), " ".join([*start, *new, *end])
    told = changed(before, after)
    assert told.before in before
    assert told.after in after
    assert len(told.before) <= len(" ".join(old))
    assert len(told.after) <= len(" ".join(new))
    assert (told.before == told.after) == (before == after)
