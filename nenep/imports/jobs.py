"""Long lists are entered in the background, in the reach of whoever sent them."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db import connections, transaction
from procrastinate.contrib.django import app as queue

from nenep.access.rules import Actor
from nenep.access.scope import enter_account
from nenep.imports.actions.fail_import import fail_import
from nenep.imports.actions.run_import import run_import
from nenep.imports.actions.start_import import JOB
from nenep.imports.models import ImportRun
from nenep.kernel.errors import Forbidden, NenepError

PROGRESS_EVERY = 200
# The import is one transaction, unseen until it ends: progress is told on another connection.
BESIDE = "worker"


@queue.task(name=JOB)
def enter_list(*, run_id: str, account_id: str, on: str, rows: list[int] | None) -> None:
    """Enter the list, or say why not. A fault of the program is told and then raised."""
    run, account, day = UUID(run_id), UUID(account_id), date.fromisoformat(on)
    try:
        with transaction.atomic():
            actor = _enter(account, "default")
            run_import(
                actor=actor, run_id=run, on=day, rows=rows, progress=_told_beside(run, account)
            )
    except NenepError as refusal:
        _fail(run, account, str(refusal))
    except Exception:
        _fail(run, account, "Chương trình gặp lỗi khi nhập. Chưa có dòng nào được nhập.")
        raise
    finally:
        connections[BESIDE].close()


def _enter(account: UUID, using: str) -> Actor:
    actor = enter_account(account, using=using)
    if actor is None:
        raise Forbidden("Tài khoản đã gửi danh sách này không còn dùng được.")
    return actor


def _fail(run: UUID, account: UUID, failure: str) -> None:
    with transaction.atomic():
        fail_import(actor=_enter(account, "default"), run_id=run, failure=failure)


def _told_beside(run: UUID, account: UUID) -> Callable[[int], None]:
    def tell(done: int) -> None:
        if done % PROGRESS_EVERY == 0:
            with transaction.atomic(using=BESIDE):
                _enter(account, BESIDE)
                ImportRun.objects.using(BESIDE).filter(pk=run).update(rows_done=done)

    return tell
