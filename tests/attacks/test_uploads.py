"""Files made to hurt: each is refused with a sentence, and leaves no row and no file behind."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from docx import Document
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from nenep.access.rules import Capability
from nenep.documents.actions.store_upload import store_upload
from nenep.documents.inspection.files import inspect_file
from nenep.documents.models import UploadedContent, UploadedFile
from nenep.documents.rules.uploads import Kind, Limits
from nenep.imports.answers import Limits as ListLimits
from nenep.imports.reading import open_list
from nenep.imports.tests.lists import workbook
from nenep.kernel.errors import Invalid
from tests.world import World, uid

LIMITS = Limits(bytes_unfolded=5_000_000, bytes_unfolded_pdf=5_000_000, pixels=1_000_000, side=64)
SECRET = "noi-dung-tep-cua-may-chu"
XML = '<?xml version="1.0" encoding="UTF-8"?>'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx_of(*paragraphs: str) -> bytes:
    paper, file = Document(), io.BytesIO()
    for text in paragraphs or ("Báo cáo kết quả",):
        paper.add_paragraph(text)
    paper.save(file)
    return file.getvalue()


def with_part(archive: bytes, name: str, part: bytes | str) -> bytes:
    """The archive with one part added, or put in the place of another."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member), zipfile.ZIP_DEFLATED)
        new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def word(body: str) -> bytes:
    """A DOCX whose text is this markup."""
    opened = f'{XML}<w:document xmlns:w="urn:w"><w:body>{body}</w:body></w:document>'
    return with_part(docx_of(), "word/document.xml", opened)


def related(kind: str, target: str, mode: str = "External") -> bytes:
    relation = f'<Relationship Id="r1" Type="{REL}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    rels = f'{XML}<Relationships xmlns="urn:r">{relation}</Relationships>'
    return with_part(docx_of(), "word/_rels/settings.xml.rels", rels)


def said_of(content: bytes) -> str:
    """The sentence of the refusal, or nothing when it is taken."""
    try:
        inspect_file(content, "a.docx", LIMITS)
    except Invalid as fault:
        return str(fault)
    return ""


def entity(where: str) -> str:
    """A document that asks for a file of the server."""
    asked = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{Path(where).as_uri()}">]>'
    return f'{XML}{asked}<sst xmlns="urn:s" count="1"><si><t>&x;</t></si></sst>'


def multiplied() -> str:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'{XML}<!DOCTYPE r [<!ENTITY l0 "ha">{levels}]><r>&l9;</r>'


def pdf_of(objects: str = "", stream: bytes = b"", extra: str = "") -> bytes:
    packed = zlib.compress(stream)
    return b"".join(
        (
            b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + objects.encode(),
            b" >>\nendobj\n3 0 obj\n<< /Filter /FlateDecode " + extra.encode(),
            f" /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream\nendobj\n",
            b"trailer\n<< /Root 1 0 R >>\n%%EOF\n",
        )
    )


def png_of(size: tuple[int, int] = (8, 8), **text: str) -> bytes:
    told, file = PngInfo(), io.BytesIO()
    for key, value in text.items():
        told.add_text(key, value)
    Image.new("RGB", size, "red").save(file, "PNG", pnginfo=told)
    return file.getvalue()


