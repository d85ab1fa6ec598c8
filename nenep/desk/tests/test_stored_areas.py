"""No table that names a person or an account is left out of the page, unless for a reason."""

from datetime import date, timedelta

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from nenep.access.rules import Actor
from nenep.accounts.actions.hand_out_link import hand_out_link
from nenep.desk.stored import Stored, stored_about
from nenep.identity.models import Account
from nenep.kernel import clock
from nenep.meetings.models import CriticismNote, Meeting, Opinion, Recusal, Vote
from nenep.meetings.tests.scenes import everybody_came, open_evening
from nenep.minutes.models import Amendment
from nenep.oversight.actions.emergency import approve_emergency, ask_emergency
from nenep.oversight.tests.scenes import second_officer
from nenep.people.actions.place_in_group import place_in_group
from nenep.people.models import Election, Person, ResidenceComment, ResidenceLink, Tally
from nenep.petitions.models import Petition
from nenep.preparation.models import AbsenceRequest, CalendarFeed, Telling
from nenep.resolutions.models import CoOwner, PlannedTask, Task, TaskReport, TaskReview
from nenep.structure.actions.found_unit import found_unit
from tests.world import TODAY, World

BY_HAND = "who entered, asked, answered or revoked it: told once, as an area of traces"
NOBODY = "names no person and no account"
# Where the page tells each column that names somebody.
TOLD = {
    "people.FormerCard.person": "life",
    "people.BadgeAward.person": "life",
    "people.Membership.person": "life",
    "people.State.person": "life",
    "people.HostedStay.person": "life",
    "people.Transfer.person": "life",
    "people.OfficeTerm.person": "life",
    "people.Residence.person": "life",
    "people.Tally.person": "life",
    "people.GroupPlace.person": "life",
    "access.Grant.person": "life",
    "people.ResidenceLink.person": "residence_links",
    "meetings.Attendance.person": "rolls",
    "preparation.AbsenceRequest.person": "leaves",
    "preparation.Telling.person": "tellings",
    "preparation.Telling.reader": "tellings",
    "meetings.Meeting.chair": "parts",
    "meetings.Meeting.secretary": "parts",
    "meetings.Meeting.presenter": "parts",
    "meetings.Vote.teller": "parts",
    "meetings.Vote.second_teller": "parts",
    "meetings.Recusal.person": "parts",
    "minutes.Amendment.asked_by": "parts",
    "meetings.Opinion.person": "opinions",
    "meetings.CriticismNote.person": "criticism",
    "resolutions.Task.owner_person": "tasks",
    "resolutions.CoOwner.person": "tasks",
    "resolutions.PlannedTask.person": "tasks",
    "documents.UploadedFile.uploaded_by": "files",
    "privacy.Consent.person": "choices",
    "privacy.Correction.person": "choices",
    "identity.Account.person": "account",
    "identity.Credential.account": "account",
    "identity.RecoveryCode.account": "account",
    "identity.Session.account": "account",
    "identity.ActivationCode.account": "ways",
    "accounts.Recovery.account": "ways",
    "accounts.Recovery.person": "ways",
    "accounts.OneTimeLink.account": "ways",
    "accounts.OneTimeLink.person": "ways",
    "preparation.CalendarFeed.person": "ways",
    "room.Mandate.account": "ways",
    "room.Mandate.person": "ways",
    "oversight.PaperOpening.account_id": "reached_in",
    "oversight.Emergency.asked_by": "reached_in",
    "oversight.Emergency.asked_person": "reached_in",
    "oversight.Emergency.approved_by": "reached_in",
    "journal.Entry.account_id": "traces",
    "journal.Entry.person_id": "traces",
    "journal.Entry.object_id": "traces",
}
# Not told row by row, each with its reason.
UNTOLD = {
    "access.Grant.account": "an administrator's, who is no member and has no such page",
    "people.Person.merged_into": "the same person entered twice: the other record counts nowhere",
    "privacy.DueRecord.subject_id": "of people who have left and have no account any more",
    "reorganisation.PlanTrace.people": "whom a plan moved, to undo it; the moves are told as life",
    "journal.Receipt.account_id": BY_HAND,
    "imports.ImportRun.account_id": BY_HAND,
    "privacy.Consent.given_by": BY_HAND,
    "privacy.Consent.withdrawn_by": BY_HAND,
    "privacy.Correction.asked_by": BY_HAND,
    "privacy.Correction.answered_by": BY_HAND,
    "privacy.DueRecord.ordered_by": BY_HAND,
    "meetings.Milestone.account_id": BY_HAND,
    "accounts.Recovery.asked_by": BY_HAND,
    "accounts.Recovery.approved_by": BY_HAND,
    "accounts.OneTimeLink.made_by": BY_HAND,
    "petitions.Reply.account_id": BY_HAND,
    "resolutions.TaskReport.account_id": BY_HAND,
    "resolutions.TaskReview.account_id": BY_HAND,
    "minutes.Amendment.account_id": BY_HAND,
    "minutes.Book.account_id": BY_HAND,
    "minutes.SentBack.account_id": BY_HAND,
    "minutes.Correction.account_id": BY_HAND,
    "reorganisation.PlanEvent.account_id": BY_HAND,
    "room.Mandate.revoked_by": BY_HAND,
    "identity.Session.id": NOBODY,
    "meetings.AgendaItem.source_id": NOBODY,
    "documents.Paper.subject_id": NOBODY,
    "documents.UploadedFile.subject_id": NOBODY,
    "room.Mandate.device_id": NOBODY,
    "room.HeardCommand.device_id": NOBODY,
    "reorganisation.PlanTrace.units": NOBODY,
    "reorganisation.PlanTrace.founded": NOBODY,
}
PLACES = frozenset({"unit_id", "meeting_id"})
# Of officers far above, and of whoever brought a file; not of the member of the scene.
ELSEWHERE = frozenset({"reached_in", "files"})


