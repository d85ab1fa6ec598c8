"""Who has not yet spoken: for the chair, while the meeting sits."""

from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import finish_evening
from nenep.room.tests.conftest import Evening

SAID = {"kind": "proposal", "text": "Đề nghị phát quang đường vào làng.", "item": ""}
WORDS = "Ai chưa phát biểu"


def test_it_tells_the_chair_who_has_not_spoken(attended: Evening) -> None:
    text = attended.text("evening/")
    asked = text[text.index(WORDS) : text.index("Chỉ chủ trì thấy")]
    assert "Phạm Thị Cúc" in asked
    assert "Siu Thương" not in asked  # the chair
    assert "Hồ Thị Mơ" not in asked  # away
    attended.post("opinions/", SAID | {"person": str(attended.person("member"))})
    text = attended.text("evening/")
    asked = text[text.index(WORDS) : text.index("Chỉ chủ trì thấy")]
    assert "Phạm Thị Cúc" not in asked
    assert "Kpă Y Bhan" in asked


def test_it_tells_nobody_else(attended: Evening) -> None:
    for key in ("deputy", "committee_member"):
        answer = attended.get("evening/", key)
        assert answer.status_code == 200
        assert WORDS not in answer.content.decode()


def test_it_ends_with_the_meeting(attended: Evening) -> None:
    finish_evening(
        actor=attended.world.act_as("secretary"),
        meeting=Meeting.objects.get(pk=attended.meeting.pk),
    )
    assert WORDS not in attended.text("evening/")