def huge_png() -> bytes:
    """A few bytes that claim forty thousand points a side."""
    head = struct.pack(">2I5B", 40_000, 40_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    first = struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return b"\x89PNG\r\n\x1a\n" + first + b"\0\0\0\0IEND\xaeB`\x82"


def shared_bytes() -> bytes:
    """Many members of the directory that all unfold the same bytes."""
    made = with_part(docx_of(), "word/media/a.png", b"\0" * 100_000)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        directory = archive.start_dir
    end = made[-22:]
    entries = made[directory:-22]
    last = entries.rfind(b"PK\x01\x02")
    copies = b"".join(
        entries[last:].replace(b"media/a.png", f"media/{chr(98 + n)}.png".encode())
        for n in range(20)
    )
    *_, number, size, start, comment = struct.unpack("<4s4H2LH", end)
    told = struct.pack(
        "<4s4H2LH",
        b"PK\x05\x06",
        *(0, 0, number + 20, number + 20),
        *(size + len(copies), start, comment),
    )
    return made[:-22] + copies + told


MADE_TO_HURT: dict[str, Callable[[], bytes]] = {
    "zip bomb": lambda: with_part(docx_of(), "word/media/a.png", b"\0" * 6_000_000),
    "zip bomb by ratio": lambda: with_part(docx_of(), "word/media/a.png", b"\0" * 4_900_000),
    "many members": lambda: _many_members(),
    "members sharing their bytes": shared_bytes,
    "nested archive": lambda: with_part(docx_of(), "word/media/a.png", docx_of()),
    "entity that reads a file": lambda: with_part(
        docx_of(), "word/document.xml", entity("/etc/passwd")
    ),
    "entity in UTF-16": lambda: with_part(
        docx_of(),
        "word/document.xml",
        entity("/etc/passwd").replace("UTF-8", "UTF-16").encode("utf-16"),
    ),
    "entity in a spreadsheet": lambda: with_part(
        workbook([("a", "b")]), "xl/sharedStrings.xml", entity("/etc/passwd")
    ),
    "entities that multiply": lambda: with_part(docx_of(), "docProps/app.xml", multiplied()),
    "macro": lambda: with_part(docx_of(), "word/vbaProject.bin", b"\xd0\xcf\x11\xe0"),
    "macro by its type": lambda: _typed("application/vnd.ms-word.document.macroEnabled.main+xml"),
    "macro in a spreadsheet": lambda: with_part(
        workbook([("a", "b")]), "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0"
    ),
    "embedded object": lambda: with_part(docx_of(), "word/embeddings/oleObject1.bin", b"x"),
    "program named as a picture": lambda: with_part(docx_of(), "word/media/a.png", b"MZ\x90\0"),
    "program": lambda: with_part(docx_of(), "word/run.exe", b"MZ\x90\0"),
    "script": lambda: with_part(docx_of(), "word/run.js", b"alert(1)"),
    "template from elsewhere": lambda: related("attachedTemplate", "https://example.test/a.dotm"),
    "picture from elsewhere": lambda: related("image", "https://example.test/pixel.png"),
    "link to a share": lambda: related("hyperlink", r"file:///\\example.test\x"),
    "page inside a document": lambda: related("aFChunk", "chunk.html", "Internal"),
    "field that runs": lambda: word(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DD</w:instrText></w:r>'
        "<w:r><w:instrText>EAUTO cmd calc</w:instrText></w:r></w:p>"
    ),
    "data connection": lambda: with_part(
        workbook([("a", "b")]), "xl/connections.xml", f"{XML}<a/>"
    ),
    "link to another workbook": lambda: with_part(
        workbook([("a", "b")]), "xl/externalLinks/externalLink1.xml", f"{XML}<a/>"
    ),
    "name that climbs": lambda: with_part(docx_of(), "../../etc/cron.d/a.xml", "<a/>"),
    "name with a drive": lambda: with_part(docx_of(), "C:/windows/a.xml", "<a/>"),
    "archive with something after it": lambda: docx_of() + b"<script>alert(1)</script>",
    "both a document and a workbook": lambda: with_part(docx_of(), "xl/workbook.xml", f"{XML}<a/>"),
    "archive of something else": lambda: _zip_of("a.txt"),
    "truncated document": lambda: docx_of()[:-200],
    "PDF with JavaScript": lambda: pdf_of("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
    "PDF with JavaScript in disguise": lambda: pdf_of("/OpenAction << /S /J#61vaScript >>"),
    "PDF with JavaScript packed away": lambda: pdf_of(
        stream=b"4 0 << /S /JavaScript /JS (app.alert(1)) >>", extra="/Type /ObjStm"
    ),
    "PDF packed twice": lambda: pdf_of(
        extra="/Type /ObjStm /Filter [/ASCII85Decode /FlateDecode]", stream=b"4 0 << >>"
    ),
    "PDF that launches": lambda: pdf_of("/OpenAction << /S /Launch /F (calc.exe) >>"),
    "PDF with a file inside": lambda: pdf_of("/Names << /EmbeddedFiles 9 0 R >>"),
    "PDF with a live form": lambda: pdf_of("/AcroForm << /XFA 9 0 R >>"),
    "PDF that sends": lambda: pdf_of("/AA << /O << /S /SubmitForm >> >>"),
    "PDF with a password": lambda: pdf_of("/Encrypt 9 0 R"),
    "PDF bomb": lambda: pdf_of(stream=b"\0" * 6_000_000),
    "PDF and archive at once": lambda: pdf_of() + docx_of() + b"%%EOF",
    "PDF without an end": lambda: b"%PDF-1.7\n1 0 obj << >>",
    "PDF of nothing but streams": lambda: b"%PDF-1.7\n" + b"stream\n" * 60_000 + b"%%EOF",
    "image of a billion points": huge_png,
    "image larger than allowed": lambda: png_of((1_001, 1_000)),
    "image cut off": lambda: png_of()[:40],
    "SVG": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "SVG behind a declaration": lambda: f"{XML}<svg/>".encode(),
    "HTML": lambda: b"\n <!DOCTYPE html><script>alert(1)</script>",
    "HTML without a head": lambda: b"<script>alert(document.cookie)</script>",
    "GIF with a script": lambda: b"GIF89a/*<svg/onload=alert(1)>*/=1;",
    "program for Windows": lambda: b"MZ\x90\x00\x03\x00\x00\x00",
    "program for the shell": lambda: b"#!/bin/sh\nid",
    "old Word file": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "nothing": lambda: b"",
    "nothing but blanks": lambda: b" \n ",
    "stamped text": lambda: "ĐẢNG ỦY\nTỐI MẬT\n".encode(),
    "stamped document": lambda: docx_of("ĐẢNG ỦY PHƯỜNG", "TUYỆT MẬT", "Kế hoạch"),
    "stamped workbook": lambda: workbook([("Danh sách", ""), ("MẬT", "")]),
}


def _many_members() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for n in range(LIMITS.members + 1):
            archive.writestr(f"word/a{n}.xml", "<a/>")
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("word/document.xml", "<a/>")
    return made.getvalue()


def _typed(content_type: str) -> bytes:
    override = f'<Override PartName="/word/document.xml" ContentType="{content_type}"/>'
    return with_part(
        docx_of(), "[Content_Types].xml", f'{XML}<Types xmlns="urn:t">{override}</Types>'
    )


def _zip_of(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize("attack", MADE_TO_HURT)
def test_it_refuses_a_file_made_to_hurt(attack: str) -> None:
    with pytest.raises(Invalid) as refused:
        inspect_file(MADE_TO_HURT[attack](), "bao-cao.docx", LIMITS)
    said = str(refused.value)
    assert "chưa được lưu" in said
    assert SECRET not in said
    assert refused.value.field == "file"


@pytest.mark.parametrize(
    "ordinary",
    [
        docx_of("Giữ bí mật nhà nước", "MẬT ĐỘ DÂN SỐ"),
        related("hyperlink", "https://example.test/"),
        workbook([("Họ và tên", "Mật khẩu wifi"), ("Siu Thin", "không")]),
        pdf_of("/OpenAction [3 0 R /FitH null] /AcroForm << /SigFlags 3 >>", b"BT (Bi mat) Tj ET"),
        "Biên bản họp chi bộ\nGiữ bí mật.".encode(),
        "Biên bản".encode("utf-16"),
        png_of(),
    ],
)
def test_it_takes_the_ordinary_file_beside_it(ordinary: bytes) -> None:
    assert inspect_file(ordinary, "tệp", LIMITS).content


def test_it_leaves_nothing_of_a_refused_file(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    actor = world.act_as("secretary")
    for attack in ("macro", "image of a billion points", "stamped document", "PDF that sends"):
        with pytest.raises(Invalid):
            store_upload(
                actor=actor,
                unit_id=world.unit("village"),
                subject_kind="task",
                subject_id=uid("task"),
                file=ContentFile(MADE_TO_HURT[attack](), "a.docx"),
                declared_not_secret=True,
                to=Capability.REPORT_TASK,
                opens_to=Capability.VIEW_PAPERS,
            )
    world.act_as_system()
    assert (UploadedFile.objects.count(), UploadedContent.objects.count()) == (0, 0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../../etc/passwd", "passwd.txt"),
        (r"C:\Users\x\bí thư.docx", "bí thư.txt"),
        ("a\u202egnp.exe", "agnp.txt"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie x.txt"),
        ("bao-cao.pdf.exe", "bao-cao.txt"),
        ("..", "tệp.txt"),
        ("", "tệp.txt"),
        ('a"; filename="b.html', "a ; filename= b.txt"),
        ("x" * 400, "x" * 116 + ".txt"),
    ],
)
def test_it_keeps_a_name_that_leads_nowhere(given: str, kept: str) -> None:
    assert inspect_file(b"van ban", given, LIMITS).name == kept


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_it_draws_an_image_anew_without_place_or_device(form: str) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = "Hang May Anh", "2026:11:03 19:30:00"
    exif.get_ifd(0x8825)[1] = "N"
    photo, file = Image.effect_noise((200, 100), 60).convert("RGB"), io.BytesIO()
    photo.save(file, form, exif=exif.tobytes(), comment=b"ghi chu", xmp=b"<x>noi chup</x>")
    sent = file.getvalue() + b"<script>alert(1)</script>"
    kept = inspect_file(sent, "anh.jpg", LIMITS)
    assert b"Hang May Anh" in sent
    for trace in (b"Hang May Anh", b"2026:11:03", b"ghi chu", b"noi chup", b"<script>"):
        assert trace not in kept.content
    with Image.open(io.BytesIO(kept.content)) as image:
        assert image.size == (64, 32)
        assert not image.getexif()
    assert kept.kind in {Kind.JPEG, Kind.PNG, Kind.WEBP}


def test_it_answers_noise_with_a_sentence() -> None:
    """Bytes of chance behind the beginnings of each kind: never a fault of the program."""
    chance = random.Random(20261123)
    for beginning in (b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF"):
        for _ in range(40):
            noise = beginning + chance.randbytes(chance.randint(0, 400)) + b"%%EOF"
            assert "chưa được lưu" in said_of(noise)


def test_it_answers_a_damaged_document_with_a_sentence() -> None:
    """One byte of a sound document changed at a time."""
    chance, sound, taken = random.Random(20261123), docx_of(), 0
    for _ in range(80):
        at = chance.randrange(len(sound))
        touched = sound[:at] + bytes([chance.randrange(256)]) + sound[at + 1 :]
        said = said_of(touched)
        taken += not said
        assert not said or "chưa được lưu" in said
    assert taken < 80


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/workbook.xml", "docProps/app.xml"])
def test_it_reads_no_file_of_the_server_through_a_list(part: str, tmp_path: Path) -> None:
    """The importer of members' lists opens workbooks too, behind guards of its own."""
    (tmp_path / "khoa.txt").write_text(SECRET)
    sent = with_part(workbook([("Họ và tên",)]), part, entity(str(tmp_path / "khoa.txt")))
    with pytest.raises(Invalid) as refused:
        open_list(sent, "ds.xlsx")
    assert SECRET not in str(refused.value)


def test_it_unfolds_no_bomb_sent_as_a_list() -> None:
    small = ListLimits(bytes_unfolded=5_000_000)
    for bomb in (b"\0" * 6_000_000, multiplied().encode()):
        sent = with_part(workbook([("Họ và tên",)]), "xl/worksheets/sheet1.xml", bomb)
        with pytest.raises(Invalid):
            open_list(sent, "ds.xlsx", small)
