"""Phones with the client's rules, and what is said into them: for storms of every kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from nenep.kernel import ids
from nenep.room.actions.hear_letter import Answer
from nenep.room.rules.commands import fingerprint
from nenep.room.rules.letters import Sealed
from nenep.room.tests.letters import Device

DONE = frozenset({"applied", "known"})
WAITS = frozenset({"waiting", "later"})
KINDS = 5  # of what can be said at random


@dataclass
class Row:
    """One command in a device's queue, as the client keeps it; ``number`` of its letter."""

    command: Sealed
    name: str
    words: Mapping[str, object]
    state: str = "waiting"
    told: str = ""
    number: int = 0


@dataclass
class Phone:
    """A device with the client's rules: a new epoch sends all again, and a row leaves the queue
    only when a verified backup covers it; ``forgotten`` holds those, which no phone can."""

    device: Device
    a_letter: int = 3
    queue: dict[UUID, Row] = field(default_factory=dict)
    forgotten: dict[UUID, Row] = field(default_factory=dict)
    seen: str = ""
    epoch: str = ""

    def say(self, name: str, words: Mapping[str, object]) -> None:
        command = self.device.say(name, words)
        self.queue[command.id] = Row(command, name, words)

    def letter(self) -> list[Row]:
        return [row for row in self.queue.values() if row.state in WAITS][: self.a_letter]

    def take(self, answer: Answer) -> None:
        if self.epoch and self.epoch != answer.epoch:
            for row in self.queue.values():
                row.state, row.number = "waiting", 0
        self.epoch = answer.epoch
        for judged in answer.verdicts:
            row = self.queue[judged.id]
            row.state, row.told, row.number = judged.verdict.value, judged.told, answer.number
        for known, row in list(self.queue.items()):
            if row.state in DONE and 0 < row.number <= answer.covered:
                self.forgotten[known] = self.queue.pop(known)

    def all(self) -> list[Row]:
        return [*self.forgotten.values(), *self.queue.values()]

    def of(self, *names: str) -> list[Row]:
        return [row for row in self.all() if row.name in names]


def speak(phone: Phone, what: int, count: int, item: UUID) -> None:
    """Say the ``count``-th thing of the storm: an opinion, a guest, a note, a vote, or that an
    earlier opinion is taken back."""
    name = f"Câu {count}"
    if what == 0:
        phone.say("opinion", {"id": str(ids.random_id()), "kind": "question", "text": name})
    elif what == 1:
        phone.say("guest", {"name": f"Khách {_letters(count)}", "title": "phường"})
    elif what == 2:
        phone.say("note", {"item": str(item), "text": name, "base": fingerprint(phone.seen)})
        phone.seen = name
    elif what == 3:
        tally = {"votes_for": count % 9, "votes_against": 0, "abstentions": 0}
        asked = {"question": name, "matter": "ordinary", "method": "hand"}
        phone.say("vote", {"id": str(ids.random_id()), **asked, **tally})
    else:
        said = phone.of("opinion")
        if said:
            phone.say("opinion_off", {"id": said[count % len(said)].words["id"]})


def _letters(number: int) -> str:
    """A name of letters only, as names are cleaned."""
    return "".join(chr(ord("A") + int(digit)) for digit in str(number))
