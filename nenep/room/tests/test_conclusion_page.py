"""The conclusion and the closing."""

from nenep.meetings.tests.scenes import AGENDA
from nenep.resolutions.models import Resolution
from nenep.room.tests.conftest import Evening

SAID = {
    "text": "Chi bộ thống nhất.",
    "revision": 0,
    "kind": "conclusion",
    "subject": "về nhiệm vụ tháng 11 năm 2026",
    "vote": "",
}


def _settle(evening: Evening) -> None:
    for line in AGENDA:
        evening.post(evening.note(line.code), {"text": "", "revision": 0, "then": "done"})


def test_it_keeps_the_conclusion_and_the_paper(evening: Evening) -> None:
    assert evening.post("conclusion/", SAID).status_code == 302
    assert evening.fresh().conclusion == "Chi bộ thống nhất."
    assert Resolution.objects.get().kind == "conclusion"


def test_it_asks_for_the_subject_of_a_paper(evening: Evening) -> None:
    wrong = evening.post("conclusion/", SAID | {"subject": ""})
    assert wrong.status_code == 422
    assert "ghi trích yếu" in wrong.content.decode()
    assert evening.fresh().conclusion == ""


def test_it_shows_both_conclusions_in_conflict(evening: Evening) -> None:
    evening.post("conclusion/", SAID)
    both = evening.post("conclusion/", SAID | {"text": "Một bản khác."})
    assert both.status_code == 409
    assert "Một bản khác." in both.content.decode()
    assert evening.fresh().conclusion == "Chi bộ thống nhất."
    chosen = evening.post("conclusion/", SAID | {"text": "Một bản khác.", "revision": 1})
    assert chosen.status_code == 302


def test_it_says_what_is_missing_before_closing(evening: Evening) -> None:
    text = evening.text("conclusion/")
    assert "Điểm danh chưa xong" in text
    assert "Thảo luận" in text
    early = evening.post("closure/", {"at": "20:45"})
    assert early.status_code == 422
    assert "còn thiếu" in early.content.decode()
    assert evening.fresh().ended_at is None


def test_it_closes_and_leads_to_the_score(attended: Evening) -> None:
    _settle(attended)
    attended.post("conclusion/", SAID)
    closed = attended.post("closure/", {"at": "20h45"})
    assert closed.status_code == 302
    assert closed["Location"].startswith(attended.place)
    assert str(attended.fresh().ended_at) == "20:45:00"


def test_it_refuses_an_end_before_the_start(attended: Evening) -> None:
    _settle(attended)
    wrong = attended.post("closure/", {"at": "18:00"})
    assert wrong.status_code == 422
    assert "trước giờ bắt đầu" in wrong.content.decode()


def test_it_is_not_closed_by_a_member(evening: Evening) -> None:
    assert evening.post("closure/", {"at": "20:45"}, "member").status_code == 403
    assert evening.post("closure/", {"at": "20:45"}, "other_secretary").status_code == 404
