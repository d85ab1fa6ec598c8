"""The one door through which many people's data leaves as a file: bounded, written down, marked."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.conf import settings

from nenep.access.rules import Actor
from nenep.journal.actions.record import Fact, record
from nenep.journal.models import Entry
from nenep.kernel import clock
from nenep.kernel.errors import Refused
from nenep.ui.formats import vn_moment

EXPORTS = ("members.exported", "residence.exported")
"""Counted together; the index ``journal_of_exports`` names the same verbs."""


def take_out(
    actor: Actor,
    verb: str,
    *,
    unit_id: UUID,
    on: date,
    facts: Mapping[str, Fact],
    object_id: UUID | None = None,
) -> str:
    """Journals ``verb`` with how many, never who; returns the line that the file must carry: who
    took it, and when. The caller has passed its own door. Two queries.

    Raises:
        Refused: too many such files today, of whatever kind.
    """
    _must_not_take_too_many(actor, on)
    at = clock.now()
    record(
        actor,
        verb,
        unit_id=unit_id,
        kind="unit",
        object_id=object_id or unit_id,
        facts=facts,
        at=at,
    )
    who = actor.name if actor.system else f"Đồng chí {actor.name}"
    return f"{who} tải về lúc {vn_moment(at)}. Chỉ dùng cho công tác đảng; xóa tệp khi dùng xong."


def _must_not_take_too_many(actor: Actor, on: date) -> None:
    """A copied cookie must not empty the registers file by file; an office's day needs a few."""
    if actor.account_id is None:
        return
    today = Entry.objects.filter(verb__in=EXPORTS, account_id=actor.account_id)
    taken = today.filter(at__gte=clock.at(on, 0)).count()
    if taken >= settings.EXPORTS_A_DAY:
        raise Refused(
            "Hôm nay đồng chí đã tải %(taken)s danh sách, sổ, đủ số cho một ngày; chưa có tệp nào "
            "được lập. Nếu cần thêm, đồng chí báo người quản trị hệ thống.",
            taken=taken,
        )
