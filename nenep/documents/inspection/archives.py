"""An archive is weighed before anything in it is read."""

import io
import struct
import zipfile
from pathlib import PurePosixPath

from nenep.documents.inspection.answers import damaged, locked, unfolds_too_far
from nenep.documents.rules.uploads import Limits

_END = struct.Struct("<4s4H2LH")  # end of central directory
_GRACE = 1 << 20


def weighed(content: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive, known to hold no more than allowed once unfolded; the caller closes it.

    Raises:
        Invalid: damaged, locked, something before or after the archive, names that leave it,
            members on top of each other, or more than the limits.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, RuntimeError, struct.error):
        raise damaged() from None
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise locked()
    if not _ends_where_it_ends(content) or not _names_stay_inside(members):
        raise damaged()
    if sum(member.compress_size for member in members) > len(content):
        raise damaged()  # members that share their bytes: a bomb without nesting
    unfolded = sum(member.file_size for member in members)
    if len(members) > limits.members or unfolded > limits.bytes_unfolded:
        raise unfolds_too_far()
    if unfolded > limits.ratio * len(content) + _GRACE:
        raise unfolds_too_far()
    return archive


def unfolded(archive: zipfile.ZipFile, name: str) -> bytes:
    """One member; never more than its declared size, which has been weighed.

    Raises:
        Invalid: damaged.
    """
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, RuntimeError, ValueError):
        raise damaged() from None
    except Exception as fault:  # zlib.error and lzma's have no base of their own
        raise damaged() from fault


def _ends_where_it_ends(content: bytes) -> bool:
    """Is the archive the whole file, without a comment that could be something else?"""
    if len(content) < _END.size:
        return False
    mark, *_, size, start, comment = _END.unpack(content[-_END.size :])
    return bool(mark == b"PK\x05\x06" and not comment and start + size == len(content) - _END.size)


def _names_stay_inside(members: list[zipfile.ZipInfo]) -> bool:
    names = [member.filename for member in members]
    paths = [PurePosixPath(name) for name in names]
    return len({name.lower() for name in names}) == len(names) and not any(
        path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name
        for path, name in zip(paths, names, strict=True)
    )
