"""A device without a browser: it seals, sends and opens as the client does."""

import base64
import gzip
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from nenep.access.rules import Actor
from nenep.kernel import clock, ids
from nenep.room.actions.hear_letter import Answer, hear_letter
from nenep.room.actions.take_along import take_along
from nenep.room.rules.letters import Letter, Sealed, letter_from
from nenep.room.sealing import door, opened_answer, seal


@dataclass
class Device:
    """One phone with one mandate; ``public`` names the door of another installation."""

    meeting_id: UUID
    mandate_id: UUID
    secret: str
    id: UUID = field(default_factory=ids.random_id)
    counter: int = 0
    public: str = ""
    reply_key: str = field(
        default_factory=lambda: base64.b64encode(secrets.token_bytes(32)).decode()
    )

    def say(
        self,
        name: str,
        payload: Mapping[str, object] | None = None,
        *,
        version: int = 1,
        at: datetime | None = None,
        command_id: UUID | None = None,
        meeting_id: UUID | None = None,
    ) -> Sealed:
        """Seal one command, the next of this device."""
        self.counter += 1
        command = {
            "id": str(command_id or ids.random_id()),
            "mandate": str(self.mandate_id),
            "secret": self.secret,
            "reply_key": self.reply_key,
            "device": str(self.id),
            "counter": self.counter,
            "meeting": str(meeting_id or self.meeting_id),
            "name": name,
            "version": version,
            "said_at": (at or clock.now()).isoformat(),
            "payload": dict(payload or {}),
        }
        return Sealed(UUID(str(command["id"])), seal(self.public or door().public, command))

    def opened(self, told: str) -> Mapping[str, str]:
        return opened_answer(self.reply_key, told)


def _fresh_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def taken_along(actor: Actor, meeting_id: UUID, *, ahead: float = 0) -> Device:
    """Take the meeting along on a new device whose clock is ``ahead`` seconds behind."""
    device_id = ids.random_id()
    moment = datetime.fromtimestamp(clock.now().timestamp() - ahead, tz=clock.VIETNAM)
    issued = take_along(
        actor=actor, meeting_id=meeting_id, device_id=device_id, device_clock=moment
    )
    return Device(meeting_id, issued.id, issued.secret, id=device_id)


def heard(*letter: Sealed, epoch: str = "") -> Answer:
    """Deliver a letter, as anybody may."""
    return hear_letter(letter=Letter(letter, epoch))


def verdicts(answer: Answer) -> list[str]:
    return [judged.verdict.value for judged in answer.verdicts]


def packed(letter: Sequence[Sealed]) -> bytes:
    """As it travels."""
    said = {
        "letter": 1,
        "commands": [
            {"id": str(one.id), "sealed": base64.b64encode(one.box).decode()} for one in letter
        ],
    }
    return gzip.compress(json.dumps(said).encode())


def unpacked(body: bytes) -> Letter:
    return letter_from(body, packed=True)
