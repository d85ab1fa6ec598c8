"""A transfer of Party activities: introduced by letter, received, or returned (294 §6.3).

Inside this installation the letter names a cell; the office that manages it receives. To a place
outside, the sender notes the reception. Whoever comes from outside is enrolled.
"""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import Fact, record
from nenep.kernel import clock
from nenep.kernel.errors import Invalid, Refused
from nenep.people.models import Membership, Person, State, Transfer
from nenep.people.policies import letter_of, letter_to_note, letter_to_receive, member_for
from nenep.people.queries.transfers import destination
from nenep.people.rules.limits import Lengths, must_not_last_too_long, provisions_of
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.engine import Rulebook


@transaction.atomic
def introduce(
    *,
    actor: Actor,
    person_id: UUID,
    kind: str,
    to_unit_id: UUID | None = None,
    to_name: str = "",
    introduced_on: date,
    until: date | None = None,
    study: bool = False,
) -> Transfer:
    """Send a member's letter to a cell (``to_unit_id``) or to a place in words (``to_name``).

    Until received a member on an official transfer still counts at home without being due; one on
    a temporary transfer is away from the first day to ``until``. The same letter again is returned.

    Raises:
        Absent, Forbidden: not a member whose record the actor manages.
        Invalid: no destination, or days that the rule does not allow.
        Refused: not a member that day, suspended, on the way already, or to no living cell.
    """
    person, spell = member_for(actor, person_id, to=Capability.MANAGE_MEMBERS, on=introduced_on)
    running = Transfer.objects.filter(person_id=person_id, closed_on__isnull=True).first()
    if running is not None:
        return _the_same(running, kind, to_unit_id, to_name, introduced_on)
    name = _must_lead_somewhere(spell, to_unit_id, to_name, introduced_on)
    rules = rules_in_force()
    _must_be_free_to_go(person, introduced_on)
    _must_have_its_days(kind, introduced_on, until, rules, study=study)
    letter = Transfer.objects.create(
        person_id=person_id,
        kind=kind,
        unit_id=spell.unit_id,
        to_unit_id=to_unit_id,
        to_name=name,
        introduced_on=introduced_on,
        until=until if kind == "temporary" else None,
    )
    _on_the_way(letter, spell, rules, study=study)
    _tell(actor, "transfer.introduced", letter, introduced_on)
    return letter


@transaction.atomic
def receive(*, actor: Actor, transfer_id: UUID, on: date) -> Transfer:
    """The bearer is here ``on`` that day: official ones become members with the standing they
    bring, temporary ones take part until the day of the letter. Received already: nothing happens.

    Raises:
        Absent, Forbidden: not a letter to a cell whose members the actor manages; for one to a
            place outside, not a letter of such a cell.
        Refused: before the letter, or the letter came back.
    """
    letter = _addressed_to(actor, transfer_id)
    if letter.outcome == "received":
        return letter
    _must_be_open(letter, on)
    if letter.until is not None and on > letter.until:
        raise Refused("Thời gian sinh hoạt tạm thời ghi trên giấy đã hết; hãy trả lại giấy.")
    if not _arrived(letter, on):
        raise Refused(
            "Vào ngày này người trong giấy không còn là đảng viên ở nơi đi, hoặc đang sinh hoạt "
            "tạm thời ở nơi khác; chưa ghi gì."
        )
    if letter.to_unit_id is None:
        _tell(actor, "transfer.received", letter, on)
    letter.refresh_from_db()
    return letter


@transaction.atomic
def return_transfer(*, actor: Actor, transfer_id: UUID, on: date) -> Transfer:
    """The letter came back: the member is due at home again from ``on``. Twice is once.

    Raises:
        Absent, Forbidden: a letter the actor neither sent nor was to receive.
        Refused: before the letter, or the bearer was received.
    """
    letter = letter_of(actor, transfer_id)
    if letter.outcome == "returned":
        return letter
    _must_be_open(letter, on)
    with connection.cursor() as cursor:
        cursor.execute("select people_return(%s, %s, %s)", [letter.pk, on, clock.now()])
    letter.refresh_from_db()
    return letter


def _addressed_to(actor: Actor, transfer_id: UUID) -> Transfer:
    """A letter to a place outside is noted by who sent it; any other by who is to receive."""
    outside = Transfer.objects.filter(pk=transfer_id, to_unit_id__isnull=True).exists()
    door = letter_to_note if outside else letter_to_receive
    return door(actor, transfer_id)


