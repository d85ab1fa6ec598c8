"""Consents, requests and what is due, in words and shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nenep.access.rules import Actor
from nenep.people.models import Person, ResidenceLink
from nenep.privacy.forms import ConsentForm, WithdrawalForm
from nenep.privacy.models import Correction, DueRecord
from nenep.privacy.queries import (
    ConsentLine,
    RetentionRule,
    consents_of,
    correction_days,
    corrections_visible_to,
    due_records_for,
    retention_rules,
)
from nenep.privacy.rules.consents import Standing
from nenep.privacy.rules.corrections import AREA_NAMES, OUTCOME_NAMES, Area, Outcome, due_on
from nenep.privacy.rules.retention import CATEGORY_NAMES, COUNTED_FROM, LEAVES, Category
from nenep.structure.queries.units import units_on
from nenep.ui.formats import vn_date

STANDING_WORDS = {
    Standing.NONE: (gettext_noop("chưa đồng ý"), ""),
    Standing.GIVEN: (gettext_noop("đã đồng ý"), "good"),
    Standing.WITHDRAWN: (gettext_noop("đã rút lại"), "warn"),
}
SHOWN = 200


@dataclass(frozen=True)
class ConsentCard:
    """One purpose with the one form that fits its standing."""

    line: ConsentLine
    word: str
    tone: str
    history: str
    form: ConsentForm | WithdrawalForm
    withdraws: bool


@dataclass(frozen=True)
class ConsentPage:
    """Everything ``privacy/consents.html`` reads."""

    person: Person
    own: bool
    cards: Sequence[ConsentCard]
    gives: str
    withdraws: str
    back: str


@dataclass(frozen=True)
class ActPage:
    """Everything ``privacy/act.html`` reads beside the form."""

    title: str
    whose: str
    button: str
    back: str
    lead: str = ""
    quote: str = ""
    danger: bool = False


@dataclass(frozen=True)
class RequestLine:
    """One request. ``url`` leads to its answer for whoever may give it."""

    who: str
    cell_name: str
    area: str
    text: str
    when: str
    outcome: str
    tone: str
    reason: str
    url: str


@dataclass(frozen=True)
class RequestsPage:
    """Everything ``privacy/corrections.html`` reads."""

    waiting: Sequence[RequestLine]
    answered: Sequence[RequestLine]
    days: int | None


@dataclass(frozen=True)
class DueLine:
    """Something kept long enough."""

    who: str
    cell_name: str
    what: str
    since: str
    tag: str
    tone: str
    url: str


@dataclass(frozen=True)
class RuleLine:
    """How long one kind is kept, counted from when, and what is left afterwards."""

    name: str
    years: str
    leaves: str
    rule: RetentionRule


@dataclass(frozen=True)
class RetentionPage:
    """Everything ``privacy/retention.html`` reads."""

    due: Sequence[DueLine]
    done: Sequence[DueLine]
    rules: Sequence[RuleLine]


def consent_page(
    person: Person, on: date, *, own: bool, bound: ConsentForm | WithdrawalForm | None = None
) -> ConsentPage:
    """One query. ``bound``: the form that was sent back, in the place of the fresh one."""
    at = "own" if own else "person"
    args = [] if own else [person.pk]
    return ConsentPage(
        person=person,
        own=own,
        cards=[_card(line, on, own, bound) for line in consents_of(person.pk, on)],
        gives=reverse(f"{at}-consents", args=args),
        withdraws=reverse(f"{at}-consent-withdrawal", args=args),
        back=reverse("own-stored") if own else reverse("person", args=args),
    )


def _card(
    line: ConsentLine, on: date, own: bool, bound: ConsentForm | WithdrawalForm | None
) -> ConsentCard:
    withdraws = line.standing is Standing.GIVEN
    kind = line.wording.kind.value
    form = (WithdrawalForm if withdraws else ConsentForm)(kind, from_paper=not own, today=on)
    if bound is not None and bound.data.get("kind") == kind:
        form = bound
    word, tone = STANDING_WORDS[line.standing]
    return ConsentCard(line, _(word), tone, _history(line), form, withdraws)


def _history(line: ConsentLine) -> str:
    row = line.last
    if row is None:
        return ""
    paper = f" ({_('theo giấy')})" if row.given_from_paper else ""
    said = _("Đồng ý ngày %(on)s") % {"on": vn_date(row.given_on)} + paper
    if row.withdrawn_on is None:
        return said
    return said + "; " + _("rút lại ngày %(on)s") % {"on": vn_date(row.withdrawn_on)}


def requests_page(actor: Actor, on: date) -> RequestsPage:
    """Requests where the actor manages the members, the oldest waiting first; three queries."""
    rows = list(
        corrections_visible_to(actor)
        .select_related("person")
        .order_by("-answered_on", "asked_on", "id")[:SHOWN]
    )
    names, days = _cell_names(rows, on), correction_days(on)
    lines = [(row, _request(row, names.get(row.unit_id, ""), days, on)) for row in rows]
    return RequestsPage(
        waiting=[line for row, line in lines if row.answered_on is None],
        answered=[line for row, line in lines if row.answered_on is not None],
        days=days,
    )


def _request(row: Correction, cell_name: str, days: int | None, on: date) -> RequestLine:
    last = due_on(row.asked_on, days)
    waiting = row.answered_on is None
    if not waiting:
        outcome = OUTCOME_NAMES[Outcome(row.outcome)].lower()
        when = vn_date(row.answered_on)
        tone = "good" if row.outcome == Outcome.CORRECTED else "warn"
    else:
        late = last is not None and last < on
        outcome = _("quá hạn trả lời") if late else _("chờ trả lời")
        tone = "bad" if late else "warn"
        when = _waited(row, last, on)
    return RequestLine(
        who=row.person.full_name,
        cell_name=cell_name,
        area=AREA_NAMES[Area(row.area)],
        text=row.text,
        when=when,
        outcome=outcome,
        tone=tone,
        reason=row.reason,
        url=reverse("correction-answer", args=[row.pk]) if waiting else "",
    )


def _waited(row: Correction, last: date | None, on: date) -> str:
    asked = _("gửi ngày %(on)s") % {"on": vn_date(row.asked_on)}
    if row.on_behalf:
        asked += " " + _("(chi bộ ghi hộ)")
    if last is not None:
        return asked + ", " + _("trả lời chậm nhất %(on)s") % {"on": vn_date(last)}
    return asked + ", " + _("đã chờ %(days)s ngày") % {"days": (on - row.asked_on).days}


def retention_page(actor: Actor, on: date) -> RetentionPage:
    """What is due where the actor manages the members. Six queries."""
    rows = list(due_records_for(actor).order_by("ended_on", "id")[:SHOWN])
    subjects = [row.subject_id for row in rows]
    people = {
        pk: name
        for model in (Person, ResidenceLink)
        for pk, name in model._default_manager.filter(pk__in=subjects).values_list(
            "pk", "full_name"
        )
    }
    names = _cell_names(rows, on)
    lines = [
        (row, _due(row, people.get(row.subject_id, ""), names.get(row.unit_id, ""))) for row in rows
    ]
    return RetentionPage(
        due=[line for row, line in lines if row.erased_on is None],
        done=[line for row, line in lines if row.erased_on is not None],
        rules=[_rule(rule) for rule in retention_rules(on)],
    )


def _cell_names(rows: Sequence[Correction | DueRecord], on: date) -> dict[UUID, str]:
    units = units_on(list({row.unit_id for row in rows}), on)
    return {unit_id: unit.name for unit_id, unit in units.items()}


def _due(row: DueRecord, who: str, cell_name: str) -> DueLine:
    category = Category(row.category)
    tag, tone = _("đến hạn"), "warn"
    if row.erased_on is not None:
        tag, tone = _("đã xóa ngày %(on)s") % {"on": vn_date(row.erased_on)}, "good"
    elif row.ordered_on is not None:
        tag, tone = _("đang xóa"), "info"
    since = f"{COUNTED_FROM[category].capitalize()}: {vn_date(row.ended_on)}"
    if row.namesakes:
        since += ". " + _("Có người trùng tên nên tên trong các ghi chép được giữ nguyên.")
    order = row.ordered_on is None and row.erased_on is None
    return DueLine(
        who=who,
        cell_name=cell_name,
        what=CATEGORY_NAMES[category],
        since=since,
        tag=tag,
        tone=tone,
        url=reverse("erasure-order", args=[row.pk]) if order else "",
    )


def _rule(rule: RetentionRule) -> RuleLine:
    years = (
        _("%(years)s năm từ %(since)s")
        % {"years": rule.period.years, "since": COUNTED_FROM[rule.category]}
        if rule.period
        else _("Chưa biết quy định nào; không mục nào tự đến hạn.")
    )
    return RuleLine(CATEGORY_NAMES[rule.category], years, LEAVES[rule.category], rule)


def order_page(due: DueRecord) -> ActPage:
    """What the button does, before it is pressed."""
    category = Category(due.category)
    person = Person.objects.filter(pk=due.subject_id).first()
    link = ResidenceLink.objects.filter(pk=due.subject_id).first()
    who = person.full_name if person else link.full_name if link else ""
    return ActPage(
        title=_("Xóa thông tin đã hết thời hạn lưu"),
        whose=who,
        button=_("Xóa thông tin"),
        back=reverse("retention"),
        lead=LEAVES[category] + " " + _("Đã xóa thì không lấy lại được."),
        danger=True,
    )
