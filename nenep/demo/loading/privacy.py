"""Consents on signed sheets, requests to correct, a list that was taken out, one name due to go."""

from datetime import date, timedelta
from itertools import islice

from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.rules import Actor
from nenep.demo.loading.journalled import Said, say_all
from nenep.demo.rules import demo_offices, demo_today, uid
from nenep.demo.story.units import WARD
from nenep.kernel import names
from nenep.people.models import Person, ResidenceLink
from nenep.people.queries.rosters import roster_on
from nenep.privacy.actions.consent import give_consent, withdraw_consent
from nenep.privacy.actions.correction import answer_correction, ask_correction
from nenep.privacy.actions.list_due import list_due
from nenep.privacy.rules.consents import ConsentKind
from nenep.privacy.rules.corrections import Area, Outcome

_SIGNED = date(2026, 3, 3)
_AGREED = 12
_LINKED = ("Trần Đình Phúc", "Bưu điện tỉnh")
_ASKED = (
    (Area.PARTY_DATES, "Ngày chính thức trong quyết định là 19/5, trên đây ghi 15/9.", 9),
    (Area.CARD, "Số thẻ đổi năm 2025, hệ thống còn ghi số cũ.", 40),
)


def load_privacy(actor: Actor, cell: str) -> int:
    """How many consents were entered."""
    today = demo_today()
    people = [line.person_id for line in roster_on(uid(cell), today)]
    for person in islice(people, _AGREED):
        for kind in (ConsentKind.PHONE_NOTICES, ConsentKind.PHOTO_EVIDENCE):
            give_consent(actor=actor, person_id=person, kind=kind, agreed=True, on=_SIGNED)
    withdraw_consent(
        actor=actor,
        person_id=people[2],
        kind=ConsentKind.PHOTO_EVIDENCE,
        on=today - timedelta(days=20),
    )
    _ask(actor, today)
    _take_out(actor, today)
    _link_long_ended(actor, cell, today)
    return 2 * min(_AGREED, len(people))


def _ask(actor: Actor, today: date) -> None:
    """The member one may enter as has two requests, one of them answered."""
    member = next(office for office in demo_offices() if office.office == "party_member")
    rows = [
        ask_correction(
            actor=actor,
            person_id=uid(member.person),
            area=area,
            text=text,
            on=today - timedelta(days=days),
        )
        for area, text, days in _ASKED
    ]
    answer_correction(
        actor=actor,
        request_id=rows[-1].pk,
        outcome=Outcome.CORRECTED,
        reason="Đã sửa theo thẻ mới.",
        on=today - timedelta(days=33),
    )


def _take_out(actor: Actor, today: date) -> None:
    ward, count = uid(WARD), Person.objects.filter(merged_into=None).count()
    days = (today - timedelta(days=60), today - timedelta(days=12))
    say_all(
        actor,
        (Said("members.exported", ward, "unit", ward, day, {"count": count}) for day in days),
    )


def _link_long_ended(actor: Actor, cell: str, today: date) -> None:
    name, workplace = _LINKED
    ResidenceLink(
        id=uid("link:long-ended"),
        unit_id=uid(cell),
        full_name=name,
        name_key=names.sort_key(name),
        workplace=workplace,
        during=DateRange(date(2021, 1, 1), date(2023, 9, 1)),
    ).save(force_insert=True)
    list_due(actor=actor, on=today)
