"""The forms about states in words: what is known, and on what ground."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from nenep.people.models import Person, State
from nenep.people.pages.acts import ActPage
from nenep.people.rules.expiring import STATE_NAMES
from nenep.people.rules.limits import provisions_of
from nenep.rulebook.queries import rules_in_force
from nenep.ui.formats import vn_date
from nenep.ui.shapes import Pair

LIMITED = {"temporary_exemption": "member.exemption", "away": "member.temporary_transfer"}


def provision_on(kind: str, since: date, *, study: bool) -> str:
    """The provision for that choice by the rules of the day it begins on; "" if none is known."""
    ruling = rules_in_force().find("member.state_provisions", on=since)
    offered = provisions_of(kind, ruling)
    return next((one.text for one in offered if one.study == study), "")


def new_page(person: Person, today: date) -> ActPage:
    """A state begins. The ground of an exemption has no box anywhere."""
    return ActPage(
        title=_("Ghi miễn sinh hoạt, vắng mặt"),
        whose=person.full_name,
        button=_("Ghi"),
        back=reverse("person", args=[person.pk]),
        lead=_(
            "Chỉ ghi tình trạng và thời gian theo nghị quyết của chi bộ. "
            "Không ghi bệnh tình hay hoàn cảnh gia đình ở bất cứ ô nào."
        ),
        bases=bases_of(tuple(LIMITED.values()), today),
    )


def renewal_page(state: State, today: date) -> ActPage:
    """It goes on."""
    names = (LIMITED[state.kind],) if state.kind in LIMITED else ()
    return ActPage(
        title=_("Gia hạn"),
        whose=state.person.full_name,
        button=_("Gia hạn"),
        back=reverse("person", args=[state.person_id]),
        facts=_facts(state),
        bases=bases_of(names, today),
        other=(_("Đã trở lại sinh hoạt"), reverse("state-end", args=[state.pk])),
    )


def end_page(state: State, today: date, *, over: bool) -> ActPage:
    """The member is back."""
    lead = (
        _("Tình trạng này đã hết hạn và đồng chí ấy đã được tính là phải dự họp. Ghi để thôi nhắc.")
        if over
        else _("Từ ngày trở lại, đồng chí ấy được tính là phải dự họp.")
    )
    return ActPage(
        title=_("Đã trở lại sinh hoạt"),
        whose=state.person.full_name,
        button=_("Ghi đã trở lại"),
        back=reverse("person", args=[state.person_id]),
        lead=lead,
        facts=_facts(state),
    )


def first_days(state: State, today: date) -> dict[str, date | None]:
    """From the day after the last one; once that has passed, from today."""
    after = state.during.upper
    return {"on": None if after is None else max(after, today)}


def _facts(state: State) -> list[Pair]:
    last = state.during.upper and date.fromordinal(state.during.upper.toordinal() - 1)
    pairs = [
        Pair(_("Tình trạng"), STATE_NAMES[state.kind]),
        Pair(_("Từ ngày"), vn_date(state.during.lower)),
        Pair(_("Đến hết ngày"), vn_date(last) if last else _("không ghi ngày kết thúc")),
    ]
    if state.provision:
        pairs.append(Pair(_("Căn cứ đã ghi"), state.provision))
    return pairs


def bases_of(names: tuple[str, ...], today: date) -> list[str]:
    """The citations of these rules, as far as they are known on that day."""
    rules = rules_in_force()
    rulings = [rules.find(name, on=today) for name in names]
    return [str(ruling.citation) for ruling in rulings if ruling is not None]
