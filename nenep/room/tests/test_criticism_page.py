"""The page of private notes."""

from nenep.meetings.models import CriticismNote
from nenep.meetings.tests.scenes import entries
from nenep.room.tests.conftest import Evening

TEXT = "Nhận là chưa gương mẫu dọn vệ sinh."


def _said(evening: Evening, **other: object) -> dict[str, object]:
    said = {"person": str(evening.person("member")), "kind": "self_criticism", "text": TEXT}
    return said | {"revision": 0} | other


def test_it_keeps_a_note_for_the_committee_and_the_person(attended: Evening) -> None:
    assert attended.post("criticism/", _said(attended)).status_code == 302
    for key, sees in (("deputy", True), ("member", True), ("probationary", False)):
        answer = attended.get("criticism/", key)
        assert answer.status_code == 200
        assert (TEXT in answer.content.decode()) is sees
    assert attended.get("criticism/", "school_secretary").status_code == 404
    assert attended.post("criticism/", _said(attended), "member").status_code == 403


def test_it_shows_both_texts_and_erases_for_good(attended: Evening) -> None:
    attended.post("criticism/", _said(attended))
    attended.world.act_as("secretary")
    note = CriticismNote.objects.get()
    place = f"criticism/?note={note.pk}"
    attended.post(place, _said(attended, text="Bản mới."))
    both = attended.post(place, _said(attended, text="Bản khác."))
    assert both.status_code == 409
    assert "Bản mới." in both.content.decode()
    assert attended.post(f"criticism/{note.pk}/removal/", {}).status_code == 302
    attended.world.act_as("secretary")
    assert not CriticismNote.objects.exists()
    assert "criticism.erased" in entries(attended.world.unit("village"))


def test_it_returns_what_was_typed(attended: Evening) -> None:
    wrong = attended.post("criticism/", _said(attended, person=""))
    assert wrong.status_code == 422
    assert TEXT in wrong.content.decode()
