"""Corrected after sealing: the old paper stays, the new one says so, and both hashes are kept."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings

from nenep.access.rules import Actor
from nenep.documents.models import Paper
from nenep.documents.queries import document_of
from nenep.documents.rules.model import Document, texts
from nenep.documents.tests import samples
from nenep.documents.tests.strategies import documents
from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.models import Meeting, Milestone
from nenep.minutes.actions.correct import Mistake, correct
from nenep.minutes.corrections import versions_page
from nenep.minutes.models import Correction
from nenep.minutes.queries import sealed_papers
from nenep.minutes.rules.correcting import Ground, corrected, passages
from nenep.minutes.tests.evenings import HELD, VILLAGE, seal_evening, write_evening
from tests.browsing import signed_in
from tests.world import World

NEXT, TODAY = date(2026, 11, 10), date(2026, 11, 23)
WRONG = "Bàn sửa 350 m đường nội đồng"
RIGHT = "Bàn sửa 530 m đường nội đồng, làm đoạn đông người đi lại trước."


@pytest.fixture
def actor(world: World) -> Actor:
    return world.act_as("secretary")


@pytest.fixture
def meeting(world: World, actor: Actor) -> Meeting:
    held = write_evening(actor, world.unit("village"), VILLAGE)
    seal_evening(actor, held, 4)
    return held


def _minutes(meeting: Meeting) -> Paper:
    return next(paper for paper in sealed_papers(meeting.pk) if paper.type_code == "BB")


def _mistake(
    paper: Paper,
    *,
    ground: Ground = Ground.CLERICAL,
    after: str = RIGHT,
    decided_at: UUID | None = None,
) -> Mistake:
    wrong = next(one for one in passages(document_of(paper)) if WRONG in one.text)
    return Mistake(wrong.address, after, ground, "Ghi ngược chữ số", decided_at)


def test_it_supersedes_and_keeps_both(actor: Actor, meeting: Meeting) -> None:
    paper = _minutes(meeting)
    mistake = _mistake(paper)
    row = correct(actor=actor, paper_id=paper.pk, mistake=mistake, on=NEXT)
    assert correct(actor=actor, paper_id=paper.pk, mistake=mistake, on=NEXT) == row
    old, new = row.paper, row.replacement
    assert (new.supersedes_id, new.number_text) == (old.pk, old.number_text)
    assert old.sha256 != new.sha256
    assert WRONG in row.before
    assert RIGHT in list(texts(document_of(new)))
    assert document_of(new).footer_note == (
        "Bản đính chính ngày 10/11/2026, thay bản ban hành ngày 03/11/2026"
    )
    assert _minutes(meeting).pk == new.pk
    assert Milestone.objects.get(meeting=meeting, kind="corrected").on == NEXT
    assert RIGHT not in str(Entry.objects.get(verb="paper.corrected").facts)


def test_it_is_corrected_again_on_the_newest_version(actor: Actor, meeting: Meeting) -> None:
    paper = _minutes(meeting)
    first = correct(actor=actor, paper_id=paper.pk, mistake=_mistake(paper), on=NEXT)
    with pytest.raises(Refused, match="bản mới nhất"):
        correct(actor=actor, paper_id=paper.pk, mistake=_mistake(paper, after="Khác."), on=NEXT)
    newest = first.replacement
    place = next(p.address for p in passages(document_of(newest)) if p.text == RIGHT)
    again = Mistake(place, "Bàn sửa đường.", Ground.CLERICAL, "Thiếu chữ")
    correct(actor=actor, paper_id=newest.pk, mistake=again, on=TODAY)
    page = versions_page(actor, paper.pk)
    assert [one.line.sealed_on for one in page.versions] == [HELD, NEXT, TODAY]
    assert page.versions[0].correction is None
    assert page.current.correction is not None
    assert page.current.correction.reason == "Thiếu chữ"


def test_it_asks_the_cell_for_what_changes_the_content(actor: Actor, meeting: Meeting) -> None:
    paper = _minutes(meeting)
    wrong = _mistake(paper, ground=Ground.CONTENT)
    with pytest.raises(Invalid, match="chi bộ quyết định"):
        correct(actor=actor, paper_id=paper.pk, mistake=wrong, on=NEXT)
    decided = _mistake(paper, ground=Ground.CONTENT, decided_at=meeting.pk)
    row = correct(actor=actor, paper_id=paper.pk, mistake=decided, on=NEXT)
    assert row.decided_at == meeting


def test_it_refuses_days_texts_and_passages_that_cannot_be(actor: Actor, meeting: Meeting) -> None:
    paper = _minutes(meeting)
    mistake = _mistake(paper)
    for on in (date(2026, 11, 2), date(2026, 11, 24)):
        with pytest.raises(Invalid, match="Ngày đính chính"):
            correct(actor=actor, paper_id=paper.pk, mistake=mistake, on=on)
    nothing = Mistake(mistake.address, _text(paper, mistake.address), Ground.CLERICAL, "Sai chữ")
    with pytest.raises(Invalid, match="chưa khác"):
        correct(actor=actor, paper_id=paper.pk, mistake=nothing, on=NEXT)
    nowhere = Mistake("blocks.999.text", "x", Ground.CLERICAL, "Sai chữ")
    with pytest.raises(Absent):
        correct(actor=actor, paper_id=paper.pk, mistake=nowhere, on=NEXT)
    assert Correction.objects.count() == 0


def _text(paper: Paper, address: str) -> str:
    return next(one.text for one in passages(document_of(paper)) if one.address == address)


def test_it_is_the_secretary_s_and_the_superior_sees_it(
    world: World, actor: Actor, meeting: Meeting
) -> None:
    paper = _minutes(meeting)
    mistake = _mistake(paper)
    for key, refusal in (
        ("committee_member", Forbidden),
        ("ward_officer", Forbidden),
        ("other_secretary", Absent),
    ):
        with pytest.raises(refusal):
            correct(actor=world.act_as(key), paper_id=paper.pk, mistake=mistake, on=NEXT)
    row = correct(actor=world.act_as("secretary"), paper_id=paper.pk, mistake=mistake, on=NEXT)
    ward = signed_in(world, "ward_officer")
    html = ward.get(f"/papers/{paper.pk}/versions/").content.decode()
    for said in (row.paper.sha256, row.replacement.sha256, WRONG, RIGHT, "Ghi ngược chữ số"):
        assert said in html
    assert "Đính chính văn bản số" in ward.get(f"/meetings/{meeting.pk}/minutes/").content.decode()
    listed = ward.get(f"/units/{meeting.unit_id}/papers/").content.decode()
    assert f"/papers/{row.replacement_id}/" in listed
    assert "1 lần đính chính" in listed


def test_it_is_corrected_on_pages(world: World, actor: Actor, meeting: Meeting) -> None:
    paper = _minutes(meeting)
    client, url = signed_in(world, "secretary"), f"/papers/{paper.pk}/correction/"
    at = _mistake(paper).address
    assert f"?at={at}" in client.get(url).content.decode()
    assert WRONG in client.get(f"{url}?at={at}").content.decode()
    said = {"after": RIGHT, "ground": "content", "reason": "Nhầm số", "on": "10/11/2026"}
    sent_back = client.post(f"{url}?at={at}", said)
    assert sent_back.status_code == 422
    assert "chọn buổi họp đã quyết định" in sent_back.content.decode()
    assert client.post(f"{url}?at={at}", said | {"ground": "clerical"}).status_code == 302
    assert "đã có bản đính chính" in client.get(url).content.decode()
    assert "Bản này đã được đính chính" in client.get(f"/papers/{paper.pk}/").content.decode()


@settings(max_examples=25)
@given(documents)
def test_it_reaches_every_passage_and_changes_that_one_alone(document: Document) -> None:
    for passage in passages(document):
        new = corrected(document, passage.address, "Lời đúng", "Bản đính chính")
        read = {one.address: one.text for one in passages(new)}
        assert read.pop(passage.address) == "Lời đúng"
        kept = {one.address: one.text for one in passages(document)}
        kept.pop(passage.address)
        assert read == kept


def test_it_offers_neither_head_nor_number_for_correction() -> None:
    said = [one.text for one in passages(samples.minutes())]
    assert samples.minutes().head.issuing_org not in said
    assert len(said) > 20
