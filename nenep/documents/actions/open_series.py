"""Beginning in the middle of a term: the numbers the unit's own book had already reached."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.documents.models import NumberSeries
from nenep.journal.actions.record import record
from nenep.kernel.errors import Invalid, Refused


@transaction.atomic
def open_series(
    *, actor: Actor, unit_id: UUID, type_code: str, term_from: date, next_number: int
) -> NumberSeries:
    """Let the series go on from ``next_number``. Doing it twice changes nothing.

    Journals ``series.opened``.

    Raises:
        Forbidden: the actor does not finalise papers there.
        Invalid: a number below 1.
        Refused: numbers were already given in this series.
    """
    must_hold(actor, Capability.FINALISE_PAPERS, unit_id)
    if next_number < 1:
        raise Invalid("Số văn bản bắt đầu từ 1.", field="next_number")
    series, is_new = NumberSeries.objects.get_or_create(
        unit_id=unit_id,
        type_code=type_code,
        term_from=term_from,
        defaults={"next_number": next_number},
    )
    if not is_new:
        if series.next_number != next_number:
            raise Refused(
                "Loại văn bản này đã có số trong nhiệm kỳ; số tiếp theo là %(next)d và được giữ "
                "nguyên.",
                next=series.next_number,
            )
        return series
    record(
        actor,
        "series.opened",
        unit_id=unit_id,
        kind="number_series",
        object_id=series.id,
        facts={"type": type_code, "term_from": term_from.isoformat(), "next": next_number},
    )
    return series