def _arrived(letter: Transfer, on: date) -> bool:
    """False when the database finds the member nowhere, or in two places, on that day."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if letter.to_unit_id is not None:
                cursor.execute("select people_receive(%s, %s, %s)", [letter.pk, on, clock.now()])
            elif letter.kind == "official":
                cursor.execute(
                    "select people_leave(%s, %s, 'transferred', '')", [letter.person_id, on]
                )
            else:
                Transfer.objects.filter(pk=letter.pk).update(closed_on=on, outcome="received")
                return True
            return bool(cursor.fetchone()[0])
    except IntegrityError:
        return False


def _must_be_open(letter: Transfer, on: date) -> None:
    if letter.closed_on is not None:
        raise Refused(
            "Giấy giới thiệu này đã được xử lý ngày %(on)s; chưa ghi gì thêm.",
            on=f"{letter.closed_on:%d/%m/%Y}",
        )
    if on < letter.introduced_on:
        raise Refused("Ngày này trước ngày của giấy giới thiệu; chưa ghi gì.")


def _the_same(
    letter: Transfer, kind: str, to_unit_id: UUID | None, to_name: str, introduced_on: date
) -> Transfer:
    same = letter.kind == kind and letter.introduced_on == introduced_on
    if same and letter.to_unit_id == to_unit_id and (to_unit_id or letter.to_name == to_name):
        return letter
    raise Refused(
        "Đồng chí này đang có giấy giới thiệu ngày %(on)s đến %(where)s chưa xong; "
        "hãy ghi tiếp nhận hoặc trả lại giấy đó trước.",
        on=f"{letter.introduced_on:%d/%m/%Y}",
        where=letter.to_name,
    )


def _must_lead_somewhere(spell: Membership, to_unit_id: UUID | None, to_name: str, on: date) -> str:
    """The name of where the letter leads."""
    if to_unit_id is None:
        if not to_name.strip():
            raise Invalid("Cần ghi nơi đến: mã chi bộ, hoặc tên nơi đến.", field="to_name")
        return to_name.strip()
    if to_unit_id == spell.unit_id:
        raise Refused("Nơi đến chính là chi bộ đang sinh hoạt; chưa ghi gì.")
    found = destination(str(to_unit_id), on)
    if found is None:
        raise Refused("Nơi đến không phải là chi bộ đang hoạt động vào ngày đó; chưa ghi gì.")
    return found.name


def _must_be_free_to_go(person: Person, on: date) -> None:
    suspended = State.objects.filter(person=person, kind="suspended", during__contains=on)
    if suspended.exists():
        raise Refused(
            "%(name)s đang bị đình chỉ sinh hoạt nên chưa chuyển sinh hoạt được; chưa ghi gì.",
            name=person.full_name,
        )


def _must_have_its_days(
    kind: str, introduced_on: date, until: date | None, rules: Rulebook, *, study: bool
) -> None:
    if kind == "temporary":
        lengths = Lengths(None, rules.find("member.temporary_transfer", on=introduced_on))
        must_not_last_too_long("away", introduced_on, until, lengths, study=study)
    elif kind != "official":
        raise Invalid("Không có loại chuyển sinh hoạt này; chưa ghi gì.", field="kind")


def _on_the_way(letter: Transfer, spell: Membership, rules: Rulebook, *, study: bool) -> None:
    """What the letter changes at home from its own day on."""
    last = letter.until
    after = None if last is None else date.fromordinal(last.toordinal() + 1)
    kind = "transferring" if letter.kind == "official" else "away"
    known = rules.find("member.state_provisions", on=letter.introduced_on)
    named = [one.text for one in provisions_of(kind, known) if one.study == study]
    during = DateRange(letter.introduced_on, after)
    taken = State.objects.filter(person_id=letter.person_id, kind=kind, during__overlap=during)
    if taken.exists():
        raise Refused("Đã ghi đồng chí này vắng mặt trong những ngày đó; chưa lập giấy nào.")
    State.objects.create(
        person_id=letter.person_id,
        unit_id=spell.unit_id,
        kind=kind,
        provision=named[0] if named else "",
        during=during,
    )


def _tell(actor: Actor, verb: str, letter: Transfer, on: date) -> None:
    facts: dict[str, Fact] = {
        "transfer": str(letter.pk),
        "kind": letter.kind,
        "on": on.isoformat(),
    }
    record(
        actor,
        verb,
        unit_id=letter.unit_id,
        kind="person",
        object_id=letter.person_id,
        facts=facts,
    )
    announce(verb, unit_id=letter.unit_id, month=on)