def naming() -> set[str]:
    """Every column that names a person or an account, or whose id does not say what it names."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if _may_name_somebody(field)
    }


def _may_name_somebody(field: "models.Field[object, object]") -> bool:
    if field.is_relation:
        return field.related_model in {Person, Account}
    inner = field.base_field if isinstance(field, ArrayField) else field
    return (
        isinstance(inner, models.UUIDField) and not field.primary_key and field.name not in PLACES
    )


def test_it_tells_every_column_that_names_somebody_or_says_why_not() -> None:
    assert naming() - TOLD.keys() - UNTOLD.keys() == set()
    assert (TOLD.keys() | UNTOLD.keys()) - naming() == set()
    assert TOLD.keys() & UNTOLD.keys() == set()


def lived(world: World, *, times: int = 1) -> None:
    """Somebody of everything, as the actions of ten apps would leave it; and a neighbour's."""
    actor = world.act_as_system()
    unit = world.unit("village")
    meeting = open_evening(actor=actor, unit_id=unit, month=date(2026, 11, 1))
    everybody_came(actor=actor, meeting=meeting)
    of_group(world, actor)
    for n in range(times):
        of_meeting(world, meeting, n)
        of_tellings(world, meeting, n)
        of_tasks(world, meeting, n)
        of_lives(world, n)
    of_ways(world)


def of_group(world: World, actor: Actor) -> None:
    group = found_unit(
        actor=actor,
        name="Tổ 1",
        kind="party_group",
        code="",
        parent_id=world.unit("village"),
        on=TODAY,
    )
    place_in_group(actor=actor, group_id=group.pk, person_ids=[world.person("member")], on=TODAY)


def of_ways(world: World) -> None:
    hand_out_link(
        actor=world.act_as("secretary"),
        unit_id=world.unit("village"),
        person_id=world.person("member"),
        on=TODAY,
    )


