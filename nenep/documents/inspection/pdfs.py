"""A PDF is not parsed here but searched: for what acts, in its bytes and in its unpacked streams.

A net, not a proof: a reader more lenient than the format may find what the search does not. The
file is therefore only ever handed out as a download; of one sent before a meeting the pages are
counted and copied (:mod:`nenep.documents.writers.joining`), nothing else.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from nenep.documents.inspection.answers import active, damaged, locked, unfolds_too_far
from nenep.documents.inspection.pdf_text import Page, lines_of
from nenep.documents.rules.uploads import Limits

_NAME_ENDS = rb"(?=[\s/<>\[\]()%{}]|$)"
_ACTIVE = (
    (re.compile(rb"/(?:JavaScript|JS)" + _NAME_ENDS), "mã JavaScript"),
    (re.compile(rb"/Launch" + _NAME_ENDS), "lệnh chạy chương trình"),
    (re.compile(rb"/EmbeddedFiles?" + _NAME_ENDS), "tệp đính kèm bên trong"),
    (re.compile(rb"/(?:RichMedia|Rendition|Movie|Sound)" + _NAME_ENDS), "phim hoặc âm thanh"),
    (re.compile(rb"/XFA" + _NAME_ENDS), "biểu mẫu động (XFA)"),
    (
        re.compile(rb"/(?:GoToR|GoToE|SubmitForm|ImportData)" + _NAME_ENDS),
        "lệnh mở hoặc gửi đi nơi khác",
    ),
)
_HASHED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_ENCRYPTED = re.compile(rb"/Encrypt" + _NAME_ENDS)
_OTHER_PACKING = re.compile(
    rb"/(?:LZWDecode|LZW|ASCIIHexDecode|AHx|ASCII85Decode|A85|RunLength\w*|Predictor)"
)
_PACKED_OBJECTS = re.compile(rb"/ObjStm" + _NAME_ENDS)
_PIECE, _FEED = 1 << 20, 1 << 16
_OVERLAP = 64
_HEAD = 2_000  # bytes before a stream that hold its dictionary
_STREAMS, _STREAMS_READ, _TEXT_STREAMS, _TEXT_BYTES = 50_000, 400, 40, 2_000_000


def look(content: bytes, limits: Limits) -> list[str]:
    """The lines of text at its beginning, as far as they can be read.

    Raises:
        Invalid: damaged, something else at the same time, locked, unfolding too far, or active.
    """
    if b"%%EOF" not in content[-1_024:] or b"endobj" not in content:
        raise damaged()
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise damaged()
    plain = _named(content)
    _must_be_still(plain)
    if _ENCRYPTED.search(plain):
        raise locked()
    page, unfolded = Page(), 0
    for number, (head, packed) in enumerate(_streams(content)):
        if number > _STREAMS:
            raise damaged()
        if _PACKED_OBJECTS.search(head) and _OTHER_PACKING.search(head):
            raise active("phần đóng gói lạ")
        first, size = _unpacked(packed, limits.bytes_unfolded_pdf - unfolded)
        unfolded += size
        if number < _STREAMS_READ and page.streams < _TEXT_STREAMS:
            page.take(head, first if size else bytes(packed[:_TEXT_BYTES]))
    return lines_of(page)


def _must_be_still(piece: bytes) -> None:
    for pattern, what in _ACTIVE:
        if pattern.search(piece):
            raise active(what)


def _named(piece: bytes) -> bytes:
    """Names as a reader takes them: ``/J#61vaScript`` is ``/JavaScript``."""
    return _HASHED.sub(lambda found: bytes([int(found[1], 16)]), piece) if b"#" in piece else piece


def _streams(content: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Each stream with the dictionary before it. A stream's own bytes may hold the word by
    chance: then a piece comes twice, which costs time and hides nothing."""
    whole, end = memoryview(content), 0
    for found in _STREAM.finditer(content):
        start = found.end()
        if end < start:
            at = content.find(b"endstream", start)
            end = len(content) if at < 0 else at
        head = content[max(0, start - _HEAD) : start]
        yield _named(head[head.rfind(b" obj") + 1 :]), whole[start:end]


def _unpacked(packed: memoryview, left: int) -> tuple[bytes, int]:
    """The beginning of an unpacked stream and its whole size; searched on the way.

    What is not packed this way (an image, a plain stream) has size 0: its bytes have been
    searched with the whole file.
    """
    unpacking, size, first, tail = zlib.decompressobj(), 0, b"", b""
    try:
        for at in range(0, len(packed), _FEED):
            feed: bytes | memoryview = packed[at : at + _FEED]
            while feed and not unpacking.eof:
                piece = unpacking.decompress(feed, _PIECE)
                feed = unpacking.unconsumed_tail
                size += len(piece)
                if size > left:
                    raise unfolds_too_far()
                _must_be_still(_named(tail + piece))
                tail = piece[-_OVERLAP:]
                first = first if len(first) >= _TEXT_BYTES else first + piece
            if unpacking.eof:
                break
    except zlib.error:
        pass  # cut off or never packed: what came before was searched
    return first, size
