"""The votes page: the measure before, the totals after."""

from nenep.meetings.models import Vote
from nenep.room.tests.conftest import Evening

SAID = {
    "question": "Thông qua nghị quyết",
    "matter": "ordinary",
    "method": "hand",
    "votes_for": 3,
    "votes_against": 1,
    "abstentions": 0,
    "item": "",
}


def test_it_tells_the_measure_before_the_vote(attended: Evening) -> None:
    text = attended.text("votes/")
    assert "<dt>Mẫu số</dt><dd>4</dd>" in text
    assert "quá 1/2: cần ít nhất 3" in text
    assert "từ 2/3 trở lên: cần ít nhất 3" in text
    assert "208-QĐ/TW" in text
    assert "Đảng viên dự bị, không biểu quyết" in text or "Dự bị" in text


def test_it_warns_while_the_roll_is_not_taken(evening: Evening) -> None:
    assert "Chưa điểm danh xong" in evening.text("votes/")


def test_it_tells_the_result_in_words(attended: Evening) -> None:
    assert attended.post("votes/", SAID).status_code == 302
    attended.world.act_as("secretary")
    vote = Vote.objects.get()
    assert (vote.base, vote.passed) == (4, True)
    assert "3/4 tán thành (75%), 1 không tán thành" in attended.text("votes/")


def test_it_refuses_more_votes_than_voters_and_keeps_the_words(attended: Evening) -> None:
    wrong = attended.post("votes/", SAID | {"votes_for": 9})
    assert wrong.status_code == 422
    text = wrong.content.decode()
    assert "nhiều hơn số đảng viên có mặt" in text
    assert "Thông qua nghị quyết" in text
    attended.world.act_as("secretary")
    assert not Vote.objects.exists()


def test_it_corrects_a_count_and_takes_it_back(attended: Evening) -> None:
    attended.post("votes/", SAID)
    attended.world.act_as("secretary")
    place = f"votes/{Vote.objects.get().pk}/"
    assert "Sửa kết quả biểu quyết" in attended.text(place)
    assert attended.post(place, SAID | {"votes_for": 2, "votes_against": 2}).status_code == 302
    attended.world.act_as("secretary")
    assert not Vote.objects.get().passed
    assert attended.post(f"{place}removal/", {}).status_code == 302
    attended.world.act_as("secretary")
    assert not Vote.objects.exists()
