"""Letters of sealed commands: exactly once in effect, judged by the mandate, nothing dropped."""

import gzip
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from nenep.access.models import Grant
from nenep.access.rules import Actor
from nenep.kernel import clock, ids
from nenep.meetings.models import AgendaItem, Attendance, Guest, Meeting, Opinion, Vote
from nenep.meetings.queries import meeting_page
from nenep.meetings.tests.scenes import finish_evening, plan_evening
from nenep.minutes.actions.adopt import adopt
from nenep.minutes.actions.finalise import finalise
from nenep.minutes.actions.read_back import read_back
from nenep.room import epochs, mandates
from nenep.room.actions.take_along import revoke_mandate
from nenep.room.models import HeardCommand, Mandate
from nenep.room.queries import set_aside_of
from nenep.room.rules.commands import fingerprint
from nenep.room.speaking import vocabulary
from nenep.room.speaking.speech import Speech
from nenep.room.tests.conftest import Evening
from nenep.room.tests.letters import Device, heard, packed, taken_along, unpacked, verdicts
from nenep.scoring.tests.sheets import score_evening
from tests.browsing import signed_in
from tests.world import World

EMPTY = fingerprint("")


@pytest.fixture
def phone(attended: Evening) -> Device:
    """The secretary's phone, after everybody was marked."""
    return taken_along(attended.world.act_as("secretary"), attended.meeting.pk)


def _note(evening: Evening, text: str, base: str = EMPTY) -> dict[str, object]:
    return {"item": str(evening.item("discussion").pk), "text": text, "base": base}


def _opinion(text: str = "Sửa giọt nước.") -> dict[str, object]:
    return {"id": str(ids.random_id()), "kind": "proposal", "text": text}


def test_it_acts_on_a_letter_whoever_carries_it(attended: Evening, phone: Device) -> None:
    letter = [phone.say("note", _note(attended, "Đã bàn.")), phone.say("opinion", _opinion())]
    attended.world.leave()
    answered = Client().post("/room/letters/", packed(letter), content_type="application/gzip")
    assert answered.status_code == 200
    assert [v["verdict"] for v in answered.json()["verdicts"]] == ["applied", "applied"]
    assert attended.item("discussion").note == "Đã bàn."
    assert Opinion.objects.count() == 1
    noted = HeardCommand.objects.get(name="note")
    assert (noted.device_id, noted.counter) == (phone.id, 1)


def test_it_does_once_what_arrives_twice(attended: Evening, phone: Device) -> None:
    opinion = phone.say("opinion", _opinion())
    assert verdicts(heard(opinion)) == ["applied"]
    assert verdicts(heard(opinion)) == ["known"]
    assert verdicts(heard(opinion, opinion)) == ["known", "known"]
    attended.world.act_as("secretary")
    assert Opinion.objects.count() == 1


def test_it_refuses_the_same_id_with_other_words(attended: Evening, phone: Device) -> None:
    taken = ids.random_id()
    words = _opinion()
    first = phone.say("opinion", words, command_id=taken)
    second = phone.say("opinion", words | {"text": "Khác."}, command_id=taken)
    assert verdicts(heard(first)) == ["applied"]
    answer = heard(second)
    assert verdicts(answer) == ["refused"]
    assert "nội dung cũ được giữ" in phone.opened(answer.verdicts[0].told)["why"]
    attended.world.act_as("secretary")
    assert Opinion.objects.get().text == "Sửa giọt nước."


def test_it_orders_by_the_counter_of_the_device_not_by_the_letter_or_the_clock(
    attended: Evening, phone: Device
) -> None:
    first = phone.say("note", _note(attended, "Một."))
    second = phone.say("note", _note(attended, "Hai.", fingerprint("Một.")))
    assert verdicts(heard(second, first)) == ["applied", "applied"]
    assert attended.item("discussion").note == "Hai."


