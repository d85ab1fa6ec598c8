"""The program changes between the bundle and the sending: older phones are understood, newer ones
are told to wait, and nothing that was told to wait is lost."""

import pytest

from nenep.meetings.models import Opinion
from nenep.room.speaking import saying, vocabulary
from nenep.room.tests.conftest import Evening
from nenep.room.tests.letters import heard, taken_along, verdicts

OPINION = {"id": "11111111-1111-4111-8111-111111111111", "kind": "question", "text": "Bao giờ?"}


def test_it_tells_a_newer_phone_to_wait_and_understands_it_once_updated(
    attended: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = taken_along(attended.world.act_as("secretary"), attended.meeting.pk)
    newer = phone.say("opinion", OPINION, version=2)
    answer = heard(newer)
    assert verdicts(answer) == ["refused"]
    assert "cập nhật máy chủ rồi gửi lại" in phone.opened(answer.verdicts[0].told)["why"]
    assert Opinion.objects.count() == 0

    updated = {**vocabulary.VOCABULARY, ("opinion", 2): saying.spoke}
    monkeypatch.setattr(vocabulary, "VOCABULARY", updated)
    assert verdicts(heard(newer)) == ["applied"]
    assert verdicts(heard(newer)) == ["known"]


def test_it_keeps_every_word_of_the_first_version() -> None:
    """Phones take a meeting along with the program of that day; what they say is never unlearnt."""
    first = (
        *("open", "roll", "guest", "guest_off", "note", "finish", "skip", "opinion"),
        *("opinion_off", "vote", "vote_off", "task", "task_off", "finding", "conclusion"),
        *("resolution", "close", "score", "confirm", "read_back", "adopt"),
    )
    assert [name for name in first if (name, 1) not in vocabulary.VOCABULARY] == []
