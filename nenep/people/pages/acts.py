"""One page for every form about a person: what is asked, on what ground, where one goes next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect

from nenep.access.requests import ActorRequest
from nenep.journal.once_only import accepted
from nenep.ui.reply import reply
from nenep.ui.shapes import Pair


@dataclass(frozen=True)
class ActPage:
    """Everything ``people/act.html`` reads beside the form. ``facts`` is what is known already,
    ``bases`` the provisions, ``other`` a second way out (label, address)."""

    title: str
    whose: str
    button: str
    back: str
    lead: str = ""
    facts: Sequence[Pair] = ()
    bases: Sequence[str] = ()
    other: tuple[str, str] | None = None
    danger: bool = False
    of_unit: bool = False
    """``whose`` names a unit, not a person."""


def act_answer(
    request: ActorRequest,
    unit_id: UUID,
    form: Form,
    run: Callable[[], object],
    page: ActPage,
    *,
    said: str,
) -> HttpResponse:
    """The form, or, once it is accepted, the page one came from. Errors stand in the form with all
    that was typed (422); a second press of the same form acts no second time."""
    if request.method == "POST" and accepted(request, unit_id, form, run, said=said):
        return HttpResponseRedirect(page.back)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return reply(request, "people/act.html", {"form": form, "page": page}, status=status)
