"""One look at a file that somebody brings: its kind by content, nothing active, no stamp.

The file is never opened by another program here and never served other than as a download; what
cannot be looked at is refused. Where the look is only a net, the module says so.
"""

from dataclasses import dataclass

from nenep.documents.inspection import images, office, pdfs, texts
from nenep.documents.inspection.answers import stamped, too_large, unknown_kind
from nenep.documents.rules.stamps import stamp_in
from nenep.documents.rules.uploads import Kind, Limits, file_name

_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Inspected:
    """What will be kept: the bytes (an image's are drawn anew), the kind, the safe name."""

    content: bytes
    kind: Kind
    name: str


def inspect_file(content: bytes, name: str, limits: Limits) -> Inspected:
    """The file as it may be kept.

    Raises:
        Invalid: too large, of no known kind, damaged, locked, active, or stamped secret.
    """
    if len(content) > limits.bytes_sent:
        raise too_large(len(content), limits)
    kept, kind, paragraphs = _looked_at(content, limits)
    stamp = stamp_in(paragraphs)
    if stamp is not None:
        raise stamped(stamp)
    return Inspected(kept, kind, file_name(name, kind))


def _looked_at(content: bytes, limits: Limits) -> tuple[bytes, Kind, list[str]]:
    if content.startswith(b"%PDF-"):
        return content, Kind.PDF, pdfs.look(content, limits)
    if content.startswith(_ZIP):
        kind, paragraphs = office.look(content, limits)
        return content, kind, paragraphs
    image = images.kind_of(content)
    if image is not None:
        return images.redrawn(content, image, limits), image, []
    if texts.is_text(content):
        return content, Kind.TEXT, texts.paragraphs(content)
    raise unknown_kind()
