"""What the journal holds to, without a database: its own chain, and the roots of its days."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

from nenep.kernel.errors import Invalid

INSTALLATION = UUID(int=0)
"""The chain of what concerns no unit: administrators come and go. Read by the installation only."""

NO_ROOT = bytes(32)
"""What the first day of an installation stands on."""
TITLE = "Nề Nếp – gốc nhật ký"
_HEAD = re.compile(
    rf"{TITLE}\nngày (\d{{4}}-\d\d-\d\d)\ntrước ([0-9a-f]{{64}})\ngốc ([0-9a-f]{{64}})\n"
)
_LINE = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) ([1-9]\d*) ([0-9a-f]{64})")


@dataclass(frozen=True, order=True)
class Head:
    """Where a unit's chain stood: the number of its last entry, and that entry's hash."""

    unit_id: UUID
    seq: int
    hash: bytes


@dataclass(frozen=True)
class Root:
    """One day of the whole journal in 32 bytes: the root before it, and every chain that had moved.

    Kept outside the database. Whoever rewrites an entry and all hashes after it cannot rewrite
    this, as long as one copy lies out of their hands.
    """

    day: date
    previous: bytes
    heads: tuple[Head, ...]

    @property
    def root(self) -> bytes:
        """SHA-256 of the root before, the day, and the heads in the order of their units."""
        said = hashlib.sha256(self.previous + self.day.isoformat().encode())
        for head in self.heads:
            said.update(head.unit_id.bytes + head.seq.to_bytes(8, "big") + head.hash)
        return said.digest()


def root_of(day: date, previous: bytes, heads: Iterable[Head]) -> Root:
    """The root of a day; the order in which the heads come does not matter."""
    return Root(day, previous, tuple(sorted(heads)))


def written(root: Root) -> str:
    """The file of a root: three lines to copy by hand if need be, then one line a chain."""
    lines = [f"{head.unit_id} {head.seq} {head.hash.hex()}" for head in root.heads]
    top = (TITLE, f"ngày {root.day}", f"trước {root.previous.hex()}", f"gốc {root.root.hex()}")
    return "\n".join([*top, *lines]) + "\n"


def read(text: str) -> Root:
    """The root in a file.

    Raises:
        Invalid: not such a file, or its own figures do not fit together: somebody changed it.
    """
    top = _HEAD.match(text)
    lines = text[top.end() :].splitlines() if top else []
    heads = [_LINE.fullmatch(line) for line in lines]
    if top is None or None in heads:
        raise Invalid("Tệp này không phải tệp gốc nhật ký, hoặc đã bị cắt.")
    root = Root(
        _day(top[1]),
        bytes.fromhex(top[2]),
        tuple(Head(UUID(m[1]), int(m[2]), bytes.fromhex(m[3])) for m in heads if m),
    )
    if root.root.hex() != top[3]:
        raise Invalid("Tệp gốc nhật ký ngày %(day)s đã bị sửa.", day=f"{root.day:%d/%m/%Y}")
    return root


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("Tệp gốc nhật ký ghi ngày không có thật: %(text)s.", text=text) from None


def gaps(roots: Sequence[Root]) -> list[date]:
    """The days whose root does not stand on the one before it: a file between is missing, or the
    files come from two installations. ``roots`` in the order of days; the first stands alone."""
    return [later.day for earlier, later in pairwise(roots) if later.previous != earlier.root]