def test_it_keeps_both_texts_when_another_device_wrote_first(
    attended: Evening, phone: Device
) -> None:
    other = taken_along(attended.world.act_as("deputy"), attended.meeting.pk)
    heard(other.say("note", _note(attended, "Của phó bí thư.")))
    answer = heard(
        phone.say("note", _note(attended, "Của bí thư.")),
        phone.say("note", _note(attended, "Của bí thư, thêm.", fingerprint("Của bí thư."))),
        phone.say("opinion", _opinion()),
    )
    assert verdicts(answer) == ["conflict", "conflict", "applied"]
    told = phone.opened(answer.verdicts[1].told)
    assert (told["mine"], told["theirs"]) == ("Của bí thư, thêm.", "Của phó bí thư.")
    assert attended.item("discussion").note == "Của phó bí thư."
    joined = _note(attended, "Cả hai.", fingerprint("Của phó bí thư."))
    assert verdicts(heard(phone.say("note", joined))) == ["applied"]


def test_it_takes_the_whole_roll_as_one_command_and_tells_who_was_marked_otherwise(
    evening: Evening,
) -> None:
    phone = taken_along(evening.world.act_as("secretary"), evening.meeting.pk)
    other = taken_along(evening.world.act_as("deputy"), evening.meeting.pk)
    member = str(evening.person("member"))

    def roll(mark: str, was: str = "||0|0") -> dict[str, object]:
        reason = "duty" if mark == "excused" else ""
        return {"marks": [{"person": member, "mark": mark, "reason": reason, "was": was}]}

    assert verdicts(heard(phone.say("roll", roll("present")))) == ["applied"]
    assert verdicts(heard(other.say("roll", roll("present")))) == ["applied"]
    answer = heard(other.say("roll", roll("excused")))
    assert verdicts(answer) == ["conflict"]
    assert other.opened(answer.verdicts[0].told)["theirs"] == "Phạm Thị Cúc: có mặt"
    again = heard(other.say("roll", roll("excused", "present||0|0")))
    assert verdicts(again) == ["applied"]


def test_it_does_not_let_one_refusal_stop_the_rest(attended: Evening, phone: Device) -> None:
    answer = heard(
        phone.say(
            "vote",
            {
                "id": str(ids.random_id()),
                "question": "Q",
                "matter": "ordinary",
                "method": "hand",
                "votes_for": 900,
                "votes_against": 0,
                "abstentions": 0,
            },
        ),
        phone.say("nonsense"),
        phone.say("guest", {"name": "Lê Minh Châu", "title": "Đảng ủy phường", "superior": True}),
    )
    assert verdicts(answer) == ["refused", "refused", "applied"]
    assert "nhiều hơn số đảng viên có mặt" in phone.opened(answer.verdicts[0].told)["why"]
    assert "chưa hiểu lệnh" in phone.opened(answer.verdicts[1].told)["why"]
    attended.world.act_as("secretary")
    assert (Vote.objects.count(), Guest.objects.count()) == (0, 1)


