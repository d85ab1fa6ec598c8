"""The envelope: a bounded number of sealed commands, whoever carries it."""

import base64
import binascii
import json
import zlib
from dataclasses import dataclass
from uuid import UUID

from nenep.kernel.errors import Invalid

MOST_COMMANDS = 400
MOST_BYTES = 4_000_000
LARGEST_COMMAND = 120_000
FORM = 1
_UNREADABLE = "Gói dữ liệu không đọc được; chưa nhận gì, thiết bị giữ nguyên."


@dataclass(frozen=True)
class Sealed:
    """One command nobody on its way can read; ``id`` stands outside so that it can be answered."""

    id: UUID
    box: bytes


@dataclass(frozen=True)
class Letter:
    """``epoch`` is the last one the sender had heard of, "" if none."""

    commands: tuple[Sealed, ...]
    epoch: str = ""


def letter_from(body: bytes, *, packed: bool) -> Letter:
    """A letter with its sealed commands in the order in which they stand.

    Raises:
        Invalid: too large, too many, or not a letter of a form known here.
    """
    try:
        said = json.loads(_unpacked(body) if packed else body)
        form, commands = said["letter"], said["commands"]
        if form != FORM or not isinstance(commands, list) or len(commands) > MOST_COMMANDS:
            raise Invalid(_UNREADABLE)
        return Letter(tuple(_sealed(one) for one in commands), str(said.get("epoch", "")))
    except (ValueError, LookupError, TypeError, RecursionError, zlib.error) as wrong:
        raise Invalid(_UNREADABLE) from wrong


def _unpacked(body: bytes) -> bytes:
    """No more than the bound is ever unpacked, however small it came."""
    packing = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    opened: bytes = packing.decompress(body, MOST_BYTES)
    if packing.unconsumed_tail or not packing.eof:
        raise Invalid(_UNREADABLE)
    return opened


def _sealed(one: dict[str, str]) -> Sealed:
    try:
        box = base64.b64decode(one["sealed"], validate=True)
    except binascii.Error as wrong:
        raise Invalid(_UNREADABLE) from wrong
    if len(box) > LARGEST_COMMAND:
        raise Invalid(_UNREADABLE)
    return Sealed(UUID(str(one["id"])), box)
