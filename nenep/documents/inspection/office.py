"""DOCX and XLSX: only known parts, nothing that acts, nothing fetched from elsewhere."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath

from nenep.documents.inspection import markup
from nenep.documents.inspection.answers import active, damaged, unknown_kind
from nenep.documents.inspection.archives import unfolded, weighed
from nenep.documents.rules.uploads import Kind, Limits

_MAIN = {"word/document.xml": Kind.DOCX, "xl/workbook.xml": Kind.XLSX}
_XML = frozenset({".xml", ".rels", ".vml"})
_PICTURES = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp", ".odttf"}
)
_PRINTER = re.compile(r"(xl|word)/printerSettings/[^/]+\.bin")
_ACTIVE_PARTS = (
    (re.compile(r"vbaProject|vbaData|macrosheets/|dialogsheets/", re.I), "macro"),
    (re.compile(r"/activeX/", re.I), "điều khiển ActiveX"),
    (re.compile(r"/embeddings/|oleObject", re.I), "đối tượng nhúng (OLE)"),
    (re.compile(r"/externalLinks/", re.I), "liên kết tới tệp khác"),
    (re.compile(r"xl/(connections\.xml|queryTables/)|customUI", re.I), "kết nối dữ liệu"),
)
_ACTIVE_TYPES = re.compile(r"macroEnabled|vbaProject|activeX|oleObject", re.I)
_CALLING_FIELD = re.compile(
    r"^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|EMBED|MACROBUTTON|RD)\b", re.I
)
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"%PDF", b"#!", b"\xcf\xfa\xed")
_LINK = re.compile(r"(https?|mailto):", re.I)
_CELLS_READ = 400


def look(content: bytes, limits: Limits) -> tuple[Kind, list[str]]:
    """Its kind, and the paragraphs (or cells) from its beginning.

    Raises:
        Invalid: not one of the two, damaged, unfolding too far, or active.
    """
    with weighed(content, limits) as archive:
        names = archive.namelist()
        kinds = [kind for part, kind in _MAIN.items() if part in names]
        if "[Content_Types].xml" not in names or not kinds:
            raise unknown_kind()
        if len(kinds) > 1:
            raise damaged()
        for name in names:
            _look_at_part(archive, name)
        reads = _words_of_document if kinds[0] is Kind.DOCX else _words_of_workbook
        return kinds[0], reads(archive, names)


def _look_at_part(archive: zipfile.ZipFile, name: str) -> None:
    if name.endswith("/"):
        return
    for pattern, what in _ACTIVE_PARTS:
        if pattern.search(f"/{name}"):
            raise active(what)
    ending = ".rels" if name.endswith(".rels") else PurePosixPath(name).suffix.lower()
    if ending not in _XML | _PICTURES and not _PRINTER.fullmatch(name):
        raise active("phần đính kèm lạ bên trong")
    part = unfolded(archive, name)
    if ending not in _XML:
        if part.lstrip()[:8].startswith(_PROGRAMS) or b"<script" in part[:4096].lower():
            raise active("chương trình nhúng bên trong")
        return
    if ending == ".rels":
        markup.read(part, started=_look_at_relationship)
    elif name == "[Content_Types].xml":
        markup.read(part, started=_look_at_type)
    elif name.startswith("word/"):
        _look_at_fields(part)
    else:
        markup.read(part)


def _look_at_relationship(name: str, marks: Mapping[str, str]) -> None:
    """Only a link that a reader must press may lead outside."""
    if name != "Relationship":
        return
    kind = marks.get("Type", "").rpartition("/")[2].lower()
    if kind in {"afchunk", "oleobject", "package", "vbaproject", "control", "attachedtoolbars"}:
        raise active("phần nhúng bên trong")
    if marks.get("TargetMode", "").lower() != "external":
        return
    if kind != "hyperlink" or not _LINK.match(marks.get("Target", "").strip()):
        raise active("liên kết tự tải nội dung từ nơi khác")


def _look_at_type(name: str, marks: Mapping[str, str]) -> None:
    del name
    if _ACTIVE_TYPES.search(marks.get("ContentType", "")):
        raise active("macro hoặc đối tượng nhúng")


def _look_at_fields(part: bytes) -> None:
    """Word fields that fetch or run. A field's words may be spread over several runs."""
    inside: list[str] = []
    words: list[str] = []

    def started(name: str, marks: Mapping[str, str]) -> None:
        if name == "fldSimple":
            _look_at_field(marks.get("instr", ""))
        if name == "fldChar" and marks.get("fldCharType") == "begin":
            words.clear()
        if name == "instrText":
            inside.append(name)

    def ended(name: str) -> None:
        if name == "instrText":
            inside.clear()
            _look_at_field("".join(words))

    def said(text: str) -> None:
        if inside:
            words.append(text)

    markup.read(part, started, ended, said)


def _look_at_field(instruction: str) -> None:
    if _CALLING_FIELD.match(instruction):
        raise active("trường tự lấy nội dung từ nơi khác")


def _words_of_document(archive: zipfile.ZipFile, names: list[str]) -> list[str]:
    """Paragraphs of the heads, then of the text; those of boxes and tables in their place."""
    heads = sorted(name for name in names if re.fullmatch(r"word/header\d*\.xml", name))
    return [
        line for name in [*heads, "word/document.xml"] for line in _lines(archive, name, "p", "t")
    ]


def _words_of_workbook(archive: zipfile.ZipFile, names: list[str]) -> list[str]:
    """The first texts of the workbook, each a cell: shared ones and those written in place."""
    words = []
    if "xl/sharedStrings.xml" in names:
        words += _lines(archive, "xl/sharedStrings.xml", "si", "t")[:_CELLS_READ]
    sheets = sorted(n for n in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n))
    for name in sheets[:1]:
        words += _lines(archive, name, "is", "t")[:_CELLS_READ]
    return words


def _lines(archive: zipfile.ZipFile, name: str, line: str, run: str) -> list[str]:
    """The texts of ``run`` elements, gathered by the ``line`` element around them."""
    open_lines: list[list[str]] = []
    lines: list[str] = []
    in_run: list[bool] = []

    def started(tag: str, marks: Mapping[str, str]) -> None:
        del marks
        if tag == line:
            open_lines.append([])
        elif tag == run:
            in_run.append(True)
        elif tag in {"br", "tab"} and open_lines:
            open_lines[-1].append("\n" if tag == "br" else "\t")

    def ended(tag: str) -> None:
        if tag == line and open_lines:
            lines.extend("".join(open_lines.pop()).splitlines())
        elif tag == run and in_run:
            in_run.pop()

    def said(text: str) -> None:
        if in_run and open_lines:
            open_lines[-1].append(text)

    markup.read(unfolded(archive, name), started, ended, said)
    return lines
