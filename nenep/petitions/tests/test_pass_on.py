"""A committee passes a petition on; the answer comes back down, one level at a time."""

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.actions.raise_opinion import raise_opinion
from nenep.meetings.tests.scenes import entries, open_evening
from nenep.petitions.actions.forward import forward_opinion
from nenep.petitions.actions.pass_on import pass_on
from nenep.petitions.actions.reply import reply_petition
from nenep.petitions.actions.tell_answer import tell_answer
from nenep.petitions.models import Petition
from nenep.petitions.queries import own_opinions, petitions_of, petitions_to, returned_to
from nenep.petitions.rules.reply_clock import Stand
from tests.browsing import signed_in
from tests.world import TODAY, World

SENT = date(2026, 11, 5)
LATE = date(2027, 1, 20)
WHY = "Việc thuộc thẩm quyền của tỉnh."


def _sent(world: World, *, with_name: bool = True) -> Petition:
    actor = world.act_as("secretary")
    november = date(2026, 11, 1)
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=november)
    opinion = raise_opinion(
        actor=actor,
        meeting_id=meeting.pk,
        kind="peoples_issue",
        text="Đường tỉnh qua làng hỏng.",
        person_id=world.person("member"),
        needs_answer=True,
    )
    return forward_opinion(actor=actor, opinion_id=opinion.pk, on=SENT, with_name=with_name)


def _passed(world: World, sent: Petition, *, with_name: bool = False) -> Petition:
    office = world.act_as("ward_officer")
    return pass_on(actor=office, petition_id=sent.pk, on=TODAY, reason=WHY, with_name=with_name)


def test_it_goes_on_once_under_the_clock_of_the_next_level(world: World) -> None:
    sent = _sent(world)
    further = _passed(world, sent)
    assert _passed(world, sent).pk == further.pk
    assert (further.unit_id, further.to_unit_id) == (world.unit("ward"), world.unit("province"))
    assert (further.level, further.clock_days, further.speaker) == ("province", 60, "")
    assert entries(world.unit("ward")).count("petition.passed_on") == 1
    (line,) = petitions_to(world.act_as("province_officer"), world.unit("province"), TODAY)
    assert (line.cell_name, line.standing.stand) == ("Đảng bộ phường Suối Lồ Ô", Stand.WAITING)


def test_it_takes_the_name_along_only_where_it_came_with_it(world: World) -> None:
    assert _passed(world, _sent(world), with_name=True).speaker == "Phạm Thị Cúc"


def test_it_invents_no_name(world: World) -> None:
    with pytest.raises(Invalid, match="không kèm tên"):
        _passed(world, _sent(world, with_name=False), with_name=True)


def test_only_who_owes_the_answer_is_late(world: World) -> None:
    sent = _sent(world)
    (before,) = petitions_to(world.act_as("ward_officer"), world.unit("ward"), LATE)
    assert before.overdue
    further = _passed(world, sent)
    (after,) = petitions_to(world.act_as("ward_officer"), world.unit("ward"), LATE)
    assert (after.standing.stand, after.standing.due_on) == (Stand.PASSED_ON, further.due_on)
    assert not after.overdue
    (far,) = petitions_to(
        world.act_as("province_officer"), world.unit("province"), date(2027, 6, 1)
    )
    assert far.overdue
    (own,) = own_opinions(world.act_as("member"), LATE)
    assert not own.overdue


def test_the_answer_comes_down_level_by_level(world: World) -> None:
    sent = _sent(world)
    further = _passed(world, sent)
    reply_petition(
        actor=world.act_as("province_officer"),
        petition_id=further.pk,
        kind="answered",
        on=TODAY,
        text="Sửa trong quý II.",
    )
    assert returned_to(world.unit("village")) == []
    office = world.act_as("ward_officer")
    (line,) = petitions_to(office, world.unit("ward"), TODAY)
    assert line.came_back
    page = signed_in(world, "ward_officer").get(reverse("petition", args=[sent.pk]))
    assert page.content.decode().count("Sửa trong quý II.") == 2, "to read, and to pass down"
    reply_petition(
        actor=world.act_as("ward_officer"),
        petition_id=sent.pk,
        kind="answered",
        on=TODAY,
        text="Tỉnh trả lời: sửa trong quý II.",
    )
    (own,) = own_opinions(world.act_as("member"), TODAY)
    assert own.above is not None
    assert own.above.answer == "Tỉnh trả lời: sửa trong quý II."
    secretary = world.act_as("secretary")
    assert [one.row.pk for one in returned_to(world.unit("village"))] == [sent.pk]
    assert tell_answer(actor=secretary, petition_id=sent.pk, on=TODAY).answered_on == TODAY


