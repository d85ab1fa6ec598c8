"""A term of a unit's committee begins; the one before it ends the day before."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import Fact, record
from nenep.kernel.errors import Invalid, Refused
from nenep.people.models import CommitteeTerm
from nenep.people.queries.offices import life_of
from nenep.people.rules.offices import Days, must_lie_within


@transaction.atomic
def open_term(
    *, actor: Actor, unit_id: UUID, label: str, size: int, on: date, until: date | None = None
) -> CommitteeTerm:
    """A term from ``on`` to the day before ``until``, with ``size`` seats as the congress decided.

    Past days are allowed: starting mid-term with what already runs. A term running on that day ends
    with the day before; one that begins later bounds this one. The same term told twice stays as
    it is. Journals ``term.opened``.

    Raises:
        Forbidden: the actor does not manage members there.
        Invalid: no seat, or the days the wrong way round.
        Refused: the unit does not stand then, or another term begins on that very day.
    """
    must_hold(actor, Capability.MANAGE_MEMBERS, unit_id)
    if size < 1:
        raise Invalid("Số cấp ủy viên phải từ 1 trở lên.", field="size")
    if until is not None and until <= on:
        raise Invalid("Ngày hết nhiệm kỳ phải sau ngày bắt đầu.", field="until")
    terms = CommitteeTerm.objects.select_for_update().filter(unit_id=unit_id)
    same = terms.filter(during__startswith=on).first()
    if same is not None:
        return _known(same, label, size, until)
    later = terms.filter(during__startswith__gt=on).order_by("during").first()
    if later is not None and (until is None or until > later.during.lower):
        until = later.during.lower
    must_lie_within(Days(on, until), life_of(unit_id))
    running = terms.filter(during__contains=on).first()
    if running is not None:
        running.during = DateRange(running.during.lower, on)
        running.save(update_fields=["during"])
    term = CommitteeTerm.objects.create(
        unit_id=unit_id, label=label, size=size, during=DateRange(on, until)
    )
    facts: dict[str, Fact] = {"on": on.isoformat(), "size": size}
    record(actor, "term.opened", unit_id=unit_id, kind="term", object_id=term.pk, facts=facts)
    return term


def _known(term: CommitteeTerm, label: str, size: int, until: date | None) -> CommitteeTerm:
    if (term.label, term.size) == (label, size) and until in (None, term.during.upper):
        return term
    raise Refused(
        "Ngày này đã ghi nhiệm kỳ %(label)s với %(size)s cấp ủy viên; nhiệm kỳ ấy được giữ nguyên.",
        label=term.label,
        size=term.size,
    )
