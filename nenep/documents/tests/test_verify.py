"""A printed code asks whether its seal is genuine; a stranger hears a number, a day, no more."""

import io
from datetime import date

import pypdf
import pytest
from django.db import connection
from django.test import Client, override_settings

from nenep.documents.actions.seal import Subject, seal_paper
from nenep.documents.models import Paper
from nenep.documents.queries import document_of, render
from nenep.documents.rules.verification import code_of, read_code, shown_code
from nenep.documents.tests import samples
from nenep.documents.tests.extraction import docx_text, pdf_pages
from tests.browsing import signed_in
from tests.world import World, uid

TERM, DAY = date(2025, 7, 1), date(2026, 11, 23)
SITE = "https://nenep.example.vn"


@pytest.fixture
def paper(world: World) -> Paper:
    return seal_paper(
        actor=world.act_as("secretary"),
        unit_id=world.unit("village"),
        subject=Subject("meeting", uid("a meeting")),
        type_code="BB",
        document=samples.minutes(number=None),
        finalised_on=DAY,
        term_from=TERM,
    )


def test_it_tells_a_stranger_number_and_day_only(world: World, paper: Paper) -> None:
    world.leave()
    page = Client().get(f"/verify/{code_of(paper.sha256)}/")
    html = page.content.decode()
    assert page.status_code == 200
    assert "Dấu niêm phong có thật" in html
    assert "01-BB/CB" in html
    assert "23/11/2026" in html
    for secret in (*samples.MEMBERS, document_of(paper).head.issuing_org, paper.sha256, "/papers/"):
        assert secret not in html


def test_it_knows_no_code_that_is_not_whole(world: World, paper: Paper) -> None:
    code = code_of(paper.sha256)
    for wrong in (code[:-1], "0" * 24, "%25", f"{code[:-1]}%", "x" * 24):
        page = Client().get("/verify/", {"code": wrong})
        assert page.status_code == 404
        assert "01-BB/CB" not in page.content.decode()
    world.leave()
    with connection.cursor() as cursor:
        for wrong in (code[:23], code + "0", "%"):
            cursor.execute("select count(*) from documents_genuine(%s)", [wrong])
            assert cursor.fetchone() == (0,)


def test_it_takes_a_code_typed_from_paper(world: World, paper: Paper) -> None:
    code = code_of(paper.sha256)
    assert read_code(f" {shown_code(code).upper()} ") == code
    page = Client().get("/verify/", {"code": shown_code(code)})
    assert page.status_code == 200


def test_it_leads_readers_to_the_paper_and_compares_a_whole_hash(
    world: World, paper: Paper
) -> None:
    url = f"/verify/{code_of(paper.sha256)}/"
    reader, stranger = signed_in(world, "ward_officer"), signed_in(world, "other_ward_officer")
    assert f"/papers/{paper.pk}/" in reader.get(url).content.decode()
    assert f"/papers/{paper.pk}/" not in stranger.get(url).content.decode()
    for said, answer in (
        (paper.sha256, "Trùng khớp"),
        ("0" * 64, "Không trùng khớp"),
        ("12", "Mã chưa đúng dạng"),
    ):
        assert answer in reader.get(url, {"sha256": said}).content.decode()
    assert "Trùng khớp" not in stranger.get(url, {"sha256": paper.sha256}).content.decode()


def test_it_says_when_a_correction_replaced_the_paper(world: World, paper: Paper) -> None:
    seal_paper(
        actor=world.act_as("secretary"),
        unit_id=paper.unit_id,
        subject=Subject(paper.subject_kind, paper.subject_id),
        type_code="BB",
        document=samples.minutes(number=None, draft=True),
        finalised_on=DAY,
        supersedes_id=paper.pk,
    )
    html = Client().get(f"/verify/{code_of(paper.sha256)}/").content.decode()
    assert "Bản này đã được đính chính" in html


@override_settings(SITE_ADDRESS=SITE)
def test_it_prints_the_mark_on_the_last_page_alone(world: World, paper: Paper) -> None:
    with override_settings(SITE_ADDRESS=""):
        plain = pdf_pages(render(paper, "pdf"))
    made = render(paper, "pdf")
    marked = pdf_pages(made)
    address = f"{SITE}/verify/{code_of(paper.sha256)}/"
    assert len(plain) == len(marked) > 1
    assert "Mã niêm phong" not in marked[0]
    assert address in "".join(marked[-1].split("\n"))
    assert shown_code(code_of(paper.sha256)) in marked[-1]
    assert "Mã niêm phong" in plain[-1]
    assert SITE not in plain[-1]
    assert render(paper, "pdf") == made
    assert "verify" not in docx_text(render(paper, "docx"))
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) == len(marked)
