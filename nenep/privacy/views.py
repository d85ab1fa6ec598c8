"""Consents and corrections by the member or on the member's behalf; what is due to be forgotten."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden
from nenep.people.models import Person
from nenep.people.policies import person_for
from nenep.privacy.actions.consent import give_consent, withdraw_consent
from nenep.privacy.actions.correction import answer_correction, ask_correction
from nenep.privacy.actions.order_erasure import order_erasure
from nenep.privacy.forms import AnswerForm, ConsentForm, CorrectionForm, WithdrawalForm
from nenep.privacy.pages import (
    ActPage,
    consent_page,
    order_page,
    requests_page,
    retention_page,
)
from nenep.privacy.policies import correction_for, due_record_for, own_record_for
from nenep.privacy.rules.corrections import AREA_NAMES, Area
from nenep.ui.forms import NeatForm
from nenep.ui.reply import reply

DRAWN = ("GET", "POST")


@require_http_methods(DRAWN)
def own_consents(request: ActorRequest) -> HttpResponse:
    """What I agreed to, and one more."""
    return _consents(request, own_record_for(request.actor))


@require_POST
def own_consent_withdrawal(request: ActorRequest) -> HttpResponse:
    """I take one back."""
    return _withdrawal(request, own_record_for(request.actor))


@require_http_methods(DRAWN)
def own_correction(request: ActorRequest) -> HttpResponse:
    """Something kept about me is wrong."""
    return _correction(request, own_record_for(request.actor), reverse("own-stored"))


@require_http_methods(DRAWN)
def person_consents(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """What a member agreed to on a signed sheet."""
    return _consents(request, _on_behalf(request, person_id))


@require_POST
def person_consent_withdrawal(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """A member took one back on a signed sheet."""
    return _withdrawal(request, _on_behalf(request, person_id))


@require_http_methods(DRAWN)
def person_correction(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """A member told the cell that something is wrong."""
    person = _on_behalf(request, person_id)
    return _correction(request, person, reverse("person", args=[person_id]))


@require_GET
def corrections(request: ActorRequest) -> HttpResponse:
    """Requests to the office, those waiting first."""
    _must_manage(request)
    page = requests_page(request.actor, clock.today())
    return reply(request, "privacy/corrections.html", {"page": page})


@require_http_methods(DRAWN)
def correction_answer(request: ActorRequest, request_id: UUID) -> HttpResponse:
    """The office has corrected it, or says why not."""
    asked = correction_for(request.actor, request_id, to=Capability.MANAGE_MEMBERS)
    form = AnswerForm(request.POST or None)

    def run() -> object:
        return answer_correction(
            actor=request.actor,
            request_id=request_id,
            outcome=form.answer,
            reason=form.cleaned_data["reason"],
            on=clock.today(),
        )

    page = ActPage(
        title=AREA_NAMES[Area(asked.area)],
        whose=asked.person.full_name,
        button=_("Gửi trả lời"),
        back=reverse("corrections"),
        lead=_("Sửa ở trang của đảng viên trước, rồi trả lời ở đây."),
        quote=asked.text,
    )
    return _act(request, asked.unit_id, form, run, page, said=_("Đã trả lời đảng viên."))


@require_GET
def retention(request: ActorRequest) -> HttpResponse:
    """What has been kept long enough, and how long each kind is kept."""
    _must_manage(request)
    page = retention_page(request.actor, clock.today())
    return reply(request, "privacy/retention.html", {"page": page})


@require_http_methods(DRAWN)
def erasure_order(request: ActorRequest, due_id: UUID) -> HttpResponse:
    """The office orders it; the worker carries it out within minutes."""
    due = due_record_for(request.actor, due_id)
    form = NeatForm(request.POST if request.method == "POST" else None)

    def run() -> object:
        return order_erasure(actor=request.actor, due_id=due_id, on=clock.today())

    said = _("Đã ghi quyết định; hệ thống xóa trong vài phút.")
    return _act(request, due.unit_id, form, run, order_page(due), said=said)


def _must_manage(request: ActorRequest) -> None:
    if not request.actor.holds(Capability.MANAGE_MEMBERS):
        raise Forbidden("Trang này dành cho văn phòng đảng ủy quản lý danh sách đảng viên.")


def _on_behalf(request: ActorRequest, person_id: UUID) -> Person:
    return person_for(request.actor, person_id, to=Capability.RECORD_STATES)


def _consents(request: ActorRequest, person: Person) -> HttpResponse:
    actor, today, own = request.actor, clock.today(), person.pk == request.actor.person_id
    form = ConsentForm(_kind(request), request.POST or None, from_paper=not own, today=today)

    def run() -> object:
        agreed = form.cleaned_data["agree"]
        return give_consent(
            actor=actor, person_id=person.pk, kind=form.purpose, agreed=agreed, on=form.day
        )

    return _consent_answer(request, person, form, run, said=_("Đã ghi sự đồng ý."))


def _withdrawal(request: ActorRequest, person: Person) -> HttpResponse:
    actor, today, own = request.actor, clock.today(), person.pk == request.actor.person_id
    form = WithdrawalForm(_kind(request), request.POST, from_paper=not own, today=today)

    def run() -> object:
        return withdraw_consent(actor=actor, person_id=person.pk, kind=form.purpose, on=form.day)

    return _consent_answer(request, person, form, run, said=_("Đã ghi việc rút lại."))


def _kind(request: ActorRequest) -> str:
    return request.POST.get("kind", "")


def _consent_answer(
    request: ActorRequest,
    person: Person,
    form: ConsentForm | WithdrawalForm,
    run: Callable[[], object],
    *,
    said: str,
) -> HttpResponse:
    own = person.pk == request.actor.person_id
    if request.method == "POST" and accepted(request, person.kept_by_id, form, run, said=said):
        at = reverse("own-consents") if own else reverse("person-consents", args=[person.pk])
        return HttpResponseRedirect(at)
    bound = form if request.method == "POST" else None
    page = consent_page(person, clock.today(), own=own, bound=bound)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if bound else HTTPStatus.OK
    return reply(request, "privacy/consents.html", {"page": page}, status=status)


def _correction(request: ActorRequest, person: Person, back: str) -> HttpResponse:
    form = CorrectionForm(request.POST or None)

    def run() -> object:
        return ask_correction(
            actor=request.actor,
            person_id=person.pk,
            area=form.about,
            text=form.cleaned_data["text"],
            on=clock.today(),
        )

    page = ActPage(
        title=_("Yêu cầu đính chính thông tin"),
        whose=person.full_name,
        button=_("Gửi yêu cầu"),
        back=back,
        lead=_("Văn phòng Đảng ủy quản lý hồ sơ nhận yêu cầu, sửa hoặc trả lời lý do."),
    )
    return _act(request, person.kept_by_id, form, run, page, said=_("Đã gửi yêu cầu."))


def _act(
    request: ActorRequest,
    unit_id: UUID,
    form: NeatForm,
    run: Callable[[], object],
    page: ActPage,
    *,
    said: str,
) -> HttpResponse:
    """The form, or, once it is accepted, the page one came from; errors stand in it (422)."""
    if request.method == "POST" and accepted(request, unit_id, form, run, said=said):
        return HttpResponseRedirect(page.back)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return reply(request, "privacy/act.html", {"form": form, "page": page}, status=status)
