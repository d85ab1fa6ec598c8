"""A command as it is spoken: named, versioned, numbered by its device, never by a clock."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from uuid import UUID

from nenep.kernel.errors import Conflict, Invalid
from nenep.kernel.texts import legible

Value = str | int | bool | None | list["Value"] | dict[str, "Value"]
Payload = Mapping[str, Value]
LONGEST_TEXT = 20_000
DEEPEST = 8
# A telephone whose battery was dead says 1970; outside of these no clock says anything.
CLOCKS = (datetime(1900, 1, 1, tzinfo=UTC), datetime(2400, 1, 1, tzinfo=UTC))
NEWEST_VERSION = 9999


class Verdict(StrEnum):
    """What became of a command. ``known``: it had acted before. ``later``: a fault of ours, send it
    again. ``stranger``: no such mandate here; ``unreadable``: not sealed to this server."""

    APPLIED = "applied"
    KNOWN = "known"
    CONFLICT = "conflict"
    REFUSED = "refused"
    QUARANTINED = "quarantined"
    LATER = "later"
    STRANGER = "stranger"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Command:
    """``mandate`` and ``secret`` prove the right to speak; ``reply_key`` seals what is answered."""

    id: UUID
    mandate: UUID
    secret: str
    reply_key: str
    device: UUID
    counter: int
    meeting: UUID
    name: str
    version: int
    said_at: datetime
    payload: Payload


def command_from(said: Mapping[str, object]) -> Command:
    """Read one opened command.

    Raises:
        Invalid: something is missing or of another kind.
    """
    words = Said({name: _keepable(value) for name, value in said.items()})
    payload = words.words.get("payload")
    if not isinstance(payload, dict):
        raise Invalid("Lệnh không có nội dung.", field="payload")
    if not 0 < words.whole("version") <= NEWEST_VERSION:
        raise Invalid("Lệnh không rõ bản.", field="version")
    return Command(
        id=words.uuid("id"),
        mandate=words.uuid("mandate"),
        secret=words.text("secret"),
        reply_key=words.text("reply_key"),
        device=words.uuid("device"),
        counter=words.whole("counter"),
        meeting=words.uuid("meeting"),
        name=words.text("name"),
        version=words.whole("version"),
        said_at=moment_said(words.text("said_at")),
        payload=payload,
    )


def moment_said(text: str) -> datetime:
    """A moment of a device's clock, however wrong the clock goes.

    Raises:
        Invalid: without a zone, or in no year that a clock shows. ValueError: no moment.
    """
    said_at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if said_at.tzinfo is None:
        raise Invalid("Giờ của máy không rõ múi giờ.", field="said_at")
    if not CLOCKS[0] < said_at < CLOCKS[1]:
        raise Invalid(
            "Giờ của máy không phải là giờ của một đồng hồ; hãy chỉnh giờ.", field="said_at"
        )
    return said_at


def _keepable(value: object, depth: int = 0) -> Value:
    """The value as the database can keep it, so that a command set aside can be, too."""
    if depth > DEEPEST:
        raise Invalid("Lệnh lồng quá sâu.")
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, dict):
        return {legible(name): _keepable(one, depth + 1) for name, one in value.items()}
    if isinstance(value, list):
        return [_keepable(one, depth + 1) for one in value]
    if value is None or isinstance(value, int):
        return value
    return str(value)  # no command speaks of fractions; NaN is a number to JSON only


@dataclass(frozen=True)
class Said:
    """A payload asked for by kind, so that a broken one is refused by name and never guessed at."""

    words: Payload

    def text(self, name: str, *, most: int = LONGEST_TEXT) -> str:
        """A text, ``""`` where nothing was said."""
        value = self.words.get(name, "")
        if not isinstance(value, str) or len(value) > most or "\0" in value:
            raise Invalid("Nội dung “%(name)s” không đọc được hoặc quá dài.", field=name, name=name)
        return value

    def whole(self, name: str) -> int:
        value = self.words.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 2**53:
            raise Invalid("“%(name)s” phải là số.", field=name, name=name)
        return value

    def maybe_whole(self, name: str) -> int | None:
        return None if self.words.get(name) is None else self.whole(name)

    def flag(self, name: str) -> bool:
        return self.words.get(name) is True

    def uuid(self, name: str) -> UUID:
        try:
            return UUID(self.text(name))
        except ValueError as wrong:
            raise Invalid("“%(name)s” không phải là mã.", field=name, name=name) from wrong

    def maybe_uuid(self, name: str) -> UUID | None:
        return self.uuid(name) if self.words.get(name) else None

    def day(self, name: str) -> date:
        try:
            return date.fromisoformat(self.text(name))
        except ValueError as wrong:
            raise Invalid("“%(name)s” không phải là ngày.", field=name, name=name) from wrong

    def time(self, name: str) -> time:
        try:
            return time.fromisoformat(self.text(name)).replace(tzinfo=None)
        except ValueError as wrong:
            raise Invalid("“%(name)s” không phải là giờ.", field=name, name=name) from wrong

    def each(self, name: str, *, most: int = 1000) -> list["Said"]:
        """The members of a set-valued command."""
        value = self.words.get(name)
        members = value if isinstance(value, list) and len(value) <= most else None
        if members is None or not all(isinstance(one, dict) for one in members):
            raise Invalid("“%(name)s” không đọc được.", field=name, name=name)
        return [Said(one) for one in members if isinstance(one, dict)]


def fingerprint(text: str) -> str:
    """The revision of a text, named by the text itself: a number given by two devices at once
    would name two texts."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def must_follow(base: str, *, now: str, mine: str, told: str) -> None:
    """Refuse to write over what the writer had not seen; both texts are in the refusal.

    Raises:
        Conflict: the text is neither the one the writer started from nor what is to be written.
    """
    if now != mine and fingerprint(now) != base:
        raise Conflict(told, mine=mine, theirs=now)
