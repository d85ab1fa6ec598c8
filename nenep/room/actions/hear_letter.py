"""A letter of sealed commands: one transaction, a savepoint for each command, a verdict for each.

Whoever carries the letter needs no session; each command proves its mandate by the secret sealed
in it. One refusal stops nothing, and what was done before is told as done, not done again.
"""

import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import DatabaseError, InterfaceError, OperationalError, transaction

from nenep.journal.actions.once import once
from nenep.kernel import clock
from nenep.kernel.errors import Conflict, NenepError, Refused
from nenep.room import epochs, mandates
from nenep.room.mandates import Held
from nenep.room.models import HeardCommand
from nenep.room.rules.commands import Command, Said, Verdict, command_from
from nenep.room.rules.letters import Letter, Sealed
from nenep.room.sealing import door, sealed_answer
from nenep.room.speaking.speech import Speech
from nenep.room.speaking.vocabulary import deed_of

log = logging.getLogger(__name__)
# Somebody's evening is some two hundred commands; a device that sends more in a minute is broken.
MOST_A_MINUTE = 2000
# Notes of criticism are erasable at any time; what is set aside is not: their words are not kept.
UNKEPT = ("criticism",)
_UNPROVED = (Verdict.UNREADABLE, Verdict.STRANGER)
_ELSEWHERE = "Ủy nhiệm của máy này không dành cho cuộc họp ấy; nội dung được giữ trên máy."


@dataclass(frozen=True)
class Judged:
    """The verdict on one command; ``told`` is sealed to the device that spoke."""

    id: UUID
    verdict: Verdict
    told: str = ""


@dataclass(frozen=True)
class Answer:
    """What goes back: verdicts in the order of the letter, and where this server stands."""

    epoch: str
    number: int
    covered: int
    verdicts: Sequence[Judged]

    @property
    def proved(self) -> bool:
        """Did any command come under a mandate of this installation?"""
        return any(one.verdict not in _UNPROVED for one in self.verdicts)


@transaction.atomic
def hear_letter(*, letter: Letter) -> Answer:
    """Act on every command of the letter; devices one after the other, each by its own counter.

    A letter written in another epoch is not heard at all: the database was put back, and what the
    device confirmed long ago must come first. Told the new epoch, it sends everything in order.

    The transaction ends as nobody. A fault of the program in one command is told as ``later``; a
    lost database ends the whole letter, which is then sent again.
    """
    stands = epochs.standing()
    if letter.epoch and letter.epoch != stands.epoch:
        return Answer(stands.epoch, stands.heard, stands.covered, [])
    judged = {one.id: Judged(one.id, Verdict.UNREADABLE) for one in letter.commands}
    commands = sorted(_opened(letter.commands), key=lambda one: (one.device.int, one.counter))
    for (mandate_id, secret), spoken in _by_mandate(commands).items():
        for verdict in _under(mandate_id, secret, spoken):
            judged[verdict.id] = verdict
    mandates.leave()
    number = epochs.hear() if letter.commands else stands.heard
    transaction.on_commit(partial(epochs.remember, stands.epoch, number))
    verdicts = [judged[one.id] for one in letter.commands]
    return Answer(stands.epoch, number, stands.covered, verdicts)


def _opened(letter: Iterable[Sealed]) -> Iterable[Command]:
    seal = door()
    for one in letter:
        try:
            command = command_from(seal.open(one.box))
        except (NenepError, ValueError):
            continue
        if command.id == one.id:
            yield command


def _by_mandate(commands: Iterable[Command]) -> Mapping[tuple[UUID, str], list[Command]]:
    """By mandate and secret: one command with a wrong one must not speak for the others."""
    found: dict[tuple[UUID, str], list[Command]] = {}
    for command in commands:
        found.setdefault((command.mandate, command.secret), []).append(command)
    return found


