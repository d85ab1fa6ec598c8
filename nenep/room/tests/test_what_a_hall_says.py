"""The commands of a whole evening: ballots and tellers, times, items added, criticism, amendments.
Each does what its page does, twice as once, and is refused where the page refuses."""

from collections.abc import Mapping
from datetime import date, time

import pytest

from nenep.journal.models import Entry
from nenep.kernel import ids
from nenep.meetings.actions.note import write_note
from nenep.meetings.models import (
    AgendaItem,
    Attendance,
    CriticismNote,
    Milestone,
    Recusal,
    Vote,
)
from nenep.meetings.tests.scenes import finish_evening, plan_evening
from nenep.minutes.actions.read_back import read_back
from nenep.minutes.models import Amendment
from nenep.room.actions.take_along import revoke_mandate
from nenep.room.models import HeardCommand
from nenep.room.rules.commands import fingerprint
from nenep.room.tests.conftest import Evening
from nenep.room.tests.letters import Device, heard, taken_along, verdicts
from nenep.scoring.tests.sheets import score_evening
from tests.world import World

EMPTY = fingerprint("")
COUNT = {"votes_for": 2, "votes_against": 1, "abstentions": 0, "invalid": 0}


@pytest.fixture
def phone(attended: Evening) -> Device:
    return taken_along(attended.world.act_as("secretary"), attended.meeting.pk)


def _ballot(evening: Evening, **other: object) -> dict[str, object]:
    return {
        "id": str(ids.random_id()),
        "question": "Đề nghị kết nạp",
        "matter": "admission",
        "method": "paper",
        "teller": str(evening.person("member")),
        "recused": [{"person": str(evening.person("committee_member")), "reason": "Người nhà"}],
        **COUNT,
    } | other


def _told(phone: Device, *said: tuple[str, Mapping[str, object], int]) -> tuple[list[str], str]:
    """Verdicts, and why of the last one."""
    answer = heard(*(phone.say(name, words, version=version) for name, words, version in said))
    told = answer.verdicts[-1].told
    return verdicts(answer), phone.opened(told)["why"] if told else ""


def test_it_takes_a_ballot_with_its_tellers_and_who_stepped_out(
    attended: Evening, phone: Device
) -> None:
    ballot = _ballot(attended)
    second = {
        "vote": ballot["id"],
        "teller": ballot["teller"],
        "second_teller": str(attended.person("deputy")),
        **COUNT,
    }
    done, _why = _told(phone, ("vote", ballot, 2), ("recount", second, 1), ("recount", second, 1))
    assert done == ["applied"] * 3
    attended.world.act_as("secretary")
    vote = Vote.objects.get()
    assert (str(vote.pk), vote.awaits_confirmation, vote.passed) == (ballot["id"], False, False)
    assert vote.must_report
    assert Recusal.objects.get().reason == "Người nhà"


def test_it_keeps_a_first_count_the_second_does_not_agree_with(
    attended: Evening, phone: Device
) -> None:
    ballot = _ballot(attended)
    other = {"vote": ballot["id"], "teller": ballot["teller"]} | COUNT | {"votes_for": 3}
    other |= {"votes_against": 0, "second_teller": str(attended.person("deputy"))}
    done, why = _told(phone, ("vote", ballot, 2), ("recount", other, 1))
    assert done == ["applied", "refused"]
    assert "đếm khác nhau" in why
    attended.world.act_as("secretary")
    assert Vote.objects.get().awaits_confirmation


def test_it_counts_attempts_and_sends_the_third_failure_up(
    attended: Evening, phone: Device
) -> None:
    first, second, third = (_ballot(attended) for _ in range(3))
    second["follows"], third["follows"] = first["id"], second["id"]
    done, _why = _told(phone, *(("vote", ballot, 2) for ballot in (first, second, third)))
    assert done == ["applied"] * 3
    attended.world.act_as("secretary")
    assert [v.attempt for v in Vote.objects.order_by("attempt")] == [1, 2, 3]
    assert Vote.objects.get(attempt=3).must_refer
    again = _ballot(attended, follows=first["id"])
    assert _told(phone, ("vote", again, 2))[0] == ["refused"]


def test_it_shows_two_counts_of_one_vote_to_choose(attended: Evening, phone: Device) -> None:
    other = taken_along(attended.world.act_as("deputy"), attended.meeting.pk)
    said = _ballot(attended, method="hand", teller="", recused=[])
    heard(phone.say("vote", said, version=2))
    theirs = said | {"votes_for": 3, "votes_against": 0, "upon": fingerprint("2 1 0 0")}
    assert verdicts(heard(other.say("vote", theirs, version=2))) == ["applied"]
    mine = said | {"votes_against": 2, "upon": fingerprint("2 1 0 0")}
    answer = heard(phone.say("vote", mine, version=2))
    assert verdicts(answer) == ["conflict"]
    assert phone.opened(answer.verdicts[0].told)["theirs"].startswith("3 tán thành")


def test_it_marks_who_came_late_with_the_time(attended: Evening, phone: Device) -> None:
    member = str(attended.person("member"))
    mark = {"person": member, "mark": "present", "reason": "", "late": True, "arrived": "19:20"}
    late = {"marks": [mark | {"was": "present||0|0||"}]}
    assert _told(phone, ("roll", late, 2), ("roll", late, 2))[0] == ["applied"] * 2
    attended.world.act_as("secretary")
    assert Attendance.objects.get(person_id=member).arrived_at == time(19, 20)
    left = {"marks": [mark | {"left": True, "gone": "19:10", "was": "present||1|0|19:20|"}]}
    done, why = _told(phone, ("roll", left, 2))
    assert (done, "Giờ về trước giờ đến" in why) == (["refused"], True)
    strayed = {"marks": [mark | {"arrived": "19:40", "was": "present||0|0||"}]}
    answer = heard(phone.say("roll", strayed, version=2))
    assert verdicts(answer) == ["conflict"]
    assert phone.opened(answer.verdicts[0].told)["theirs"].endswith("có mặt, đến muộn 19:20")


