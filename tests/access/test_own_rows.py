"""What a member may write is the own word, never what was decided about it.

Each attempt is plain SQL under the serving role itself, past every action: it touches no row, or
the database refuses it. Beside each stands what the member may do.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import Error, connection, transaction

from nenep.meetings.actions.answer_opinion import answer_opinion
from nenep.meetings.actions.mark import mark
from nenep.meetings.actions.raise_opinion import raise_opinion
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import everybody_came, finish_evening, open_evening, plan_evening
from nenep.preparation.actions.answer_leave import answer_leave
from nenep.preparation.actions.ask_leave import ask_leave
from nenep.preparation.actions.feeds import make_feed, revoke_feed
from nenep.preparation.models import CalendarFeed
from nenep.privacy.actions.consent import give_consent, withdraw_consent
from nenep.privacy.actions.correction import answer_correction, ask_correction
from nenep.privacy.rules.consents import ConsentKind
from nenep.privacy.rules.corrections import Area, Outcome
from nenep.resolutions.actions.assign_task import assign_task
from nenep.resolutions.actions.report_task import report_task
from nenep.resolutions.actions.review_task import review_task
from nenep.resolutions.models import Task
from nenep.room.actions.take_along import revoke_mandate
from nenep.room.tests.letters import taken_along
from tests.world import TODAY, World

OCTOBER, DECEMBER = date(2026, 10, 1), date(2026, 12, 1)
DENIED, REFUSED = "permission denied", "row-level security"
TOUCHES_NOTHING = ""


@contextmanager
def hand_of(world: World, key: str) -> Iterator[None]:
    """The serving role itself, in the scope of one account."""
    world.act_as(key)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role nenep_serving")
        yield
        cursor.execute("reset role")


def tries(world: World, key: str, statement: str, *values: object) -> str | int:
    """How many rows the statement touches, or why it is refused; nothing of it stays."""
    try:
        with hand_of(world, key), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            touched = cursor.rowcount
            transaction.set_rollback(True)
            return touched
    except Error as error:
        return str(error)


def fails(world: World, attempts: dict[str, str], *values: object, key: str = "member") -> None:
    """Every attempt ends as it is said: refused with those words, or without a row."""
    for statement, why in attempts.items():
        told = tries(world, key, statement, *values)
        assert told == 0 if why == TOUCHES_NOTHING else why in str(told), (statement, told)


def test_it_answers_no_correction_of_ones_own(world: World) -> None:
    asked = ask_correction(
        actor=world.act_as("member"),
        person_id=world.person("member"),
        area=Area.BIRTH,
        text="Ngày sinh đúng là 7/7/1976",
        on=TODAY,
    )
    answered = "update privacy_correction set outcome = 'corrected', answered_on = current_date"
    rewritten = "update privacy_correction set text = 'Khác' where id = %s"
    removed = "delete from privacy_correction where id = %s"
    fails(world, {f"{answered} where id = %s": "", rewritten: DENIED, removed: ""}, asked.pk)
    answer_correction(
        actor=world.act_as("ward_officer"),
        request_id=asked.pk,
        outcome=Outcome.REFUSED,
        reason="Đúng với thẻ đảng viên",
        on=TODAY,
    )
    cleared = "update privacy_correction set outcome = '', answered_on = null where id = %s"
    fails(world, {f"{answered} where id = %s": "", cleared: "", removed: ""}, asked.pk)
    fails(world, {cleared: "", rewritten: DENIED, removed: ""}, asked.pk, key="ward_officer")
    said = (
        "insert into privacy_correction (id, person_id, unit_id, area, text, asked_on, on_behalf,"
        " asked_by, outcome, reason, answered_on) select gen_random_uuid(), person_id, unit_id,"
        " area, 'Khác', asked_on, {behalf}, asked_by, {outcome}, '', {on}"
        " from privacy_correction where id = %s"
    )
    own = said.format(behalf="false", outcome="''", on="null")
    assert tries(world, "member", own, asked.pk) == 1
    already = said.format(behalf="false", outcome="'corrected'", on="current_date")
    by_another = said.format(behalf="true", outcome="''", on="null")
    fails(world, {already: REFUSED, by_another: REFUSED}, asked.pk)


def test_it_takes_back_no_withdrawal_of_a_consent(world: World) -> None:
    own = {"person_id": world.person("member"), "kind": ConsentKind.PHONE_NOTICES, "on": TODAY}
    given = give_consent(actor=world.act_as("member"), agreed=True, **own)  # type: ignore[arg-type]
    withdrawn = (
        "update privacy_consent set withdrawn_on = current_date,"
        " withdrawn_by = access_account(), withdrawn_from_paper = {paper} where id = %s"
    )
    assert tries(world, "member", withdrawn.format(paper="false"), given.pk) == 1
    harm = {
        withdrawn.format(paper="true"): REFUSED,
        "update privacy_consent set version = '0' where id = %s": DENIED,
        "update privacy_consent set given_on = '2020-01-01' where id = %s": DENIED,
        "delete from privacy_consent where id = %s": "",
    }
    fails(world, harm, given.pk)
    withdraw_consent(actor=world.act_as("member"), **own)  # type: ignore[arg-type]
    again = "update privacy_consent set withdrawn_on = null, withdrawn_by = null where id = %s"
    for key in ("member", "secretary", "ward_officer"):
        fails(world, {again: ""}, given.pk, key=key)


def _meeting(world: World) -> Meeting:
    actor = world.act_as("secretary")
    village = world.unit("village")
    meeting = plan_evening(actor=actor, unit_id=village, month=DECEMBER)
    for kind in ("agreed", "notified"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=TODAY)
    return meeting


def test_it_grants_no_leave_to_oneself(world: World) -> None:
    meeting = _meeting(world)
    asked = ask_leave(
        actor=world.act_as("member"), meeting_id=meeting.pk, reason="duty", note="", on=TODAY
    )
    table = "preparation_absencerequest"
    granted = f"update {table} set answer = 'granted', answered_on = current_date where id = %s"
    noted = f"update {table} set note = 'Trực' where id = %s"
    assert tries(world, "member", noted, asked.pk) == 1
    removed = f"delete from {table} where id = %s"
    fails(world, {granted: "by who leads the cell", removed: ""}, asked.pk)
    answer_leave(
        actor=world.act_as("secretary"),
        meeting_id=meeting.pk,
        request_id=asked.pk,
        granted=False,
        on=TODAY,
    )
    harm = {
        granted: "by who leads the cell",
        f"update {table} set answer = '', answered_on = null where id = %s": "stands",
        f"update {table} set answered_on = '2026-01-01', withdrawn_on = current_date"
        " where id = %s": "stands",
        noted: "stands",
        removed: "",
    }
    fails(world, harm, asked.pk)
    taken_back = f"update {table} set withdrawn_on = current_date where id = %s"
    assert tries(world, "member", taken_back, asked.pk) == 1


def test_it_rewrites_no_opinion_but_the_own_and_none_that_is_answered(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=OCTOBER)
    everybody_came(actor=actor, meeting=meeting)
    theirs = raise_opinion(actor=actor, meeting_id=meeting.pk, kind="proposal", text="Sửa đường")
    own = raise_opinion(
        actor=world.act_as("member"), meeting_id=meeting.pk, kind="proposal", text="Sửa cầu"
    )
    reworded = "update meetings_opinion set text = 'Khác' where id = %s"
    answered = (
        "update meetings_opinion set answered_on = current_date, answer = 'Đồng ý' where id = %s"
    )
    removed = "delete from meetings_opinion where id = %s"
    assert tries(world, "member", reworded, own.pk) == 1
    fails(world, {answered: REFUSED}, own.pk)
    in_their_name = reworded.replace("text = 'Khác'", "person_id = null")
    fails(world, {in_their_name: REFUSED}, own.pk)
    fails(world, {reworded: "", answered: "", removed: ""}, theirs.pk)
    answer_opinion(
        actor=world.act_as("secretary"), opinion_id=own.pk, on=TODAY, text="Để bàn kỳ sau"
    )
    fails(world, {reworded: "", answered: "", removed: ""}, own.pk)


def test_it_rewrites_no_opinion_of_a_closed_meeting(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=OCTOBER)
    everybody_came(actor=actor, meeting=meeting)
    own = raise_opinion(
        actor=world.act_as("member"), meeting_id=meeting.pk, kind="proposal", text="Sửa cầu"
    )
    finish_evening(actor=world.act_as("secretary"), meeting=meeting)
    harm = {
        "update meetings_opinion set text = 'Khác' where id = %s": "",
        "delete from meetings_opinion where id = %s": "",
    }
    fails(world, harm, own.pk)


def _task(world: World, owner: str) -> Task:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=OCTOBER)
    return assign_task(
        actor=actor,
        meeting_id=meeting.pk,
        title="Vận động làm đường",
        due_on=date(2026, 12, 31),
        owner_person_id=world.person(owner),
    )


REPORTED = (
    'insert into resolutions_taskreport (id, task_id, unit_id, "on", text, claims_done, on_behalf,'
    " by_other, account_id) values (gen_random_uuid(), %s, %s, current_date, 'Xong', true,"
    " {behalf}, false, {account})"
)
REVIEWED = (
    'insert into resolutions_taskreview (id, task_id, unit_id, level, verdict, comment, "on",'
    " on_behalf, account_id) values (gen_random_uuid(), %s, %s, {level}, 'met', '', current_date,"
    " {behalf}, access_account())"
)
SELF = REPORTED.format(behalf="false", account="access_account()")


def test_it_rewrites_no_report_and_reports_on_no_others_task(world: World) -> None:
    task, village = _task(world, "member"), world.unit("village")
    report_task(actor=world.act_as("member"), task_id=task.pk, on=TODAY, text="Được nửa đường")
    assert tries(world, "member", SELF, task.pk, village) == 1
    harm = {
        REPORTED.format(behalf="true", account="access_account()"): REFUSED,
        REPORTED.format(behalf="false", account="gen_random_uuid()"): REFUSED,
    }
    fails(world, harm, task.pk, village)
    fails(
        world, {"update resolutions_taskreport set text = 'Xong' where task_id = %s": ""}, task.pk
    )
    fails(world, {"delete from resolutions_taskreport where task_id = %s": ""}, task.pk)


def test_it_speaks_of_no_task_of_another(world: World) -> None:
    task, village = _task(world, "committee_member"), world.unit("village")
    own_view = REVIEWED.format(level="'member'", behalf="false")
    fails(world, {SELF: REFUSED, own_view: REFUSED}, task.pk, village)


def test_it_judges_the_own_task_as_its_member_only(world: World) -> None:
    task, village = _task(world, "member"), world.unit("village")
    assert tries(
        world, "member", REVIEWED.format(level="'member'", behalf="false"), task.pk, village
    )
    harm = {
        REVIEWED.format(level="'committee'", behalf="false"): REFUSED,
        REVIEWED.format(level="'member'", behalf="true"): REFUSED,
    }
    fails(world, harm, task.pk, village)
    review_task(
        actor=world.act_as("secretary"),
        task_id=task.pk,
        level="committee",
        verdict="unmet",
        comment="Chưa làm",
        on=TODAY,
    )
    changed = "update resolutions_taskreview set verdict = 'met' where task_id = %s"
    fails(
        world, {changed: "", "delete from resolutions_taskreview where task_id = %s": ""}, task.pk
    )


def test_it_brings_no_revoked_address_back(world: World) -> None:
    actor = world.act_as("member")
    make_feed(actor=actor, unit_id=world.unit("village"), whole=False)
    feed = CalendarFeed.objects.get(person_id=world.person("member"))
    other = "update preparation_calendarfeed set token_hash = sha256('x') where id = %s"
    fails(world, {other: DENIED}, feed.pk)
    revoke_feed(actor=world.act_as("member"), unit_id=world.unit("village"), feed_id=feed.pk)
    back = "update preparation_calendarfeed set revoked_on = null where id = %s"
    fails(world, {back: ""}, feed.pk)


def test_it_brings_no_revoked_mandate_back(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=OCTOBER)
    mandate = taken_along(world.act_as("secretary"), meeting.pk).mandate_id
    longer = "update room_mandate set until = now() + interval '1 year' where id = %s"
    fails(world, {longer: DENIED}, mandate, key="secretary")
    revoke_mandate(actor=world.act_as("secretary"), mandate_id=mandate)
    back = "update room_mandate set revoked_at = null, revoked_by = null where id = %s"
    fails(world, {back: ""}, mandate, key="secretary")


@pytest.mark.parametrize(
    "table",
    [
        *("identity_account", "identity_session", "identity_credential", "identity_recoverycode"),
        *("accounts_onetimelink", "accounts_recovery", "oversight_emergency", "journal_receipt"),
        *("documents_uploadedfile", "minutes_amendment", "minutes_correction", "box_box"),
    ],
)
def test_it_changes_no_way_in_and_no_word_that_was_given(world: World, table: str) -> None:
    """Devices, links, answers of the box, read logs: through functions that ask, or never."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select bool_or(has_any_column_privilege('nenep_serving', %s, verb))"
            " from unnest(array['update', 'references']) as v(verb)",
            [table],
        )
        assert cursor.fetchone() == (False,)
