"""Secret addresses of one's own calendar: made, and taken back."""

import hashlib
import secrets
from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel import clock
from nenep.kernel.errors import Absent, Forbidden, Refused
from nenep.preparation.models import CalendarFeed

MOST_FEEDS = 10


@transaction.atomic
def make_feed(*, actor: Actor, unit_id: UUID, whole: bool) -> str:
    """A new address and its secret, which nothing keeps: it is returned this once. ``whole``: of
    all the holder's cells; else of ``unit_id`` only. Journals ``feed.made`` without the secret.

    Raises:
        Forbidden: the account is no member's. Refused: too many addresses already.
    """
    must_hold(actor, Capability.VIEW_CALENDAR, unit_id)
    if actor.person_id is None:
        raise Forbidden("Tài khoản này không gắn với đảng viên nào nên không có lịch riêng.")
    own = CalendarFeed.objects.filter(person_id=actor.person_id, revoked_on__isnull=True)
    if own.count() >= MOST_FEEDS:
        raise Refused("Đồng chí đã có %(count)s địa chỉ lịch; hãy thu hồi bớt.", count=MOST_FEEDS)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed(
        person_id=actor.person_id,
        unit_id=None if whole else unit_id,
        token_hash=hashlib.sha256(token.encode()).digest(),
        made_on=clock.today(),
    )
    feed.save(force_insert=True)
    record(actor, "feed.made", unit_id=unit_id, kind="calendar_feed", object_id=feed.pk)
    return token


@transaction.atomic
def revoke_feed(*, actor: Actor, unit_id: UUID, feed_id: UUID) -> None:
    """The address answers no more, at once; again changes nothing. Journals ``feed.revoked``.

    Raises:
        Absent: no such address of the actor's.
    """
    feed = CalendarFeed.objects.filter(pk=feed_id).first()
    if feed is None or feed.person_id != actor.person_id:
        raise Absent("Không tìm thấy địa chỉ lịch này.")
    if feed.revoked_on is not None:
        return
    feed.revoked_on = clock.today()
    feed.save(update_fields=["revoked_on"])
    record(actor, "feed.revoked", unit_id=unit_id, kind="calendar_feed", object_id=feed.pk)
