"""The page of the record: what each office sees, and the one button at each stage."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nenep.documents.tests.extraction import docx_text, pdf_text
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import hold_evening, open_evening
from nenep.minutes.queries import sealed_papers
from nenep.minutes.tests.evenings import (
    NOVEMBER,
    VILLAGE,
    adopt_evening,
    seal_evening,
    write_evening,
)
from nenep.scoring.tests.sheets import score_evening
from tests.browsing import signed_in
from tests.world import World

HELD = date(2026, 11, 3)


@pytest.fixture
def meeting(world: World) -> Meeting:
    return hold_evening(world.act_as("secretary"), world.unit("village"), NOVEMBER)


def _url(meeting: Meeting, noun: str = "") -> str:
    return f"/meetings/{meeting.pk}/minutes/{noun}"


def _main(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


def _primary(html: str) -> list[str]:
    """The words on the main buttons of the page."""
    found = re.findall(r'class="btn primary"[^>]*>(.*?)</(?:a|button)>', _main(html))
    return [re.sub(r"<[^>]+>", "", words).strip() for words in found]


def _read(client: Client, meeting: Meeting) -> str:
    page = client.get(_url(meeting))
    assert page.status_code == 200
    return str(page.content.decode())


def test_it_leads_from_the_reading_to_the_report(world: World, meeting: Meeting) -> None:
    client = signed_in(world, "secretary")
    assert _primary(_read(client, meeting)) == ["Chấm điểm buổi sinh hoạt"]
    score_evening(world.act_as("secretary"), meeting.pk, HELD)
    steps: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("Đã đọc lại biên bản", "reading/", {}),
        ("Ghi kết quả biểu quyết", "adoption/", _votes(4, 0, 0)),
        ("Cho số và hoàn thiện", "finalisation/", {"on": "04/11/2026"}),
        ("Ghi đã gửi cấp trên", "report/", {"on": "04/11/2026"}),
    )
    for button, noun, said in steps:
        assert _primary(_read(client, meeting)) == [button]
        assert client.post(_url(meeting, noun), said).status_code == 302
    last = _read(client, meeting)
    assert _primary(last) == []
    assert "Số 01-BB/CB" in last
    assert "Dự thảo" not in last
    assert "Đã gửi cấp trên" in last


def _votes(votes_for: int, against: int, abstained: int) -> dict[str, str]:
    return {
        "votes_for": str(votes_for),
        "votes_against": str(against),
        "abstentions": str(abstained),
    }


def test_it_shows_the_words_of_the_evening(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = write_evening(actor, world.unit("village"), VILLAGE)
    html = _read(signed_in(world, "committee_member"), meeting)
    assert "Số ........-BB/CB" in html
    assert "<b>Siu Thương</b>, Bí thư chi bộ" in html
    assert "Nên chờ cấp trên hỗ trợ đá rồi mới làm." in html
    assert '<td data-label="Người thực hiện"><span class="cell">' in html
    assert html.count("<h1") == 1


def test_it_keeps_what_was_typed_when_the_count_is_wrong(world: World, meeting: Meeting) -> None:
    actor = world.act_as("secretary")
    score_evening(actor, meeting.pk, HELD)
    client = signed_in(world, "secretary")
    client.post(_url(meeting, "reading/"))
    page = client.post(_url(meeting, "adoption/"), _votes(9, 0, 0))
    assert page.status_code == 422
    html = page.content.decode()
    assert 'value="9"' in html
    assert "nhiều hơn số đảng viên có mặt" in html


def test_it_tells_of_a_vote_that_failed(world: World, meeting: Meeting) -> None:
    score_evening(world.act_as("secretary"), meeting.pk, HELD)
    client = signed_in(world, "secretary")
    client.post(_url(meeting, "reading/"))
    page = client.post(_url(meeting, "adoption/"), _votes(1, 3, 0), follow=True)
    html = page.content.decode()
    assert "Lần biểu quyết trước không đạt tỷ lệ." in html
    assert _primary(html) == ["Ghi kết quả biểu quyết"]


def test_it_sends_an_open_meeting_back_to_the_evening(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    assert _primary(_read(signed_in(world, "secretary"), meeting)) == ["Về cuộc họp"]


def test_it_shows_a_committee_member_no_button_to_seal(world: World, meeting: Meeting) -> None:
    adopt_evening(world.act_as("secretary"), meeting, 4)
    client = signed_in(world, "committee_member")
    html = _read(client, meeting)
    assert _primary(html) == []
    assert "Chờ bí thư hoàn thiện văn bản" in html
    assert client.post(_url(meeting, "finalisation/"), {"on": "04/11/2026"}).status_code == 403
    assert client.post(_url(meeting, "report/"), {"on": "04/11/2026"}).status_code == 403


def test_it_is_closed_to_a_member_until_sealed(world: World, meeting: Meeting) -> None:
    client = signed_in(world, "member")
    assert client.get(_url(meeting)).status_code == 403
    assert client.post(_url(meeting, "reading/")).status_code == 403
    seal_evening(world.act_as("secretary"), meeting, 4)
    html = _read(client, meeting)
    assert "Số 01-BB/CB" in html
    assert "Siu Thương" in html
    assert _primary(html) == []


@pytest.mark.parametrize("key", ["school_secretary", "other_secretary", "other_ward_officer"])
def test_it_is_absent_to_neighbours(world: World, meeting: Meeting, key: str) -> None:
    seal_evening(world.act_as("secretary"), meeting, 4)
    papers = sealed_papers(meeting.pk)
    client = signed_in(world, key)
    assert client.get(_url(meeting)).status_code == 404
    assert client.post(_url(meeting, "reading/")).status_code == 404
    assert client.get(f"/papers/{papers[0].pk}.pdf").status_code == 404
    assert client.get(f"/meetings/{meeting.pk}/drafts/minutes.pdf").status_code == 404
    assert client.get(f"/units/{world.unit('village')}/papers/").status_code == 404


def test_it_gives_drafts_and_sealed_papers_as_files(world: World, meeting: Meeting) -> None:
    client = signed_in(world, "secretary")
    draft = client.get(f"/meetings/{meeting.pk}/drafts/minutes.pdf")
    assert draft["Content-Type"] == "application/pdf"
    assert "no-store" in draft["Cache-Control"]
    assert "Số ........-BB/CB" in pdf_text(draft.content)
    assert client.get(f"/meetings/{meeting.pk}/drafts/minutes.odt").status_code == 404
    assert client.get(f"/meetings/{meeting.pk}/drafts/letter.pdf").status_code == 404
    assert client.get(f"/meetings/{meeting.pk}/drafts/score-sheet.pdf").status_code == 404
    seal_evening(world.act_as("secretary"), meeting, 4)
    minutes = sealed_papers(meeting.pk)[1]
    sealed = client.get(f"/meetings/{meeting.pk}/drafts/minutes.docx", follow=True)
    assert sealed.redirect_chain == [(f"/papers/{minutes.pk}.docx", 302)]
    assert "attachment" in sealed["Content-Disposition"]
    assert "01-BB-CB.docx" in sealed["Content-Disposition"]
    assert "Số 01-BB/CB" in docx_text(sealed.content)
    same = client.get(f"/papers/{minutes.pk}.docx")
    assert same.content == sealed.content


def test_it_lets_a_member_print_the_agenda_only(world: World, meeting: Meeting) -> None:
    client = signed_in(world, "member")
    agenda = client.get(f"/meetings/{meeting.pk}/drafts/agenda.pdf")
    assert agenda.status_code == 200
    assert "Thảo luận" in pdf_text(agenda.content)
    assert client.get(f"/meetings/{meeting.pk}/drafts/minutes.pdf").status_code == 403


@pytest.mark.parametrize("key", ["secretary", "member", "ward_officer"])
def test_it_lists_the_papers_of_a_cell(world: World, meeting: Meeting, key: str) -> None:
    client = signed_in(world, key)
    address = f"/units/{world.unit('village')}/papers/"
    assert "Chưa có văn bản nào" in client.get(address).content.decode()
    seal_evening(world.act_as("secretary"), meeting, 4)
    with CaptureQueriesContext(connection) as seen:
        html = client.get(address).content.decode()
    assert len(seen) <= 12
    for number in ("01-CTr/CB", "01-BB/CB", "01-KL/CB", "01-BC/CB"):
        assert number in html


def test_it_asks_a_stranger_to_sign_in(world: World, meeting: Meeting) -> None:
    page = Client().get(_url(meeting))
    assert page.status_code == 302
    assert page["Location"].startswith("/sign-in/")
