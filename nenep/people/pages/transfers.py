"""Letters of transfer in words: the list of an office, and the forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from nenep.access.queries import may
from nenep.access.rules import Actor, Capability, Reach
from nenep.people.models import Person, Transfer
from nenep.people.pages.acts import ActPage
from nenep.people.pages.persons import LETTERS
from nenep.people.queries.transfers import Letter, open_letters
from nenep.rulebook.queries import rules_in_force
from nenep.structure.queries.units import cells_below_on
from nenep.structure.rules.units import UnitView
from nenep.ui.formats import vn_date
from nenep.ui.shapes import Pair


@dataclass(frozen=True)
class LettersPage:
    """Everything ``people/transfers.html`` reads. ``unclocked``: a letter for which no clock is
    known."""

    unit: UnitView
    arriving: Sequence[Letter]
    leaving: Sequence[Letter]
    manages: bool
    today: date

    @property
    def unclocked(self) -> bool:
        official = [one for one in (*self.arriving, *self.leaving) if one.kind == "official"]
        return any(one.clock is None for one in official)


def letters_page(actor: Actor, unit: UnitView, today: date) -> LettersPage:
    """The open letters to and from a unit and the cells below. Five queries."""
    letters = open_letters(unit.id)
    return LettersPage(
        unit=unit,
        arriving=[one for one in letters if one.arriving],
        leaving=[one for one in letters if not one.arriving],
        manages=may(actor, Capability.MANAGE_MEMBERS, unit.id),
        today=today,
    )


def cells_to_choose(actor: Actor, person: Person, today: date) -> list[tuple[UUID, str]]:
    """The cells below the actor's own committees, but the one the person is in."""
    roots = actor.roots(Capability.MANAGE_MEMBERS, Reach.UNIT_AND_BELOW)
    found = {cell.id: cell.name for root in roots for cell in cells_below_on(root, today)}
    return [(key, name) for key, name in found.items() if key != person.kept_by_id]


def new_page(person: Person, today: date) -> ActPage:
    """A letter begins; where no clock is known the page says so."""
    clock = rules_in_force().find("clock.transfer", on=today)
    lead = (
        ""
        if clock
        else _(
            "Chưa biết thời hạn chuyển sinh hoạt đang áp dụng (các nguồn nói khác nhau), "
            "nên chương trình không tính hạn."
        )
    )
    return ActPage(
        title=_("Chuyển sinh hoạt"),
        whose=person.full_name,
        button=_("Ghi giấy giới thiệu"),
        back=reverse("person", args=[person.pk]),
        lead=lead,
        bases=[str(clock.citation)] if clock else (),
    )


def reception_page(letter: Transfer) -> ActPage:
    """The bearer is here."""
    return ActPage(
        title=_("Tiếp nhận"),
        whose=letter.person.full_name,
        button=_("Tiếp nhận"),
        back=reverse("transfers", args=[letter.to_unit_id or letter.unit_id]),
        lead=_("Tiếp nhận khi đã có giấy giới thiệu và hồ sơ còn nguyên niêm phong."),
        facts=_facts(letter),
        other=(_("Trả lại giấy"), reverse("transfer-return", args=[letter.pk])),
    )


def outside_page(letter: Transfer) -> ActPage:
    """A place outside this installation says that it has received."""
    return ActPage(
        title=_("Nơi đến đã tiếp nhận"),
        whose=letter.person.full_name,
        button=_("Ghi đã tiếp nhận"),
        back=reverse("transfers", args=[letter.unit_id]),
        facts=_facts(letter),
        other=(_("Trả lại giấy"), reverse("transfer-return", args=[letter.pk])),
    )


def return_page(letter: Transfer, *, to: UUID) -> ActPage:
    """The letter came back."""
    return ActPage(
        title=_("Trả lại giấy giới thiệu"),
        whose=letter.person.full_name,
        button=_("Ghi trả lại giấy"),
        back=reverse("transfers", args=[to]),
        lead=_("Từ ngày trả lại, đồng chí ấy lại phải dự họp ở chi bộ cũ."),
        facts=_facts(letter),
    )


def _facts(letter: Transfer) -> list[Pair]:
    pairs = [
        Pair(_("Loại"), _(LETTERS[letter.kind])),
        Pair(_("Nơi đến"), letter.to_name),
        Pair(_("Ngày giấy giới thiệu"), vn_date(letter.introduced_on)),
    ]
    if letter.until:
        pairs.append(Pair(_("Đến hết ngày"), vn_date(letter.until)))
    return pairs