def test_it_refuses_what_is_answered_what_says_nothing_and_a_day_ahead(world: World) -> None:
    sent = _sent(world)
    said = {"actor": world.act_as("ward_officer"), "petition_id": sent.pk}
    with pytest.raises(Invalid):
        pass_on(**said, on=TODAY, reason=" ")  # type: ignore[arg-type]
    with pytest.raises(Refused, match="chưa đến"):
        pass_on(**said, on=date(2026, 12, 1), reason=WHY)  # type: ignore[arg-type]
    reply_petition(**said, kind="answered", on=TODAY, text="Đã có kế hoạch.")  # type: ignore[arg-type]
    with pytest.raises(Refused, match="đã được trả lời"):
        pass_on(**said, on=TODAY, reason=WHY)  # type: ignore[arg-type]


def test_the_ward_puts_nothing_off_that_is_no_longer_its_own(world: World) -> None:
    sent = _sent(world)
    _passed(world, sent)
    with pytest.raises(Refused, match="của cấp trên"):
        reply_petition(
            actor=world.act_as("ward_officer"),
            petition_id=sent.pk,
            kind="extended",
            on=TODAY,
            text="Chờ",
            due_on=date(2027, 3, 1),
        )


def test_it_ends_where_the_system_ends(world: World) -> None:
    further = _passed(world, _sent(world))
    with pytest.raises(Refused, match="không dùng chung hệ thống"):
        pass_on(
            actor=world.act_as("province_officer"), petition_id=further.pk, on=TODAY, reason=WHY
        )


def test_it_is_passed_on_by_the_office_it_reached_only(world: World) -> None:
    sent = _sent(world)
    for key in ("secretary", "member", "follower", "other_ward_officer", "province_officer"):
        actor = world.act_as(key)
        with pytest.raises((Absent, Forbidden)):
            pass_on(actor=actor, petition_id=sent.pk, on=TODAY, reason=WHY)


def test_the_cell_and_the_neighbour_do_not_read_what_went_further(world: World) -> None:
    further = _passed(world, _sent(world))
    for key in ("secretary", "member", "other_ward_officer"):
        world.act_as(key)
        assert not Petition.objects.filter(pk=further.pk).exists(), key
    world.act_as("province_officer")
    assert list(Petition.objects.values_list("pk", flat=True)) == [further.pk]


def test_the_database_lets_nobody_continue_what_went_elsewhere(world: World) -> None:
    sent = _sent(world)
    world.act_as_system()
    Petition.objects.create(
        unit_id=world.unit("other_ward"),
        opinion_id=sent.opinion_id,
        to_unit_id=world.unit("province"),
        text="x",
        forwarded_on=TODAY,
        continues=sent,
    )
    with pytest.raises(IntegrityError, match="a_petition_continues_what_came"):
        connection.check_constraints()


def test_it_is_passed_on_by_a_form(world: World) -> None:
    sent = _sent(world)
    client = signed_in(world, "ward_officer")
    address = reverse("petition-passing", args=[sent.pk])
    assert "60 ngày làm việc" in client.get(address).content.decode()
    said = {"text": sent.text, "on": f"{TODAY:%d/%m/%Y}", "reason": ""}
    assert client.post(address, said).status_code == 422
    assert client.post(address, {**said, "reason": WHY}).status_code == 302
    assert "đã chuyển lên tiếp" in client.get(reverse("petitions")).content.decode()
    for key in ("secretary", "member"):
        page = signed_in(world, key).get(reverse("petition", args=[sent.pk])).content.decode()
        assert WHY in page
    assert sent.text in signed_in(world, "province_officer").get("/petitions/").content.decode()
    world.act_as("secretary")
    assert [
        one.standing.stand for one in petitions_of(world.act_as("secretary"), sent.unit_id, TODAY)
    ] == [Stand.PASSED_ON]
