"""Hostile words in every text the system keeps, then every file it hands out: papers, calendars,
spreadsheets. They stand there as words; no file brings a script, a field, or a way outside."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

import pypdf
import pytest
from django.db import transaction
from django.http import HttpResponse
from docx.opc.constants import RELATIONSHIP_TARGET_MODE
from lxml import etree
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from nenep.documents.tests.extraction import docx_text, pdf_text
from nenep.preparation.actions.feeds import make_feed
from tests.attacks.scene import Scene
from tests.attacks.test_stored_xss import _poison, _texts
from tests.world import World

OUTSIDE = "http://x9z.example/"
PAYLOAD = (
    f"javascript:x9z() <a href='{OUTSIDE}'>x</a> {{ HYPERLINK \"{OUTSIDE}\" }} <w:instrText>DDEAUTO"
    '</w:instrText> ]]> %PDF /JS (app.alert) #link[x] @file("/etc/passwd")'
)
LINES = "x9z\r\nATTACH:http://x9z.example/\nBEGIN:VALARM;\\n,"
FIELDS = {"PAGE"}
ACTS = {
    "/JavaScript",
    "/URI",
    "/Launch",
    "/GoToR",
    "/GoToE",
    "/SubmitForm",
    "/ImportData",
    "/Rendition",
}
RUNS_BY_ITSELF = {"/OpenAction", "/AA", "/JS", "/EmbeddedFiles", "/XFA", "/AcroForm"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMS = {"pdf": "/pdf", "docx": "wordprocessingml", "xlsx": "spreadsheetml", "ics": "text/calendar"}


@pytest.fixture(params=[PAYLOAD, LINES], ids=["code", "lines"])
def poisoned(request: pytest.FixtureRequest, scene: Scene) -> Iterator[str]:
    """The address of a calendar made before; and in every text the hostile one."""
    with transaction.atomic():
        member = World().act_as("member")
        token = make_feed(actor=member, unit_id=World().unit("village"), whole=True)
        taken = sum(_poison(t, column, request.param[:most]) for t, column, most in _texts())
        assert taken > 20
        yield f"/calendar/feeds/{token}.ics"
        transaction.set_rollback(True)


def test_it_hands_out_words_and_nothing_that_acts(scene: Scene, poisoned: str) -> None:
    seen, told = Counter[str](), Counter[str]()
    for name, url, key in _files(scene, poisoned):
        page = scene.get(key, url)
        page = scene.post(key, url, {}) if page.status_code == 405 else page
        assert page.status_code < 500, name
        form = next((f for f, sign in FORMS.items() if sign in page.get("Content-Type", "")), "")
        if form:
            seen[form] += 1
            told[form] += "x9z" in CHECKS[form](page.content)
            _must_be_named_plainly(page)
    assert set(seen) == set(FORMS), seen
    assert min(told[form] for form in FORMS) >= 1, told


def _files(scene: Scene, calendar: str) -> Iterator[tuple[str, str, str]]:
    """Every address that hands out a file; a paper in either form."""
    yield "calendar-feed", calendar, "member"
    for name, url, key in scene.open_pages("secretary", "ward_officer", "member"):
        if url.endswith(".pdf"):
            yield name, url.removesuffix("pdf") + "docx", key
        if url.endswith((".pdf", ".xlsx")) or name in {"members-export", "residence-book"}:
            yield name, url, key


def _must_be_named_plainly(page: HttpResponse) -> None:
    named = page.get("Content-Disposition", "")
    assert re.fullmatch(r"(inline|attachment)(; filename\*?=[\x21-\x7e ]+)?", named or "inline")


def _docx(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert not [n for n in names if re.search(r"vba|macro|embed|activeX|externalLink", n, re.I)]
        for name in (n for n in names if n.endswith((".xml", ".rels"))):
            tree = etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False))
            for part in tree.iter():
                assert part.get("TargetMode") != RELATIONSHIP_TARGET_MODE.EXTERNAL, name
                assert part.tag not in {f"{W}hyperlink", f"{W}altChunk", f"{W}object"}
                if part.tag == f"{W}fldSimple":
                    assert part.get(f"{W}instr", "").strip() in FIELDS
                assert part.tag != f"{W}instrText" or (part.text or "").strip() in FIELDS
    return docx_text(content)


def _pdf(content: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(content))
    for part in _parts(reader):
        assert str(part.get("/S", "")) not in ACTS
        assert not RUNS_BY_ITSELF & set(part)
    return pdf_text(content)


def _parts(reader: pypdf.PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the file, however it is reached."""
    waiting: list[PdfObject] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    while waiting:
        part = waiting.pop()
        if isinstance(part, IndirectObject):
            if (part.idnum, part.generation) in seen:
                continue
            seen.add((part.idnum, part.generation))
            part = part.get_object() or DictionaryObject()
        if isinstance(part, DictionaryObject):
            yield part
            waiting += part.values()
        elif isinstance(part, ArrayObject):
            waiting += part


def _xlsx(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        said = "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    assert 'TargetMode="External"' not in said
    assert not re.search(r"<f[ >]", said)
    return said


def _ics(content: bytes) -> str:
    said = content.decode().replace("\r\n ", "")
    lines = said.split("\r\n")
    kinds = {line.partition(":")[0].partition(";")[0] for line in lines if line}
    assert not kinds & {"ATTACH", "URL", "ORGANIZER", "ATTENDEE"}
    begun = {line for line in lines if line.startswith("BEGIN:")}
    assert begun == {"BEGIN:VCALENDAR", "BEGIN:VEVENT"}
    return said


CHECKS = {"pdf": _pdf, "docx": _docx, "xlsx": _xlsx, "ics": _ics}