def test_it_keeps_for_later_what_a_fault_of_ours_stopped(
    attended: Evening, phone: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(speech: Speech) -> None:
        Opinion.objects.all().delete()
        raise ValueError("a fault")

    before = phone.say("opinion", _opinion())
    faulty = phone.say("close", {"at": "20:45"})
    with monkeypatch.context() as patched:
        patched.setitem(vocabulary.VOCABULARY, ("close", 1), broken)
        assert verdicts(heard(before, faulty)) == ["applied", "later"]
    attended.world.act_as("secretary")
    assert Opinion.objects.count() == 1
    # The same command again, once the fault is mended, is judged afresh.
    assert verdicts(heard(faulty)) == ["refused"]


def test_it_hears_a_secretary_who_was_replaced_meanwhile(attended: Evening, phone: Device) -> None:
    said = phone.say("note", _note(attended, "Buổi mùng 3."))
    attended.world.act_as_system()
    Grant.objects.filter(person_id=attended.person("secretary")).delete()
    actor = attended.world.act_as("secretary")
    with pytest.raises(Exception, match=r"Không tìm thấy|không có quyền"):
        taken_along(actor, attended.meeting.pk)
    assert verdicts(heard(said)) == ["applied"]
    attended.world.act_as("deputy")
    assert AgendaItem.objects.get(code="discussion").note == "Buổi mùng 3."


def test_it_opens_no_other_meeting_of_the_same_cell(attended: Evening, phone: Device) -> None:
    answer = heard(phone.say("note", _note(attended, "Khác."), meeting_id=ids.random_id()))
    assert verdicts(answer) == ["refused"]
    assert attended.item("discussion").note == ""


def test_it_ends_as_nobody(attended: Evening, phone: Device) -> None:
    heard(phone.say("opinion", _opinion()))
    assert Meeting.objects.count() == 0


def test_it_gives_a_mandate_no_more_than_the_cell(attended: Evening, phone: Device) -> None:
    held = mandates.entered(phone.mandate_id, phone.secret)
    assert held is not None
    assert {o.unit_id for o in held.actor.offices} == {attended.world.unit("village")}
    assert mandates.entered(phone.mandate_id, "guessed") is None
    assert Meeting.objects.count() == 0


def test_it_sets_aside_and_shows_what_comes_under_a_revoked_mandate(
    attended: Evening, phone: Device
) -> None:
    said = [phone.say("note", _note(attended, "Từ máy mất.")), phone.say("opinion", _opinion())]
    revoke_mandate(actor=attended.world.act_as("deputy"), mandate_id=phone.mandate_id)
    assert verdicts(heard(*said)) == ["quarantined"] * 2
    assert verdicts(heard(*said)) == ["quarantined"] * 2
    attended.world.act_as("secretary")
    assert [c.name for c in set_aside_of(attended.meeting.pk)] == ["note", "opinion"]
    assert attended.item("discussion").note == ""
    page = signed_in(attended.world, "secretary").get(f"{attended.place}take-along/")
    assert "Từ máy mất." in page.content.decode()
    attended.world.act_as("school_secretary")
    assert HeardCommand.objects.count() == 0


def test_it_explains_that_the_meeting_was_sealed_elsewhere(
    attended: Evening, phone: Device
) -> None:
    late = phone.say("note", _note(attended, "Muộn."))
    actor = attended.world.act_as("secretary")
    _seal(actor, attended.meeting)
    answer = heard(late)
    assert verdicts(answer) == ["refused"]
    assert "chỉ đính chính" in phone.opened(answer.verdicts[0].told)["why"]


def _seal(actor: Actor, meeting: Meeting) -> None:
    finish_evening(actor=actor, meeting=meeting)
    on = meeting.held_on or meeting.planned_on
    score_evening(actor, meeting.pk, on)
    read_back(actor=actor, meeting_id=meeting.pk, on=on)
    adopt(actor=actor, meeting_id=meeting.pk, votes_for=4, votes_against=0, abstentions=0, on=on)
    finalise(actor=actor, meeting_id=meeting.pk, on=on)


def test_it_keeps_the_answer_from_whoever_carries_the_letter(
    attended: Evening, phone: Device
) -> None:
    other = taken_along(attended.world.act_as("deputy"), attended.meeting.pk)
    heard(other.say("note", _note(attended, "Kín.")))
    letter = [phone.say("note", _note(attended, "Khác."))]
    answered = Client().post("/room/letters/", packed(letter), content_type="application/gzip")
    assert answered.json()["verdicts"][0]["verdict"] == "conflict"
    assert "Kín" not in answered.content.decode()


def test_it_refuses_what_is_not_sealed_for_it(attended: Evening, phone: Device) -> None:
    fine = phone.say("opinion", _opinion())
    spoilt = type(fine)(fine.id, fine.box[:-1] + bytes([fine.box[-1] ^ 1]))
    assert verdicts(heard(spoilt)) == ["unreadable"]
    stranger = Device(phone.meeting_id, ids.random_id(), "nothing")
    assert verdicts(heard(stranger.say("opinion", _opinion()))) == ["stranger"]


def test_it_unpacks_no_more_than_the_bound() -> None:
    with pytest.raises(Exception, match="không đọc được"):
        unpacked(gzip.compress(b" " * 20_000_000))


def test_it_begins_a_new_epoch_over_a_database_older_than_its_mark(
    attended: Evening, phone: Device, own_data: Path
) -> None:
    first = heard(phone.say("opinion", _opinion()))
    epochs.remember(first.epoch, first.number)
    assert heard(phone.say("opinion", _opinion("Hai."))).epoch == first.epoch
    epochs.remember(first.epoch, first.number + 5)
    after = heard(phone.say("opinion", _opinion("Ba.")))
    assert after.epoch != first.epoch
    assert heard(phone.say("opinion", _opinion("Bốn."))).epoch == after.epoch
    epochs.note_verified_backup(after.epoch, after.number)
    assert heard(phone.say("opinion", _opinion("Năm."))).covered == after.number


def test_it_revokes_once_and_only_for_who_may(attended: Evening, phone: Device) -> None:
    stranger = attended.world.act_as("school_secretary")
    with pytest.raises(Exception, match="Không tìm thấy"):
        revoke_mandate(actor=stranger, mandate_id=phone.mandate_id)
    actor = attended.world.act_as("secretary")
    first = revoke_mandate(actor=actor, mandate_id=phone.mandate_id).revoked_at
    assert revoke_mandate(actor=actor, mandate_id=phone.mandate_id).revoked_at == first
    assert Mandate.objects.get().revoked_at is not None


def test_it_records_both_clocks_of_a_device_that_is_days_behind(attended: Evening) -> None:
    days = 3 * 86_400
    phone = taken_along(attended.world.act_as("secretary"), attended.meeting.pk, ahead=days)
    behind = clock.now() - timedelta(seconds=days)
    finish = phone.say(
        "finish",
        {"item": str(attended.item("roll_call").pk), "minutes": 4, "base": EMPTY},
        at=behind,
    )
    assert verdicts(heard(finish)) == ["applied"]
    done = attended.item("roll_call").finished_at
    assert done is not None
    assert abs((done - clock.now()).total_seconds()) < 5
    kept = HeardCommand.objects.get()
    assert kept.heard_at - kept.said_at >= timedelta(days=2)


def test_it_runs_a_whole_evening_from_one_letter(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=date(2026, 11, 1))
    phone = taken_along(actor, meeting.pk)
    items = list(AgendaItem.objects.filter(meeting=meeting))
    vote, day = str(ids.random_id()), meeting.planned_on.isoformat()
    due = ("secretary", "deputy", "committee_member", "member", "probationary", "hosted")
    marks = [
        {"person": str(world.person(key)), "mark": "present", "reason": "", "was": "||0|0"}
        for key in due
    ]
    totals = {"votes_for": 4, "votes_against": 0, "abstentions": 0}
    answer = heard(
        phone.say(
            "open",
            {
                "on": day,
                "at": "19:00",
                "chair": str(world.person("secretary")),
                "secretary": str(world.person("deputy")),
                "base": EMPTY,
            },
        ),
        phone.say("roll", {"marks": marks}),
        *(
            phone.say("finish", {"item": str(i.pk), "minutes": i.minutes_planned, "base": EMPTY})
            for i in items
        ),
        phone.say(
            "vote",
            {"id": vote, "question": "Thông qua", "matter": "ordinary", "method": "hand", **totals},
        ),
        phone.say(
            "task",
            {
                "id": str(ids.random_id()),
                "title": "Hố rác",
                "due_on": "2026-11-30",
                "person": str(world.person("member")),
            },
        ),
        phone.say("conclusion", {"text": "Thống nhất.", "base": EMPTY}),
        phone.say("resolution", {"kind": "resolution", "subject": "về nhiệm vụ", "vote": vote}),
        phone.say("close", {"at": "20:45"}),
    )
    assert set(verdicts(answer)) == {"applied"}
    shown = meeting_page(world.act_as("secretary"), meeting.pk)
    assert (shown.stage, shown.minutes_lasted, shown.tally.present) == ("closed", 105, 6)
    assert Attendance.objects.filter(mark="present").count() == 6
    assert Vote.objects.get().pk == UUID(vote)
