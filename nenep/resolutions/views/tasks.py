"""The list of tasks, one task, and what is told of it."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nenep.access.policies import found
from nenep.access.requests import ActorRequest
from nenep.documents.queries import content_of
from nenep.journal.once_only import accepted, pressed
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden
from nenep.resolutions.actions.bring_evidence import bring_evidence, remove_evidence
from nenep.resolutions.actions.charge_cell import close_charge
from nenep.resolutions.actions.report_task import report_task
from nenep.resolutions.actions.review_task import review_task
from nenep.resolutions.forms import AnswerForm, ClosingForm, EvidenceForm, ReviewForm
from nenep.resolutions.models import Task
from nenep.resolutions.pages import TaskPage, task_page, tasks_page
from nenep.resolutions.policies import evidence_for, visible_to
from nenep.ui.downloads import download
from nenep.ui.forms import NeatForm
from nenep.ui.reply import reply


@require_GET
def tasks(request: ActorRequest) -> HttpResponse:
    """The cell's for its committee, one's own for a member, both directions for an office."""
    today = clock.today()
    context = {"page": tasks_page(request.actor, today), "today": today}
    return reply(request, "resolutions/tasks.html", context)


@require_GET
def task(request: ActorRequest, task_id: UUID) -> HttpResponse:
    """Who, what, by when, from which sentence, and everything that became of it."""
    return _drawn(request, found(visible_to(request.actor), task_id))


@require_POST
def task_report(request: ActorRequest, task_id: UUID) -> HttpResponse:
    """How it goes, by its owner, on the owner's behalf, or by either side of it."""
    row, page = _opened(request, task_id)
    if not page.speaks:
        raise Forbidden("Nhiệm vụ của người khác: đồng chí không báo cáo được.")
    behalf = page.speaks == "behalf"
    form: NeatForm
    if page.speaks == "side":
        form = AnswerForm(request.POST)
    else:
        form = EvidenceForm(request.POST, request.FILES)

    def run() -> None:
        evidence = form.evidence() if isinstance(form, EvidenceForm) else None
        told = form.report() if isinstance(form, EvidenceForm) else form.cleaned_data
        report = report_task(actor=request.actor, task_id=task_id, on_behalf=behalf, **told)
        if evidence:
            bring_evidence(actor=request.actor, report_id=report.pk, **evidence)

    return _answered(request, row, form, run, "report", said=_("Đã ghi báo cáo."))


@require_GET
def task_evidence(request: ActorRequest, task_id: UUID, file_id: UUID) -> HttpResponse:
    """A file beside a report."""
    file = evidence_for(request.actor, task_id, file_id)
    return download(content_of(file), content_type=file.content_type, name=file.name)


@require_POST
def task_evidence_removal(request: ActorRequest, task_id: UUID, file_id: UUID) -> HttpResponse:
    """Take a file away while the task is open."""
    file = evidence_for(request.actor, task_id, file_id)

    def run() -> None:
        remove_evidence(actor=request.actor, task_id=task_id, file_id=file_id)

    pressed(request, file.unit_id, run, said=_("Đã gỡ tệp."))
    return HttpResponseRedirect(reverse("task", args=[task_id]))


@require_POST
def task_review(request: ActorRequest, task_id: UUID) -> HttpResponse:
    """How the member, or the chi ủy, finds it was carried out."""
    row, page = _opened(request, task_id)
    if not page.reviews_as:
        raise Forbidden("Chỉ người thực hiện và chi ủy nhận xét nhiệm vụ.")
    form = ReviewForm(request.POST)

    def run() -> object:
        return review_task(
            actor=request.actor, task_id=task_id, level=page.reviews_as, **form.cleaned_data
        )

    return _answered(request, row, form, run, "review", said=_("Đã ghi nhận xét."))


@require_POST
def task_closing(request: ActorRequest, task_id: UUID) -> HttpResponse:
    """The committee that gave it closes it."""
    row, page = _opened(request, task_id)
    if not page.may_close:
        raise Forbidden("Chỉ cấp ủy đã giao khép được việc này.")
    form = ClosingForm(request.POST)

    def run() -> object:
        return close_charge(actor=request.actor, task_id=task_id, **form.cleaned_data)

    return _answered(request, row, form, run, "closing", said=_("Đã khép việc này."))


def _opened(request: ActorRequest, task_id: UUID) -> tuple[Task, TaskPage]:
    row = found(visible_to(request.actor), task_id)
    return row, task_page(request.actor, row, clock.today())


def _answered(
    request: ActorRequest,
    row: Task,
    form: NeatForm,
    run: Callable[[], object],
    name: str,
    *,
    said: str,
) -> HttpResponse:
    if accepted(request, row.unit_id, form, run, said=said):
        return HttpResponseRedirect(reverse("task", args=[row.pk]))
    return _drawn(request, row, **{name: form})


def _drawn(request: ActorRequest, row: Task, **typed: NeatForm) -> HttpResponse:
    today = clock.today()
    page = task_page(request.actor, row, today)
    first: NeatForm = (
        AnswerForm(initial={"on": today}, auto_id="report_%s")
        if page.speaks == "side"
        else EvidenceForm(initial={"on": today}, auto_id="report_%s")
    )
    forms = {
        "report": first,
        "review": ReviewForm(initial={"on": today}, auto_id="review_%s"),
        "closing": ClosingForm(initial={"on": today}, auto_id="closing_%s"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if typed else HTTPStatus.OK
    return reply(request, "resolutions/task.html", {"page": page, **forms, **typed}, status=status)
