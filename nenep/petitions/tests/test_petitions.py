"""An opinion sent up: by whom, with what, under which clock, and how the answer comes back."""

from datetime import date
from uuid import UUID

import pytest
from django.conf import settings
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse

from nenep.access.rules import Actor
from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.actions.raise_opinion import raise_opinion, remove_opinion
from nenep.meetings.models import Opinion
from nenep.meetings.tests.scenes import entries, open_evening
from nenep.petitions.actions.forward import forward_opinion
from nenep.petitions.actions.reply import reply_petition
from nenep.petitions.actions.tell_answer import tell_answer
from nenep.petitions.models import Petition, Reply
from nenep.petitions.queries import (
    own_opinions,
    petitions_of,
    petitions_to,
    returned_to,
    waiting_in,
)
from nenep.petitions.rules.reply_clock import Stand
from tests.world import TODAY, World

NOVEMBER = date(2026, 11, 1)
SENT = date(2026, 11, 5)


def _opinion(world: World, speaker: str | None = "member") -> Opinion:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=NOVEMBER)
    return raise_opinion(
        actor=actor,
        meeting_id=meeting.pk,
        kind="complaint",
        text="Đường vào nghĩa địa ngập.",
        person_id=world.person(speaker) if speaker else None,
        needs_answer=True,
    )


def _sent(world: World, *, whole: bool = False) -> Petition:
    opinion = _opinion(world)
    return forward_opinion(
        actor=world.act_as("secretary"),
        opinion_id=opinion.pk,
        on=SENT,
        with_name=whole,
        with_kind=whole,
    )


def test_it_goes_up_once_without_name_and_type(world: World) -> None:
    first = _sent(world)
    again = forward_opinion(
        actor=world.act_as("secretary"), opinion_id=first.opinion_id, on=SENT, with_name=True
    )
    assert again.pk == first.pk
    assert (first.speaker, first.kind, first.to_unit_id) == ("", "", world.unit("ward"))
    assert Opinion.objects.get().forwarded_on == SENT
    assert entries(world.unit("village")).count("opinion.forwarded") == 1
    facts = Entry.objects.get(verb="opinion.forwarded").facts
    assert set(facts) == {"on", "to"}, "neither the type nor the speaker"


def test_it_takes_name_and_type_along_when_told_to(world: World) -> None:
    sent = _sent(world, whole=True)
    assert (sent.speaker, sent.kind) == ("Phạm Thị Cúc", "complaint")


def test_it_names_nobody_where_nobody_is_named(world: World) -> None:
    opinion = _opinion(world, speaker=None)
    with pytest.raises(Invalid, match="không nêu tên"):
        forward_opinion(
            actor=world.act_as("secretary"), opinion_id=opinion.pk, on=SENT, with_name=True
        )


@pytest.mark.parametrize(
    ("key", "error"),
    [("member", Forbidden), ("committee_member", Forbidden), ("school_secretary", Absent)],
)
def test_it_is_sent_by_who_sends_papers_up(world: World, key: str, error: type[Exception]) -> None:
    opinion = _opinion(world)
    with pytest.raises(error):
        forward_opinion(actor=world.act_as(key), opinion_id=opinion.pk, on=SENT)


def test_it_is_kept_as_it_was_sent(world: World) -> None:
    sent = _sent(world)
    with pytest.raises(Refused, match="giữ nguyên"):
        remove_opinion(actor=world.act_as("secretary"), opinion_id=sent.opinion_id)


def test_it_runs_on_the_clock_of_the_level_with_its_citation(world: World) -> None:
    """A ward is grassroots since Regulation 208 (our reading): 30 working days."""
    sent = _sent(world)
    assert (sent.level, sent.clock_days, sent.due_on) == ("grassroots", 30, date(2026, 12, 18))
    assert "208" in sent.basis
    office = world.act_as("ward_officer")
    (line,) = petitions_to(office, world.unit("ward"), TODAY)
    assert (line.standing.stand, line.cell_name) == (Stand.WAITING, "Chi bộ làng Kon Rơlang")
    (late,) = petitions_to(office, world.unit("ward"), date(2026, 12, 21))
    assert (late.overdue, late.late_by) == (True, 1)


def test_it_is_received_put_off_with_a_reason_and_answered(world: World) -> None:
    sent = _sent(world)
    office = world.act_as("ward_officer")
    said = {"actor": office, "petition_id": sent.pk, "on": TODAY}
    for _ in range(2):
        reply_petition(**said, kind="received")  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        reply_petition(**said, kind="extended", text="Chờ dự toán")  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        reply_petition(**said, kind="extended", text="Chờ", due_on=date(2026, 12, 1))  # type: ignore[arg-type]
    later = date(2027, 1, 29)
    reply_petition(**said, kind="extended", text="Chờ dự toán", due_on=later)  # type: ignore[arg-type]
    (line,) = petitions_to(office, world.unit("ward"), date(2027, 1, 4))
    assert (line.overdue, line.standing.due_on) == (False, later)
    with pytest.raises(Invalid):
        reply_petition(**said, kind="answered", text=" ")  # type: ignore[arg-type]
    reply_petition(**said, kind="answered", text="Quý I sẽ làm.")  # type: ignore[arg-type]
    with pytest.raises(Refused, match="đã được trả lời"):
        reply_petition(**said, kind="answered", text="Khác")  # type: ignore[arg-type]
    assert entries(world.unit("ward")).count("petition.answered") == 1


