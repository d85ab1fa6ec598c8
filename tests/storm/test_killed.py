"""The storm over real processes: letters cut and doubled, the server and PostgreSQL killed with -9
in the middle of one, a backup restored. A model that only counts is held against what is there."""

import base64
import gzip
import json
import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from nenep.room.actions.hear_letter import Answer, Judged
from nenep.room.rules.commands import Verdict
from nenep.room.tests.letters import Device
from nenep.room.tests.phones import DONE, KINDS, WAITS, Phone, Row, speak
from tests.storm.installation import AT_WORK, Installation
from tests.thorough import examples

pytestmark = pytest.mark.storm
STEPS, A_LETTER, MOST_LOOKS = 18, 25, 40
FAULTS = ("none", "cut before", "cut after", "twice", "reversed", "programs", "database", "both")
DEADLY = frozenset({"programs", "database", "both"})


@dataclass
class Storm:
    """Two phones, one installation, and what was confirmed to whom."""

    place: Installation
    phones: tuple[Phone, Phone]
    meeting: str
    item: UUID
    fate: random.Random
    count: int = 0
    confirmed: set[UUID] = field(default_factory=set)
    seen: Counter[str] = field(default_factory=Counter)
    backup: Path | None = None

    def step(self) -> None:
        phone = self.phones[self.fate.randrange(2)]
        what = self.fate.choices(["speak", "send", "backup", "restore"], [6, 10, 1, 1])[0]
        if what == "speak":
            for _time in range(self.fate.randrange(5, 30)):
                self.count += 1
                speak(phone, self.fate.randrange(KINDS), self.count, self.item)
        elif what == "send":
            self.send(phone, self.fate.choice(FAULTS))
        elif what == "backup":
            self.backup = self.place.back_up()
            self.seen["backup"] += 1
        elif self.backup is not None:
            self.restore(self.backup)

    def send(self, phone: Phone, fault: str) -> None:
        letter = phone.letter()
        if not letter:
            return
        self.seen[fault] += 1
        if fault == "cut before":
            return
        if fault in DEADLY:
            self._killed_within(phone, letter, fault)
            return
        answer = self._delivered(phone, letter)
        if fault in {"twice", "reversed"}:
            again = list(reversed(letter)) if fault == "reversed" else letter
            answer = self._delivered(phone, again)
        if fault != "cut after" and answer is not None:
            self._take(phone, answer)

    def restore(self, backup: Path) -> None:
        self.place.off()
        self.place.run("backup", "restore", str(backup), "--replace")
        self.place.on()
        self.seen["restore"] += 1

    def settle(self) -> None:
        """Quiet at last: until nothing waits, on the newest epoch."""
        for _round in range(3):
            for phone in self.phones:
                answer = self._delivered(phone, [])
                assert answer is not None, self.place.said()
                self._take(phone, answer)
                while phone.letter():
                    self.send(phone, "none")

    def _killed_within(self, phone: Phone, letter: list[Row], fault: str) -> None:
        """Killed once the letter has begun to write, a random moment later; then all of the letter
        is there, or nothing that was not there before."""
        before, answered = self.place.receipts(), None
        with ThreadPoolExecutor(1) as pool:
            sent = pool.submit(self._delivered, phone, letter)
            if self._begun(sent):
                self.seen["killed at work"] += 1
            if fault in {"programs", "both"}:
                self.place.kill_programs()
            if fault in {"database", "both"}:
                self.place.kill_database()
            answered = sent.result()
        fresh = self.place.receipts() - before
        if self.place.process is None:
            self.place.on()
        else:
            self.place.await_ready()
        self._whole_or_nothing(phone, letter, fresh, answered)
        if answered is not None:
            self._take(phone, answered)

    def _begun(self, sent: Future[Any]) -> bool:
        looks = self.fate.randrange(MOST_LOOKS)
        with self.place.looking() as looking:
            while not sent.done():
                if looking.execute(AT_WORK).fetchone() == (True,):
                    looks -= 1
                    if looks < 0:
                        return True
        return False

    def _whole_or_nothing(
        self, phone: Phone, letter: list[Row], fresh: set[str], answered: Answer | None
    ) -> None:
        """A refused command leaves no receipt: what is refused now is refused when sent again."""
        again = answered or self._delivered(phone, letter)
        assert again is not None, self.place.said()
        if again.epoch != phone.epoch and phone.epoch:
            return
        verdicts = {str(one.id): one.verdict.value for one in again.verdicts}
        did = {known for known, verdict in verdicts.items() if verdict in DONE}
        first = {known for known, verdict in verdicts.items() if verdict == "applied"}
        assert fresh in (set(), did & fresh), "half a letter was kept"
        if answered is None and fresh:
            assert first == set(), "a letter that was kept was acted on again"

    def _delivered(self, phone: Phone, letter: list[Row]) -> Answer | None:
        said = {
            "letter": 1,
            "epoch": phone.epoch,
            "commands": [
                {"id": str(r.command.id), "sealed": base64.b64encode(r.command.box).decode()}
                for r in letter
            ],
        }
        told = self.place.post(gzip.compress(json.dumps(said).encode()))
        return None if told is None else _answer(told)

    def _take(self, phone: Phone, answer: Answer) -> None:
        self.confirmed |= {j.id for j in answer.verdicts if j.verdict.value in DONE}
        phone.take(answer)