def test_it_adds_an_item_under_the_name_the_device_gave_it(
    attended: Evening, phone: Device
) -> None:
    item = str(ids.random_id())
    said = {"id": item, "title": "Đường vào làng", "minutes": 15}
    note = {"item": item, "text": "Đã bàn.", "base": EMPTY}
    done, _why = _told(phone, ("item", said, 1), ("note", note, 1), ("item", said, 1))
    assert done == ["applied"] * 3
    attended.world.act_as("secretary")
    added = AgendaItem.objects.get(pk=item)
    assert (added.note, added.source) == ("Đã bàn.", "typed")
    finish_evening(actor=attended.world.act_as("secretary"), meeting=attended.meeting)
    late = said | {"id": str(ids.random_id())}
    assert _told(phone, ("item", late, 1))[0] == ["refused"]


def test_it_keeps_criticism_between_the_cell_and_the_one_concerned(
    attended: Evening, phone: Device
) -> None:
    note = {
        "id": str(ids.random_id()),
        "person": str(attended.person("member")),
        "kind": "self_criticism",
        "text": "Còn chậm.",
        "base": EMPTY,
    }
    assert _told(phone, ("criticism", note, 1), ("criticism", note, 1))[0] == ["applied"] * 2
    attended.world.act_as("teacher")
    assert CriticismNote.objects.count() == 0
    attended.world.act_as("secretary")
    assert CriticismNote.objects.get().text == "Còn chậm."
    stale = note | {"text": "Khác.", "base": fingerprint("Chưa thấy.")}
    assert _told(phone, ("criticism", stale, 1))[0] == ["conflict"]
    gone = {"id": note["id"]}
    assert _told(phone, ("criticism_off", gone, 1), ("criticism_off", gone, 1))[0] == (
        ["applied"] * 2
    )
    attended.world.act_as("secretary")
    assert CriticismNote.objects.count() == 0


def test_it_sets_no_words_of_criticism_aside(attended: Evening, phone: Device) -> None:
    """What is set aside cannot be erased, and this must be."""
    said = phone.say("criticism", {"id": str(ids.random_id()), "text": "Còn chậm."})
    revoke_mandate(actor=attended.world.act_as("secretary"), mandate_id=phone.mandate_id)
    assert verdicts(heard(said)) == ["quarantined"]
    attended.world.act_as("secretary")
    assert HeardCommand.objects.get(name="criticism").payload == {}


def _read(evening: Evening) -> None:
    actor = evening.world.act_as("secretary")
    item = evening.item("discussion")
    write_note(actor=actor, item_id=item.pk, text="Đã bàn.", revision=item.revision)
    finish_evening(actor=actor, meeting=evening.meeting)
    on = evening.fresh().held_on or evening.meeting.planned_on
    score_evening(actor, evening.meeting.pk, on)
    read_back(actor=actor, meeting_id=evening.meeting.pk, on=on)


def _amended(evening: Evening, **other: object) -> dict[str, object]:
    return {
        "part": "item",
        "id": str(evening.item("discussion").pk),
        "before": "Đã bàn.",
        "after": "Đã bàn, thống nhất.",
        "asked_by": str(evening.person("member")),
    } | other


def test_it_changes_what_was_read_by_an_amendment_only(attended: Evening, phone: Device) -> None:
    _read(attended)
    quiet: dict[str, object] = {"item": str(attended.item("discussion").pk), "text": "Lặng lẽ."}
    quiet["base"] = fingerprint("Đã bàn.")
    silent: list[tuple[str, Mapping[str, object], int]] = [
        ("note", quiet, 1),
        ("conclusion", {"text": "Khác.", "base": fingerprint("Chi bộ thống nhất.")}, 1),
        ("opinion", {"id": str(ids.random_id()), "kind": "proposal", "text": "Thêm."}, 1),
    ]
    for one in silent:
        done, why = _told(phone, one)
        assert done in (["refused"], ["conflict"]), one
        assert one[0] != "note" or "ghi rõ ai đề nghị" in why
    assert _told(phone, ("amend", _amended(attended), 1), ("amend", _amended(attended), 1))[0] == (
        ["applied"] * 2
    )
    assert attended.item("discussion").note == "Đã bàn, thống nhất."
    assert Amendment.objects.get().asked_by_id == attended.person("member")
    stale = _amended(attended, after="Khác nữa.")
    assert _told(phone, ("amend", stale, 1))[0] == ["conflict"]
    absent = _amended(attended, before="Đã bàn, thống nhất.", asked_by=str(ids.random_id()))
    assert _told(phone, ("amend", absent | {"after": "Khác."}, 1))[0] == ["refused"]


def test_it_marks_an_evening_told_from_paper(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=date(2026, 11, 1))
    phone = taken_along(actor, meeting.pk)
    opening = {
        "on": meeting.planned_on.isoformat(),
        "at": "19:00",
        "chair": str(world.person("secretary")),
        "secretary": str(world.person("deputy")),
        "base": EMPTY,
        "declared": True,
    }
    assert _told(phone, ("open", opening, 2))[0] == ["applied"]
    world.act_as("secretary")
    assert Milestone.objects.get(kind="opened").declared
    assert set(Attendance.objects.values_list("way", flat=True)) == {"paper"}
    entry = Entry.objects.get(verb="meeting.opened", object_id=meeting.pk)
    assert entry.facts["declared"] is True
