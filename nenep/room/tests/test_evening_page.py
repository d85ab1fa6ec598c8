"""The evening: who may run it, the open item, notes and their conflicts, tasks looked at."""

from datetime import date

import pytest

from nenep.kernel import clock
from nenep.meetings.actions.guests import add_guest
from nenep.meetings.models import AgendaItem, Meeting
from nenep.meetings.tests.scenes import finish_evening, hold_evening, open_evening, plan_evening
from nenep.resolutions.actions.assign_task import assign_task
from nenep.resolutions.models import Task, TaskOutcome
from nenep.room.tests.conftest import MONTH, Evening
from tests.browsing import signed_in
from tests.world import World

PAGES = ("evening/", "opening/", "roll/", "opinions/", "votes/", "assignments/", "conclusion/")


@pytest.mark.parametrize("part", PAGES)
def test_it_opens_to_who_runs_the_meeting(evening: Evening, part: str) -> None:
    for key in ("secretary", "deputy", "committee_member"):
        assert evening.get(part, key).status_code == 200


@pytest.mark.parametrize("part", PAGES)
def test_it_is_forbidden_to_a_member_and_absent_to_neighbours(evening: Evening, part: str) -> None:
    assert evening.get(part, "member").status_code == 403
    for key in ("school_secretary", "other_secretary", "ward_officer"):
        assert evening.get(part, key).status_code == 404


def test_it_opens_the_first_unsettled_item(evening: Evening) -> None:
    text = evening.text("evening/")
    assert "Đang làm · mục 1" in text
    assert "Xong, sang mục 2" in text
    item = evening.item("discussion")
    assert "Đang làm · mục 3" in evening.text(f"evening/?item={item.pk}")


def test_it_keeps_a_note_and_goes_on(evening: Evening) -> None:
    said = {"text": "Đủ mặt.", "revision": 0, "then": "done"}
    done = evening.post(evening.note("roll_call"), said)
    assert done["Location"] == f"{evening.place}evening/"
    item = evening.item("roll_call")
    assert (item.note, item.revision, item.finished_at is not None) == ("Đủ mặt.", 1, True)
    assert "Đang làm · mục 2" in evening.text("evening/")


def test_it_stays_at_the_item_when_only_kept(evening: Evening) -> None:
    kept = evening.post(evening.note("discussion"), {"text": "Bàn dở.", "revision": 0})
    assert f"item={evening.item('discussion').pk}" in kept["Location"]
    assert evening.item("discussion").finished_at is None


def test_it_counts_the_minutes_of_an_evening_held_now(world: World) -> None:
    with clock.frozen(clock.at(date(2026, 11, 3), 19, 12)):
        actor = world.act_as("secretary")
        meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=MONTH)
        now = Evening(world, meeting, signed_in(world, "secretary"))
        assert "còn 67 phút" in now.text("evening/")
        now.post(now.note("roll_call"), {"text": "", "revision": 0, "then": "done"})
        assert now.item("roll_call").minutes_spent == 12


def test_it_shows_both_texts_in_conflict(evening: Evening) -> None:
    note = evening.note("discussion")
    assert evening.post(note, {"text": "Bản một.", "revision": 0}).status_code == 302
    both = evening.post(note, {"text": "Bản hai.", "revision": 0})
    assert both.status_code == 409
    text = both.content.decode()
    assert "Bản một." in text
    assert "Bản hai." in text
    assert 'name="revision" value="1"' in text
    assert evening.item("discussion").note == "Bản một."
    joined = evening.post(note, {"text": "Bản một.\n\nBản hai.", "revision": 1})
    assert joined.status_code == 302
    assert evening.item("discussion").note == "Bản một.\n\nBản hai."


def test_it_draws_a_wrong_note_again_as_typed(evening: Evening) -> None:
    said = {"text": "Chưa mất chữ nào.", "revision": 0, "minutes": "-3"}
    wrong = evening.post(evening.note("discussion"), said)
    assert wrong.status_code == 422
    assert "Chưa mất chữ nào." in wrong.content.decode()
    assert evening.item("discussion").note == ""


def test_it_skips_an_item_only_with_a_reason(evening: Evening) -> None:
    part = f"evening/items/{evening.item('discussion').pk}/omission/"
    assert evening.post(part, {"reason": " "}).status_code == 422
    assert evening.post(part, {"reason": "Hết giờ."}).status_code == 302
    assert evening.item("discussion").skipped_reason == "Hết giờ."
    assert "Không làm: Hết giờ." in evening.text("evening/")


def test_it_adds_an_item_the_members_ask_for(evening: Evening) -> None:
    said = {"title": "Quỹ khuyến học làng", "minutes": 5, "from": "evening"}
    added = evening.post("agenda/items/", said)
    assert added["Location"] == f"{evening.place}evening/"
    assert "Quỹ khuyến học làng" in evening.text("evening/")