def of_meeting(world: World, meeting: Meeting, n: int) -> None:
    me, other, unit = world.person("member"), world.person("deputy"), meeting.unit_id
    Meeting.objects.filter(pk=meeting.pk).update(presenter_id=me)
    vote = Vote.objects.create(
        meeting=meeting,
        unit_id=unit,
        question="Lời của deputy",
        base=5,
        threshold_numerator=1,
        threshold_denominator=2,
        strict=True,
        votes_for=5,
        votes_against=0,
        abstentions=0,
        passed=True,
        teller_id=me,
        second_teller_id=other,
    )
    for who, said in ((me, "Lời của member"), (other, "Lời của deputy")):
        Recusal.objects.create(meeting=meeting, unit_id=unit, vote=vote, person_id=who, reason=said)
        CriticismNote.objects.create(
            meeting=meeting, unit_id=unit, person_id=who, kind="criticism", text=said
        )
        opinion = Opinion.objects.create(
            meeting=meeting, unit_id=unit, person_id=who, kind="opinion", text=said, raised_on=TODAY
        )
        Petition.objects.create(
            unit_id=unit,
            opinion=opinion,
            to_unit_id=world.unit("ward"),
            text=said,
            forwarded_on=TODAY,
        )
        if n == 0:
            AbsenceRequest.objects.create(
                meeting=meeting,
                unit_id=unit,
                person_id=who,
                reason="shift",
                note=said,
                asked_on=TODAY,
            )
    Amendment.objects.create(
        meeting=meeting,
        unit_id=unit,
        part="conclusion",
        before="",
        after="Lời của deputy",
        asked_by_id=me,
        entered_at=clock.now(),
    )


def of_tellings(world: World, meeting: Meeting, n: int) -> None:
    """Each read the notice aloud to the other."""
    me, other = world.person("member"), world.person("deputy")
    for who, reader in ((me, other), (other, me)) if n == 0 else ():
        Telling.objects.create(
            meeting=meeting,
            unit_id=meeting.unit_id,
            person_id=who,
            reader_id=reader,
            what="notice",
            way="read_aloud",
            told_on=TODAY,
        )


def of_tasks(world: World, meeting: Meeting, n: int) -> None:
    me, other, unit = world.person("member"), world.person("deputy"), meeting.unit_id
    for owner, helper, said in ((me, other, "member"), (other, me, "deputy")):
        task = Task.objects.create(
            unit_id=unit,
            meeting=meeting,
            title=f"Việc {n}",
            owner_person_id=owner,
            assigned_on=TODAY,
            due_on=TODAY + timedelta(days=9),
        )
        CoOwner.objects.create(task=task, unit_id=unit, person_id=helper)
        TaskReport.objects.create(task=task, unit_id=unit, on=TODAY, text=f"Lời của {said}")
        TaskReview.objects.create(
            task=task,
            unit_id=unit,
            level="member",
            verdict="met",
            comment=f"Lời của {said}",
            on=TODAY,
        )

    PlannedTask.objects.create(
        unit_id=unit, year=2026, person_id=me, title=f"Việc năm {n}", origin="typed"
    )


def of_lives(world: World, n: int) -> None:
    me, unit = world.person("member"), world.unit("village")
    link = ResidenceLink.objects.create(
        unit_id=world.unit("school"),
        person_id=me,
        full_name="Phạm Thị Cúc",
        name_key="pham thi cuc",
        workplace=f"Nơi công tác {n}",
        during=(TODAY, None),
    )
    ResidenceComment.objects.create(
        link=link, unit_id=link.unit_id, year=2026, given_on=TODAY, text="Lời của member"
    )
    election = Election.objects.create(
        unit_id=unit, kind="congress", held_on=TODAY, convened=5, issued=5, collected=5, valid=5
    )
    Tally.objects.create(
        election=election,
        unit_id=unit,
        person_id=me,
        office="cell_secretary",
        votes=2,
        elected=False,
    )


