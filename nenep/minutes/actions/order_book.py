"""The book of a year is ordered; a job binds it."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app as queue

from nenep.access.rules import Actor
from nenep.journal.actions.record import record
from nenep.kernel import clock
from nenep.minutes.books import bundle_of, must_be_bindable
from nenep.minutes.models import Book

JOB = "minutes.bind_book"
# A worker that died leaves a book half bound; after this long it may be ordered again.
GIVEN_UP_AFTER = timedelta(minutes=10)


@transaction.atomic
def order_book(*, actor: Actor, unit_id: UUID, year: int) -> Book:
    """Mark it as being bound and queue the job, both or neither. A book that is being bound, or
    holds every paper in force, is not bound again. Journals ``book.ordered``.

    Raises:
        Absent, Forbidden: not a unit whose papers the actor reads.
        Refused: nothing was sealed that year, or more than one book holds.
    """
    bundle = bundle_of(actor, unit_id, year)
    must_be_bindable(bundle)
    now = clock.now()
    book, is_new = Book.objects.select_for_update().get_or_create(
        unit_id=unit_id, year=year, defaults={"papers_total": 0, "ordered_at": now}
    )
    waits = book.being_bound and now - book.ordered_at < GIVEN_UP_AFTER
    if not is_new and (waits or (book.bound and book.mark == bundle.mark)):
        return book
    book.mark, book.papers_total, book.papers_done = bundle.mark, len(bundle.papers), 0
    book.content, book.bound_at, book.failure = None, None, ""
    book.account_id, book.ordered_at = actor.account_id, now
    book.save()
    record(
        actor,
        "book.ordered",
        unit_id=unit_id,
        kind="book",
        object_id=book.pk,
        facts={"year": year, "papers": book.papers_total},
    )
    queue.configure_task(JOB).defer(book_id=str(book.pk), account_id=str(actor.account_id))
    return book
