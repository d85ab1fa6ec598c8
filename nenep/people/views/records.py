"""A person's record: particulars, card, badge, recognition, village, leaving."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.kernel import clock
from nenep.people.actions.badges import award_badge
from nenep.people.actions.leaving import end_membership
from nenep.people.actions.particulars import Particulars, change_card, correct_person
from nenep.people.actions.recognise import recognise_member
from nenep.people.actions.residence import set_residence
from nenep.people.forms.persons import (
    BadgeForm,
    CardForm,
    LeavingForm,
    ParticularsForm,
    RecognitionForm,
    VillageForm,
)
from nenep.people.models import Person
from nenep.people.pages.acts import act_answer
from nenep.people.pages.records import (
    badge_marks,
    recognition_day,
    record_page,
    typed_particulars,
    villages_of,
)
from nenep.people.policies import person_for

DRAWN = ("GET", "POST")


@require_http_methods(DRAWN)
def person_particulars(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Correct what is known."""
    person = _managed(request, person_id)
    form = ParticularsForm(request.POST or None, initial=typed_particulars(person))

    def run() -> object:
        wanted = Particulars(**form.cleaned_data)
        return correct_person(actor=request.actor, person_id=person_id, wanted=wanted)

    page = record_page(person, _("Sửa thông tin"), _("Lưu"))
    return act_answer(request, person.kept_by_id, form, run, page, said=_("Đã sửa thông tin."))


@require_http_methods(DRAWN)
def card_change(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """A new card number."""
    person = _managed(request, person_id)
    form = CardForm(request.POST or None, initial={"on": clock.today()})

    def run() -> object:
        return change_card(actor=request.actor, person_id=person_id, **form.cleaned_data)

    lead = _("Số thẻ cũ vẫn được giữ để tìm thấy trong các danh sách trước đây.")
    page = record_page(person, _("Đổi số thẻ"), _("Lưu số thẻ mới"), lead=lead)
    return act_answer(request, person.kept_by_id, form, run, page, said=_("Đã đổi số thẻ."))


@require_http_methods(DRAWN)
def badge_new(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """A badge was given."""
    person, today = _managed(request, person_id), clock.today()
    marks, basis = badge_marks(today)
    form = BadgeForm(marks, request.POST or None)

    def run() -> object:
        return award_badge(actor=request.actor, person_id=person_id, **form.cleaned_data)

    page = record_page(person, _("Ghi Huy hiệu Đảng"), _("Ghi"), bases=[basis] if basis else ())
    return act_answer(request, person.kept_by_id, form, run, page, said=_("Đã ghi Huy hiệu."))


@require_http_methods(DRAWN)
def recognition(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """A probationary member becomes official."""
    person = _managed(request, person_id)
    full_on, basis = recognition_day(person, clock.today())
    form = RecognitionForm(request.POST or None, initial={"on": full_on})

    def run() -> object:
        return recognise_member(actor=request.actor, person_id=person_id, **form.cleaned_data)

    bases = [basis] if basis else ()
    page = record_page(person, _("Công nhận chính thức"), _("Ghi công nhận"), bases=bases)
    said = _("Đã ghi công nhận chính thức.")
    return act_answer(request, person.kept_by_id, form, run, page, said=said)


@require_http_methods(DRAWN)
def leaving(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """A membership ended."""
    person = _managed(request, person_id)
    form = LeavingForm(request.POST or None, initial={"on": clock.today()})

    def run() -> object:
        return end_membership(actor=request.actor, person_id=person_id, **form.cleaned_data)

    lead = _("Chỉ ghi khi đã có quyết định. Lịch sử sinh hoạt được giữ nguyên.")
    page = record_page(person, _("Ghi thôi là đảng viên"), _("Ghi"), lead=lead, danger=True)
    return act_answer(request, person.kept_by_id, form, run, page, said=_("Đã ghi."))


@require_http_methods(DRAWN)
def person_residence(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """In which of the cell's villages the member lives."""
    person = person_for(request.actor, person_id, to=Capability.RECORD_STATES)
    today = clock.today()
    form = VillageForm(
        villages_of(person.kept_by_id, today), request.POST or None, initial={"on": today}
    )

    def run() -> object:
        said = form.cleaned_data
        return set_residence(
            actor=request.actor, person_id=person_id, locality_id=said["locality"], on=said["on"]
        )

    lead = _("Chỉ ghi tên thôn, làng, tổ dân phố; không ghi địa chỉ.")
    page = record_page(person, _("Ghi nơi ở"), _("Ghi"), lead=lead)
    return act_answer(request, person.kept_by_id, form, run, page, said=_("Đã ghi nơi ở."))


def _managed(request: ActorRequest, person_id: UUID) -> Person:
    return person_for(request.actor, person_id, to=Capability.MANAGE_MEMBERS)
