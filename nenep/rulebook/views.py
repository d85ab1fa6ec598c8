"""The rules in force for everybody, and a unit's own rules for its office."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import acted_once
from nenep.kernel import clock
from nenep.kernel.errors import Conflict
from nenep.rulebook.actions.load import load_override
from nenep.rulebook.forms import DayForm, RulesForm
from nenep.rulebook.pages import own_rules_page, preview_of, rules_page
from nenep.rulebook.policies import branch_for
from nenep.rulebook.queries import unit_path, with_file
from nenep.rulebook.rules.differences import differences
from nenep.rulebook.rules.reading import BrokenFile
from nenep.ui.errors import sentence
from nenep.ui.reply import reply


@require_GET
def rules(request: ActorRequest) -> HttpResponse:
    """Every value in force on a day, with its citation and its history."""
    today = clock.today()
    form = DayForm(request.GET if "on" in request.GET else {"on": f"{today:%d/%m/%Y}"})
    valid = form.is_valid()
    on = form.cleaned_data["on"] if valid else today
    status = HTTPStatus.OK if valid else HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"page": rules_page(request.actor, on, form)}
    return reply(request, "rulebook/rules.html", context, status=status)


@require_http_methods(["GET", "POST"])
def unit_rules(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """What the unit has set; a file sent is checked and shown, never published at once."""
    branch_for(request.actor, unit_id, to=Capability.SET_RULES)
    form = RulesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _checked(request, unit_id, form)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return reply(
        request, "rulebook/own.html", {"page": own_rules_page(unit_id, form)}, status=status
    )


@require_POST
def rules_publication(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """What was shown is published."""
    branch_for(request.actor, unit_id, to=Capability.SET_RULES)
    form = RulesForm(request.POST)
    if not form.is_valid():
        return HttpResponseRedirect(reverse("unit-rules", args=[unit_id]))
    content, name = form.cleaned_data["content"], request.POST.get("name", "")[:120]
    try:
        acted_once(
            request,
            unit_id,
            lambda: load_override(actor=request.actor, unit_id=unit_id, content=content, file=name),
        )
    except (BrokenFile, Conflict) as refusal:
        form.add_error("content", sentence(refusal))
        context = {"page": own_rules_page(unit_id, form)}
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return reply(request, "rulebook/own.html", context, status=status)
    messages.success(request, _("Đã công bố quy định riêng của đơn vị."))
    return HttpResponseRedirect(reverse("unit-rules", args=[unit_id]))


def _checked(request: ActorRequest, unit_id: UUID, form: RulesForm) -> HttpResponse:
    content, name = form.cleaned_data["content"], form.cleaned_data["name"]
    try:
        now, then = with_file(unit_id, content, name)
    except BrokenFile as broken:
        page = own_rules_page(unit_id, form, broken=broken)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return reply(request, "rulebook/own.html", {"page": page}, status=status)
    found = differences(now, then, unit_path(str(unit_id)))
    preview = preview_of(found, content=content, name=name, today=clock.today())
    return reply(
        request, "rulebook/own.html", {"page": own_rules_page(unit_id, form, preview=preview)}
    )
