"""The ward office's way in for a list: upload → columns → dry run → entry → result."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.imports.actions.correct_mapping import choose_sheet, correct_mapping
from nenep.imports.actions.remove_list import remove_list
from nenep.imports.actions.run_import import run_import
from nenep.imports.actions.start_import import start_import
from nenep.imports.actions.upload_list import upload_list
from nenep.imports.forms import EntryForm, MappingForm, SheetForm, UploadForm
from nenep.imports.models import ImportRun, Purpose, Stage
from nenep.imports.pages import (
    dry_run_page,
    lists_page,
    managed_units,
    mapping_page,
    unit_name,
    units_page,
)
from nenep.imports.policies import run_for
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden, Invalid
from nenep.ui.errors import sentence
from nenep.ui.reply import reply

# Longer lists go to the background: a page should answer within a few seconds.
ENTERED_AT_ONCE = 1_000


@require_http_methods(["GET", "POST"])
def imports(request: ActorRequest) -> HttpResponse:
    """Send a list; below it the lists sent before."""
    today = clock.today()
    units = managed_units(request.actor, today)
    if not units:
        raise Forbidden("Trang này dành cho văn phòng đảng ủy quản lý danh sách đảng viên.")
    form = UploadForm(units, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = _uploaded(request, form)
        if run is not None:
            return _to(run)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "lists": lists_page(request.actor, today)}
    return reply(request, "imports/imports.html", context, status=status)


@require_GET
def import_run(request: ActorRequest, run_id: UUID) -> HttpResponse:
    """Where the list stands: its dry run, its progress, or its result."""
    run = _run(request, run_id)
    if run.stage == Stage.ASKING:
        return HttpResponseRedirect(reverse("import-mapping", args=[run.id]))
    if run.stage in {Stage.READY, Stage.FAILED}:
        return _dry_run(request, run)
    context = {"run": run, "unit": unit_name(run.unit_id, clock.today())}
    return reply(request, "imports/result.html", context)


@require_http_methods(["GET", "POST"])
def import_mapping(request: ActorRequest, run_id: UUID) -> HttpResponse:
    """Which column is which, to be confirmed or corrected."""
    run = _run(request, run_id)
    if not run.open or run.purpose == Purpose.UNITS:
        return _to(run)
    page = mapping_page(run, clock.today())
    form = MappingForm(page, request.POST or None)
    if request.method == "POST" and form.is_valid() and _corrected(request, run, form):
        return _to(run)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    sheet_form = SheetForm(page.sheets, initial={"sheet": page.mapping.sheet})
    context = {"page": page, "form": form, "sheet_form": sheet_form}
    return reply(request, "imports/mapping.html", context, status=status)


@require_POST
def import_sheet(request: ActorRequest, run_id: UUID) -> HttpResponse:
    """Read another sheet of the file."""
    sheet = request.POST.get("sheet", "")
    run = choose_sheet(actor=request.actor, run_id=run_id, sheet=sheet, on=clock.today())
    return HttpResponseRedirect(reverse("import-mapping", args=[run.id]))


@require_POST
def import_entry(request: ActorRequest, run_id: UUID) -> HttpResponse:
    """Enter all importable rows, or the ticked ones."""
    run = _run(request, run_id)
    form = EntryForm(request.POST)
    if not form.is_valid():
        return _dry_run(request, run, form)
    rows, today = form.row_numbers(), clock.today()
    enter = run_import if run.rows_total <= ENTERED_AT_ONCE else start_import
    enter(actor=request.actor, run_id=run_id, on=today, rows=rows)
    return _to(run)


@require_GET
def import_progress(request: ActorRequest, run_id: UUID) -> HttpResponse:
    """How far a list in the background has come; when it is done, the whole page."""
    run = _run(request, run_id)
    if run.stage == Stage.RUNNING:
        return reply(request, "imports/_progress.html", {"run": run})
    address = reverse("import", args=[run.id])
    if request.headers.get("HX-Request"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


@require_POST
def import_removal(request: ActorRequest, run_id: UUID) -> HttpResponse:
    """Throw the list away."""
    remove_list(actor=request.actor, run_id=run_id)
    return HttpResponseRedirect(reverse("imports"))


def _run(request: ActorRequest, run_id: UUID) -> ImportRun:
    return run_for(request.actor, run_id, to=Capability.MANAGE_MEMBERS)


def _to(run: ImportRun) -> HttpResponse:
    return HttpResponseRedirect(reverse("import", args=[run.id]))


def _uploaded(request: ActorRequest, form: UploadForm) -> ImportRun | None:
    """The list kept, or None with the reason beside its box."""
    file = form.cleaned_data["file"]
    try:
        return upload_list(
            actor=request.actor,
            unit_id=UUID(form.cleaned_data["unit"]),
            file_name=file.name,
            content=file.read(),
            on=clock.today(),
            purpose=form.purpose_said(),
        )
    except Invalid as fault:
        form.add_error("file", sentence(fault))
        return None


def _corrected(request: ActorRequest, run: ImportRun, form: MappingForm) -> bool:
    try:
        correct_mapping(actor=request.actor, run_id=run.id, correction=form.correction())
    except Invalid as fault:
        form.add_error(None, sentence(fault))
        return False
    return True


def _dry_run(request: ActorRequest, run: ImportRun, form: EntryForm | None = None) -> HttpResponse:
    asked = request.GET
    after = asked.get("after", "0")
    draw = units_page if run.purpose == Purpose.UNITS else dry_run_page
    page = draw(
        run,
        clock.today(),
        verdict=asked.get("verdict", ""),
        after=int(after) if after.isdecimal() and len(after) < 9 else 0,
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return reply(request, "imports/dry_run.html", {"page": page, "form": form}, status=status)