def _answer(told: dict[str, Any]) -> Answer:
    verdicts = [
        Judged(UUID(one["id"]), Verdict(one["verdict"]), one["told"]) for one in told["verdicts"]
    ]
    return Answer(told["epoch"], told["number"], told["covered"], verdicts)


@pytest.mark.parametrize("seed", range(examples(2, 12)))
def test_it_loses_nothing_when_processes_are_killed(
    place: Installation, seed: int, record_property: Callable[[str, object], None]
) -> None:
    told: dict[str, Any] = place.inside("evening")
    place.on()
    phones = [
        Phone(
            Device(
                UUID(told["meeting"]),
                UUID(one["mandate"]),
                one["secret"],
                id=UUID(one["device"]),
                public=told["door"],
            ),
            a_letter=A_LETTER,
        )
        for one in told["devices"]
    ]
    storm = Storm(
        place, (phones[0], phones[1]), told["meeting"], UUID(told["item"]), random.Random(seed)
    )
    for _step in range(STEPS):
        storm.step()
    storm.settle()
    _as_counted(storm, place.inside("tell", told))
    record_property("nenep", f"bão {seed}: {storm.count} câu, {dict(storm.seen)}")


def _as_counted(storm: Storm, told: dict[str, Any]) -> None:
    rows = [row for phone in storm.phones for row in phone.all()]
    assert [row.name for row in rows if row.state in WAITS] == []
    acted = [row for row in rows if row.state in DONE]
    assert storm.confirmed <= {row.command.id for row in acted}, "confirmed, and then refused"
    assert {str(row.command.id) for row in acted} <= storm.place.receipts()
    gone = {row.words["id"] for row in acted if row.name == "opinion_off"}
    kept = {str(row.words["id"]) for row in acted if row.name == "opinion"} - gone
    assert Counter(told["opinions"]) == Counter(kept)
    votes = [str(row.words["id"]) for row in acted if row.name == "vote"]
    assert Counter(told["votes"]) == Counter(votes)
    guests = [str(row.words["name"]).lower() for row in acted if row.name == "guest"]
    assert Counter(name.lower() for name in told["guests"]) == Counter(guests)
    written = {row.words["text"] for row in acted if row.name == "note"}
    assert told["note"] in written | {""}
    refused = [
        row for phone in storm.phones for row in phone.queue.values() if row.state not in DONE
    ]
    assert {row.state for row in refused} <= {"refused", "conflict"}
    assert all(row.told for row in refused)
