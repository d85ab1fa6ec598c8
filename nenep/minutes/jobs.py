"""Books are bound in the background, in the reach of whoever ordered them, and kept for a week."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app as queue

from nenep.access.rules import Actor
from nenep.access.scope import enter_account, system_scope
from nenep.documents.queries import Binding
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden, NenepError
from nenep.minutes.actions.order_book import JOB
from nenep.minutes.books import Bundle, bundle_of, finish, must_be_bindable
from nenep.minutes.models import Book

KEPT_FOR = timedelta(days=7)
Made = TypeVar("Made")


@queue.task(name=JOB)
def bind_book(*, book_id: str, account_id: str) -> None:
    """Bind it, or say why not. Each batch of papers is a transaction of its own, so that the page
    tells how far it is and none stays open for long."""
    book, account = UUID(book_id), UUID(account_id)
    try:
        _bind(book, account)
    except NenepError as refusal:
        _told(book, account, failure=str(refusal))
    except Exception:
        _told(book, account, failure="Chương trình gặp lỗi khi đóng sổ. Chưa có tệp nào.")
        raise


# The schedule counts in UTC: a quarter past one in the night in Vietnam.
@queue.periodic(cron="15 18 * * *")
@queue.task(name="minutes.put_books_away", queueing_lock="minutes.put_books_away")
def put_books_away(timestamp: int = 0) -> None:
    """A book can always be bound again; a copy of so many names is not kept for nothing."""
    del timestamp
    with system_scope("dọn sổ đã đóng"):
        Book.objects.filter(ordered_at__lt=clock.now() - KEPT_FOR).delete()


def _bind(book: UUID, account: UUID) -> None:
    bundle = _in_reach(account, lambda actor: _bundle(actor, book))
    binding, done = Binding(), 0
    for batch in bundle.batches:
        _in_reach(account, partial(_add, binding, batch))
        done += len(batch)
        _told(book, account, papers_done=done)
    content = _in_reach(account, lambda _: finish(bundle, binding))
    _told(book, account, content=content, bound_at=clock.now())


def _add(binding: Binding, batch: Sequence[UUID], actor: Actor) -> None:
    """Set the next papers in the reach of ``actor``."""
    del actor
    binding.add(batch)


def _bundle(actor: Actor, book_id: UUID) -> Bundle:
    """As it is now: a paper corrected since the order is bound corrected."""
    book = Book.objects.defer("content").get(pk=book_id)
    bundle = bundle_of(actor, book.unit_id, book.year)
    must_be_bindable(bundle)
    book.mark, book.papers_total = bundle.mark, len(bundle.papers)
    book.save(update_fields=["mark", "papers_total"])
    return bundle


def _told(book: UUID, account: UUID, **said: object) -> None:
    _in_reach(account, lambda _: Book.objects.filter(pk=book).update(**said))


def _in_reach(account: UUID, act: Callable[[Actor], Made]) -> Made:
    with transaction.atomic():
        actor = enter_account(account, using="default")
        if actor is None:
            raise Forbidden("Tài khoản đã đặt đóng sổ không còn dùng được.")
        return act(actor)
