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


BALLOT = SAID | {"question": "Đề nghị kết nạp", "matter": "admission", "method": "paper"}
COUNT = {"votes_for": 2, "votes_against": 2, "abstentions": 0, "invalid": 0}


def test_it_has_a_ballot_counted_twice_and_reported_when_it_fails(attended: Evening) -> None:
    first, second = str(attended.person("member")), str(attended.person("deputy"))
    assert attended.post("votes/", BALLOT | COUNT | {"teller": first}).status_code == 302
    attended.world.act_as("secretary")
    place = f"votes/{Vote.objects.get().pk}/"
    assert "chờ kiểm phiếu lại" in attended.text("votes/")
    tellers = {"teller": first, "second_teller": second}
    counted: dict[str, object] = {**COUNT, **tellers}
    differing = attended.post(f"{place}confirmation/", counted | {"votes_for": 3})
    assert differing.status_code == 422
    assert "đếm khác nhau" in differing.content.decode()
    assert attended.post(f"{place}confirmation/", counted).status_code == 302
    text = attended.text("votes/")
    assert "vẫn báo cáo đầy đủ kết quả" in text
    assert "Phạm Thị Cúc, Đặng Văn Lộc" in text
    early = attended.post(f"{place}report/", {"on": "01/11/2026"})
    assert early.status_code == 422
    assert attended.post(f"{place}report/", {"on": "04/11/2026"}).status_code == 302
    assert "Đã báo cáo ngày 04/11/2026" in attended.text("votes/")


def test_it_offers_a_failed_matter_to_be_voted_on_again(attended: Evening) -> None:
    attended.post("votes/", BALLOT | COUNT | {"method": "hand"})
    attended.world.act_as("secretary")
    failed = Vote.objects.get()
    assert "Đề nghị kết nạp (lần 1)" in attended.text("votes/")
    again = BALLOT | COUNT | {"method": "hand", "question": "Lần hai", "follows": str(failed.pk)}
    assert attended.post("votes/", again).status_code == 302
    assert "Lần biểu quyết thứ 2" in attended.text("votes/")


def test_it_lets_a_person_concerned_step_out(attended: Evening) -> None:
    stepping = {"recused": [str(attended.person("member"))]}
    said = SAID | {"votes_for": 3, "votes_against": 0} | stepping
    missing = attended.post("votes/", said)
    assert missing.status_code == 422
    assert "vì sao người ấy không biểu quyết" in missing.content.decode()
    told = said | {"recused_reason": "Là người được đề nghị"}
    assert attended.post("votes/", told).status_code == 302
    attended.world.act_as("secretary")
    assert Vote.objects.get().base == 4


def test_it_warns_when_the_totals_tell_how_each_voted(attended: Evening) -> None:
    said = BALLOT | {"votes_for": 4, "votes_against": 0}
    attended.post("votes/", said)
    assert "cho biết từng người" in attended.text("votes/")