def stored_of(world: World, key: str = "member") -> Stored:
    actor, person = world.act_as(key), Person.objects.get(pk=world.person(key))
    if key == "member":
        CalendarFeed.objects.create(person=person, token_hash=b"x" * 32, made_on=TODAY)
    return stored_about(actor, person, TODAY)


def area_of(stored: Stored, key: str) -> list[tuple[str, str]]:
    return [(row.what, row.value) for area in stored.areas if area.key == key for row in area.rows]


def test_it_tells_what_every_app_keeps_of_one_person(world: World) -> None:
    lived(world)
    stored = stored_of(world)
    told = {area.key: [row.value for row in area.rows] for area in stored.areas}
    assert all(area.title and area.why and area.how_long for area in stored.areas)
    assert set(TOLD.values()) - told.keys() - ELSEWHERE == {"choices"}
    assert any("Trực, ca làm việc (Lời của member)" in value for value in told["leaves"])
    assert sorted(told["tellings"]) == ["đã đọc cho một đồng chí khác", "đọc trực tiếp"]
    assert told["criticism"] == ["Lời của member"]
    assert "Tổ 1" in told["life"]
    assert any("dùng đến ngày" in value for value in told["ways"])
    assert "Ghi biên bản, Trình bày chuyên đề" in told["parts"]
    assert "Kiểm phiếu một lần biểu quyết" in told["parts"]
    assert any("2 phiếu, không trúng cử" in value for value in told["life"])
    assert any("không ghi tên: Lời của member" in value for value in told["opinions"])
    assert "Đạt kết quả đề ra: Lời của member" in told["tasks"]


def test_it_tells_nothing_of_anybody_else(world: World) -> None:
    lived(world)
    stored = stored_of(world)
    rows = [row for area in stored.areas for row in area.rows]
    names = {person.name for person in world.people.values()} - {stored.name}
    assert not any("deputy" in row.value for row in rows)
    assert not any(name in row.value for row in rows for name in names)


def test_it_tells_who_reached_into_a_cell_what_is_kept_of_it(world: World) -> None:
    second_officer(world, "province")
    asker, unit = world.act_as("province_officer"), world.unit("village")
    asked = ask_emergency(actor=asker, unit_id=unit, hours=2, words="Cả chi ủy vắng")
    approve_emergency(actor=world.act_as("teacher"), emergency_id=asked.pk)
    name = world.units["village"].name
    told = area_of(stored_of(world, "province_officer"), "reached_in")
    assert told == [("Đề nghị đọc khẩn cấp", f"{name}: Cả chi ủy vắng")]
    told = area_of(stored_of(world, "teacher"), "reached_in")
    assert told == [("Duyệt đọc khẩn cấp", name)]
    assert area_of(stored_of(world, "member"), "reached_in") == []


def test_it_names_a_row_unless_the_title_does(world: World) -> None:
    lived(world)
    named = {area.key: area.named for area in stored_of(world).areas}
    told = {key for key, its in named.items() if its}
    assert {"criticism", "ways"} <= told
    assert told.isdisjoint({"rolls", "leaves"})


def test_it_says_of_the_box_only_that_it_keeps_nothing(world: World) -> None:
    stored = stored_of(world, "teacher")
    told = dict(area_of(stored, "traces"))
    assert list(told) == ["Nhật ký", "Người nhập", "Hộp ý kiến ẩn danh"]
    assert told["Hộp ý kiến ẩn danh"].startswith("Không lưu điều gì cho biết ai đã viết")


def test_it_asks_as_often_however_much_is_kept(
    world: World, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lived(world, times=3)
    client.cookies["nenep_session"] = world.session("member")
    with django_assert_max_num_queries(44):
        page = client.get("/me/stored/").content.decode()
    assert "Nơi công tác 2" in page
    assert "deputy" not in page
