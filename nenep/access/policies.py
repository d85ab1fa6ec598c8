"""Doors: the only way a view or an action reaches a record."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.kernel.errors import Absent, Forbidden


def must_hold(actor: Actor, capability: Capability, unit_id: UUID) -> None:
    """Refuse (403) somebody who may see the unit's things but not do this one."""
    if not may(actor, capability, unit_id):
        raise Forbidden("Đồng chí không có quyền thực hiện việc này ở đơn vị này.")


M = TypeVar("M", bound=Model)


def found(visible: QuerySet[M], record_id: UUID) -> M:
    """The record among the visible ones; what is not visible does not exist (404)."""
    record = visible.filter(pk=record_id).first()
    if record is None:
        raise Absent("Không tìm thấy nội dung này, hoặc đồng chí không được xem.")
    return record
