"""A form pressed twice acts once: from a page's POST to a receipt of the journal."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.forms import Form
from django.utils.translation import gettext as _

from nenep.access.requests import ActorRequest
from nenep.journal.actions.once import once
from nenep.journal.models import Receipt
from nenep.kernel import ids
from nenep.kernel.errors import Invalid, Refused
from nenep.ui.errors import sentence
from nenep.ui.forms import add_errors

COMMAND = "command"
_NOT_SAID = frozenset({COMMAND, "csrfmiddlewaretoken"})


def acted_once(request: ActorRequest, unit_id: UUID, run: Callable[[], object]) -> None:
    """Run the form's command, or do nothing when this very form was acted on before.

    Whatever ``run`` raises leaves no receipt, so that the mended form may be sent again.
    """
    command_id = _command_id(request)

    def told() -> Mapping[str, str]:
        run()
        return {}

    try:
        with transaction.atomic():
            once(
                actor=request.actor,
                command_id=command_id,
                unit_id=unit_id,
                payload=_payload(request),
                run=told,
            )
    except IntegrityError:
        # The twin of this press was a moment faster: its receipt stands, our writing is undone.
        if not Receipt.objects.filter(pk=command_id).exists():
            raise


def accepted(
    request: ActorRequest, unit_id: UUID, form: Form, run: Callable[[], object], *, said: str = ""
) -> bool:
    """Was the form valid and its command carried out? Otherwise its errors stand on the form.

    ``said`` is the message shown on the next page; only who or what is missing (404), forbidden
    (403) and two texts in conflict (409) leave as errors.
    """
    if not form.is_valid():
        return False
    try:
        acted_once(request, unit_id, run)
    except (Invalid, Refused) as refusal:
        field = refusal.field if isinstance(refusal, Invalid) else ""
        add_errors(form, [(field, sentence(refusal))])
        return False
    messages.success(request, said or _("Đã ghi."))
    return True


def pressed(
    request: ActorRequest, unit_id: UUID, run: Callable[[], object], *, said: str = ""
) -> bool:
    """A button without boxes: what is refused is told on the page one comes back to."""
    try:
        acted_once(request, unit_id, run)
    except (Invalid, Refused) as refusal:
        messages.error(request, sentence(refusal))
        return False
    if said:
        messages.success(request, said)
    return True


def _command_id(request: ActorRequest) -> UUID:
    try:
        return UUID(request.POST.get(COMMAND, ""))
    except ValueError:
        return ids.random_id()


def _payload(request: ActorRequest) -> Mapping[str, str]:
    said = {name: "\n".join(request.POST.getlist(name)) for name in request.POST}
    return {name: text for name, text in said.items() if name not in _NOT_SAID} | {
        "address": request.path
    }