def test_it_looks_at_the_tasks_of_last_month(world: World) -> None:
    task, now = _with_a_task(world)
    assert "Làm hố rác" in now.text(f"evening/?item={now.item('tasks').pk}")
    part = f"evening/tasks/{task.pk}/finding/"
    wrong = now.post(part, {"kind": "dropped", "comment": ""})
    assert wrong.status_code == 422
    assert "cần ghi lý do" in wrong.content.decode()
    assert now.post(part, {"kind": "done", "comment": "Đủ 4 hộ."}).status_code == 302
    world.act_as("secretary")
    assert TaskOutcome.objects.get(task=task).comment == "Đủ 4 hộ."


def test_it_acts_once_on_a_form_sent_twice(evening: Evening) -> None:
    command = "11111111-2222-4333-8444-555555555555"
    said = {"title": "Một việc thêm", "minutes": 5, "command": command}
    place = f"agenda/items/{evening.item('discussion').pk}/place/"
    move = {"to": "up", "command": "11111111-2222-4333-8444-666666666666"}
    for _press in range(2):
        assert evening.post("agenda/items/", said).status_code == 302
        assert evening.post(place, move).status_code == 302
    codes = [item.code for item in evening.items()]
    assert codes.index("discussion") == codes.index("roll_call") + 1
    assert codes.count("typed") == 1


def test_it_refuses_an_old_form_with_new_words_and_keeps_them(evening: Evening) -> None:
    command = "11111111-2222-4333-8444-777777777777"
    first = {"person": "", "kind": "proposal", "text": "Một.", "command": command}
    assert evening.post("opinions/", first).status_code == 302
    again = evening.post("opinions/", first | {"text": "Hai."})
    assert again.status_code == 422
    text = again.content.decode()
    assert "Hai." in text
    assert command not in text


def test_it_asks_to_open_a_meeting_first(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=MONTH)
    before = Evening(world, meeting, signed_in(world, "secretary"))
    text = before.text("evening/")
    assert "Mở cuộc họp" in text
    assert str(world.person("secretary")) in text
    for part in ("roll/", "votes/", "assignments/", "conclusion/"):
        assert before.get(part)["Location"] == f"{before.place}evening/"
    wrong = before.post("opening/", {"on": "45/11/2026", "at": "19:00"})
    assert wrong.status_code == 422
    assert "45/11/2026" in wrong.content.decode()


def test_it_refuses_a_chair_who_is_no_official_member(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=MONTH)
    before = Evening(world, meeting, signed_in(world, "secretary"))
    said = {
        "on": "03/11/2026",
        "at": "19h",
        "chair": world.person("probationary"),
        "secretary": world.person("deputy"),
    }
    assert before.post("opening/", said).status_code == 422
    world.act_as("secretary")
    assert Meeting.objects.get(pk=meeting.pk).held_on is None


def test_it_corrects_who_led_the_evening(evening: Evening) -> None:
    said = {
        "on": "03/11/2026",
        "at": "19:05",
        "chair": evening.person("deputy"),
        "secretary": evening.person("committee_member"),
    }
    assert evening.post("opening/", said)["Location"] == f"{evening.place}evening/"
    assert evening.fresh().chair_id == evening.person("deputy")


def test_it_goes_to_the_papers_once_they_are_sealed(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = hold_evening(actor, world.unit("village"), MONTH)
    after = Evening(world, meeting, signed_in(world, "secretary"))
    text = after.text("evening/")
    assert "Phần thảo luận đã kết thúc" in text
    assert "Chấm điểm buổi sinh hoạt" in text


def test_it_shows_a_guest_of_the_superior(evening: Evening) -> None:
    add_guest(
        actor=evening.world.act_as("secretary"),
        meeting_id=evening.meeting.pk,
        name="Lê Minh Châu",
        title="Đảng ủy phường",
        superior=True,
    )
    assert "Cấp trên dự" in evening.text("evening/")


def test_it_folds_what_is_behind(evening: Evening) -> None:
    for code in ("roll_call", "tasks", "discussion"):
        evening.post(evening.note(code), {"text": "", "revision": 0, "then": "done"})
    assert "Đã xong 3 mục" in evening.text("evening/")
    assert AgendaItem.objects.filter(finished_at__isnull=False).count() == 3


def _with_a_task(world: World) -> tuple[Task, Evening]:
    actor, village = world.act_as("secretary"), world.unit("village")
    october = open_evening(
        actor=actor, unit_id=village, month=date(2026, 10, 1), on=date(2026, 10, 3)
    )
    task = assign_task(
        actor=actor,
        meeting_id=october.pk,
        title="Làm hố rác",
        due_on=date(2026, 10, 31),
        owner_person_id=world.person("member"),
    )
    from_october = Evening(world, october, signed_in(world, "secretary"))
    from_october.post("roll/", {f"mark-{p.id}": "present" for p in world.people.values()})
    finish_evening(actor=world.act_as("secretary"), meeting=from_october.fresh())
    november = open_evening(actor=actor, unit_id=village, month=MONTH)
    return task, Evening(world, november, signed_in(world, "secretary"))