def _under(mandate_id: UUID, secret: str, spoken: Sequence[Command]) -> Iterable[Judged]:
    """One mandate at a time; a secret that does not fit opens nothing."""
    held = mandates.entered(mandate_id, secret)
    if held is None:
        yield from (Judged(one.id, Verdict.STRANGER) for one in spoken)
        return
    if held.revoked:
        yield from _set_aside(held, spoken)
        return
    busy = _too_many(held)
    judged = [(one, _busy(one) if busy else _heard(held, one)) for one in spoken]
    _note(held, [pair for pair in judged if pair[1].verdict is not Verdict.LATER])
    yield from (verdict for _command, verdict in judged)


def _heard(held: Held, command: Command) -> Judged:
    try:
        with transaction.atomic():
            fresh = _act(held, command)
    except NenepError as refusal:
        return _refused(command, refusal)
    except (OperationalError, InterfaceError):
        raise
    except (DatabaseError, ValueError, TypeError, LookupError, AttributeError):
        # Kept on the device and sent again: a fault here must not lose what was said there. The
        # log names the command, never its words.
        log.exception("command %s (%s) failed", command.id, command.name)
        return Judged(command.id, Verdict.LATER)
    return Judged(command.id, Verdict.APPLIED if fresh else Verdict.KNOWN)


def _act(held: Held, command: Command) -> bool:
    """Did it act now, rather than before?"""
    acted: list[bool] = []
    once(
        actor=held.actor,
        command_id=command.id,
        unit_id=held.unit_id,
        payload={
            "name": command.name,
            "version": str(command.version),
            "meeting": str(command.meeting),
            "payload": json.dumps(command.payload, sort_keys=True, ensure_ascii=False),
        },
        run=_deed(held, command, acted),
    )
    return bool(acted)


def _deed(held: Held, command: Command, acted: list[bool]) -> Callable[[], Mapping[str, str]]:
    def run() -> Mapping[str, str]:
        if command.meeting != held.meeting_id or command.device != held.device_id:
            raise Refused(_ELSEWHERE)
        moment = command.said_at + held.ahead
        deed_of(command)(Speech(held.actor, held.meeting_id, moment, Said(command.payload)))
        acted.append(True)
        return {"verdict": Verdict.APPLIED.value}

    return run


def _refused(command: Command, refusal: NenepError) -> Judged:
    told = {"why": str(refusal), "basis": refusal.basis}
    verdict = Verdict.REFUSED
    if isinstance(refusal, Conflict):
        verdict = Verdict.CONFLICT
        told |= {"mine": refusal.mine, "theirs": refusal.theirs}
        told |= {name: str(value) for name, value in refusal.params.items()}
    return Judged(command.id, verdict, sealed_answer(command.reply_key, told))


def _busy(command: Command) -> Judged:
    return Judged(command.id, Verdict.LATER)


def _too_many(held: Held) -> bool:
    since = clock.now() - timedelta(minutes=1)
    lately = HeardCommand.objects.filter(device_id=held.device_id, heard_at__gt=since)
    return lately.count() > MOST_A_MINUTE


def _note(held: Held, judged: Iterable[tuple[Command, Judged]]) -> None:
    """Both clocks and the verdict of each; an earlier refusal gives way to what came of it."""
    HeardCommand.objects.bulk_create(
        [
            HeardCommand(
                id=command.id,
                mandate_id=held.mandate_id,
                meeting_id=held.meeting_id,
                unit_id=held.unit_id,
                device_id=held.device_id,
                counter=command.counter,
                name=command.name[:32],
                version=command.version,
                said_at=command.said_at,
                heard_at=clock.now(),
                verdict=verdict.verdict.value,
            )
            for command, verdict in judged
            if verdict.verdict is not Verdict.KNOWN
        ],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["verdict", "heard_at"],
    )


def _set_aside(held: Held, spoken: Sequence[Command]) -> Iterable[Judged]:
    said = [
        {
            "id": str(one.id),
            "counter": one.counter,
            "name": one.name[:32],
            "version": one.version,
            "said_at": one.said_at.isoformat(),
            "payload": {} if one.name in UNKEPT else dict(one.payload),
        }
        for one in spoken
    ]
    if spoken:
        mandates.set_aside(held.mandate_id, spoken[0].secret, json.dumps(said), clock.now())
    for one in spoken:
        yield Judged(one.id, Verdict.QUARANTINED)