def test_it_brings_the_answer_back_to_the_cell_and_to_the_asker(
    world: World, client: Client
) -> None:
    sent = _sent(world)
    secretary = world.act_as("secretary")
    with pytest.raises(Refused, match="chưa trả lời"):
        tell_answer(actor=secretary, petition_id=sent.pk, on=TODAY)
    _answer(world, sent)
    member = world.act_as("member")
    (own,) = own_opinions(member, TODAY)
    assert own.above is not None
    assert own.above.answer == "Quý I sẽ làm."
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session("member")
    assert "Quý I sẽ làm." in client.get(reverse("petitions")).content.decode()
    secretary = world.act_as("secretary")
    assert [line.row.pk for line in returned_to(world.unit("village"))] == [sent.pk]
    for _ in range(2):
        told = tell_answer(actor=secretary, petition_id=sent.pk, on=TODAY)
    assert (told.answer, told.answered_on) == ("Quý I sẽ làm.", TODAY)
    assert returned_to(world.unit("village")) == []
    assert waiting_in(world.unit("village"), TODAY) == []


def test_it_is_nobody_elses(world: World) -> None:
    sent = _sent(world)
    for key in ("probationary", "school_secretary", "other_ward_officer", "province_officer"):
        actor = world.act_as(key)
        with pytest.raises((Absent, Forbidden)):
            reply_petition(actor=actor, petition_id=sent.pk, kind="answered", on=TODAY, text="x")
    for key in ("school_secretary", "other_ward_officer"):
        world.act_as(key)
        assert not Petition.objects.exists(), key


@pytest.mark.parametrize(
    ("key", "statement"),
    [
        ("ward_officer", "update petitions_petition set text = 'x'"),
        ("ward_officer", "delete from petitions_petition"),
        ("secretary", "update petitions_reply set text = 'x'"),
        ("secretary", "delete from petitions_reply"),
        ("member", "update petitions_petition set text = 'x'"),
        ("other_ward_officer", "update petitions_reply set text = 'x'"),
    ],
)
def test_it_is_written_by_each_side_only_also_by_row_policy(
    world: World, key: str, statement: str
) -> None:
    sent = _sent(world)
    _answer(world, sent)
    world.act_as(key)
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount == 0


def test_it_takes_no_reply_of_a_committee_it_was_not_sent_to(world: World) -> None:
    sent = _sent(world)
    world.act_as("other_ward_officer")
    with pytest.raises(Error), transaction.atomic():
        _strange_reply(sent, world.unit("other_ward"))


def _strange_reply(sent: Petition, by: UUID) -> None:
    reply = Reply(petition_id=sent.pk, unit_id=sent.unit_id, by_unit_id=by, on=TODAY, text="x")
    reply.kind = "answered"
    reply.save(force_insert=True)
    connection.check_constraints()


def test_it_costs_the_same_for_many(world: World, django_assert_max_num_queries: object) -> None:
    opinion = _opinion(world)
    actor: Actor = world.act_as("secretary")
    counts = []
    for size in (1, 4):
        for number in range(size):
            said = raise_opinion(
                actor=actor,
                meeting_id=opinion.meeting_id,
                kind="question",
                text=f"Câu {size} {number}",
                needs_answer=True,
            )
            forward_opinion(actor=actor, opinion_id=said.pk, on=TODAY)
        with django_assert_max_num_queries(4) as asked:  # type: ignore[operator]
            petitions_of(actor, world.unit("village"), TODAY)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_it_is_sent_and_answered_by_forms(world: World, client: Client) -> None:
    opinion = _opinion(world)
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session("secretary")
    form = client.get(reverse("opinion-forwarding", args=[opinion.pk])).content.decode()
    assert "30 ngày làm việc" in form
    sent = {"text": "Đường ngập.", "on": "23/11/2026"}
    assert client.post(reverse("opinion-forwarding", args=[opinion.pk]), sent).status_code == 302
    world.act_as("secretary")
    petition = Petition.objects.get()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session("ward_officer")
    assert "Đường ngập." in client.get(reverse("petitions")).content.decode()
    address = reverse("petition", args=[petition.pk])
    assert client.post(address, {"kind": "answered", "on": "23/11/2026"}).status_code == 422
    said = {"kind": "answered", "text": "Quý I.", "on": "23/11/2026"}
    assert client.post(address, said).status_code == 302
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session("secretary")
    assert "Đã thông báo trong chi bộ" in client.get(address).content.decode()
    assert client.post(reverse("petition-telling", args=[petition.pk])).status_code == 302
    world.act_as("secretary")
    assert Opinion.objects.get().answer == "Quý I."


def _answer(world: World, sent: Petition) -> None:
    reply_petition(
        actor=world.act_as("ward_officer"),
        petition_id=sent.pk,
        kind="answered",
        on=TODAY,
        text="Quý I sẽ làm.",
    )
