"""The yearly bound book: ordered, watched while it is bound, fetched."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nenep.access.requests import ActorRequest
from nenep.journal.once_only import pressed
from nenep.minutes.actions.order_book import order_book
from nenep.minutes.books import book_page
from nenep.minutes.models import Book
from nenep.minutes.views.files import paper_file
from nenep.ui.reply import reply


@require_http_methods(["GET", "POST"])
def book(request: ActorRequest, unit_id: UUID, year: int) -> HttpResponse:
    """Where the book of that year stands; pressed, it is ordered."""
    page = book_page(request.actor, unit_id, year)
    if request.method == "POST":
        pressed(
            request, unit_id, lambda: order_book(actor=request.actor, unit_id=unit_id, year=year)
        )
        return HttpResponseRedirect(reverse("book", args=[unit_id, year]))
    return reply(request, "minutes/book.html", {"page": page})


@require_GET
def book_progress(request: ActorRequest, unit_id: UUID, year: int) -> HttpResponse:
    """How far the book has come; when it is bound, the whole page."""
    page = book_page(request.actor, unit_id, year)
    if page.book is not None and page.book.being_bound:
        return reply(request, "minutes/_binding.html", {"page": page})
    address = reverse("book", args=[unit_id, year])
    if request.headers.get("HX-Request"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


@require_GET
def bound_book(request: ActorRequest, unit_id: UUID, year: int) -> HttpResponse:
    """The year's minutes and resolutions as one PDF, once they are bound."""
    page = book_page(request.actor, unit_id, year)
    if page.book is None or not page.book.bound:
        messages.info(request, _("Sổ năm này chưa đóng xong."))
        return HttpResponseRedirect(reverse("book", args=[unit_id, year]))
    content = Book.objects.values_list("content", flat=True).get(pk=page.book.pk)
    return paper_file(bytes(content or b""), "pdf", page.bundle.file_name.removesuffix(".pdf"))
