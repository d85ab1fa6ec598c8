"""The opinions page."""

from nenep.meetings.models import Opinion
from nenep.room.tests.conftest import Evening


def _said(evening: Evening, **more: object) -> dict[str, object]:
    return {
        "person": evening.person("member"),
        "kind": "counter_argument",
        "text": "Không nên thu theo đầu hộ.",
        "item": evening.item("discussion").pk,
    } | more


def test_it_records_who_said_what(evening: Evening) -> None:
    assert evening.post("opinions/", _said(evening, needs_answer="on")).status_code == 302
    evening.world.act_as("secretary")
    opinion = Opinion.objects.get()
    assert opinion.person_id == evening.person("member")
    assert opinion.needs_answer
    text = evening.text("opinions/")
    assert "Phạm Thị Cúc" in text
    assert "3. Thảo luận" in text


def test_it_records_an_opinion_without_a_name(evening: Evening) -> None:
    assert evening.post("opinions/", _said(evening, person="", item="")).status_code == 302
    assert "không nêu tên" in evening.text("opinions/")


def test_it_asks_for_the_words(evening: Evening) -> None:
    wrong = evening.post("opinions/", _said(evening, text="  "))
    assert wrong.status_code == 422
    assert "Mục này chưa ghi." in wrong.content.decode()


def test_it_changes_and_removes_an_opinion(evening: Evening) -> None:
    evening.post("opinions/", _said(evening))
    evening.world.act_as("secretary")
    place = f"opinions/{Opinion.objects.get().pk}/"
    assert "Không nên thu theo đầu hộ." in evening.text(place)
    assert evening.post(place, _said(evening, text="Thu theo nhóm hộ.")).status_code == 302
    evening.world.act_as("secretary")
    assert Opinion.objects.get().text == "Thu theo nhóm hộ."
    assert evening.post(f"{place}removal/", {}).status_code == 302
    evening.world.act_as("secretary")
    assert not Opinion.objects.exists()


def test_it_knows_no_opinion_of_another_meeting(evening: Evening) -> None:
    assert evening.get(f"opinions/{evening.meeting.pk}/").status_code == 404
