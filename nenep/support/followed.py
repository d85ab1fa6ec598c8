"""The start page of who follows cells: the meetings announced, then the cells by who needs help."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nenep.access.rules import Actor
from nenep.dashboards.queries import figures_of
from nenep.dashboards.rules import months_back
from nenep.meetings.queries import MeetingLine, meetings_to_come
from nenep.meetings.steps import kind_name
from nenep.people.queries.following import followed_by
from nenep.structure.queries.units import units_on
from nenep.support.pages import Card, present_card
from nenep.support.queries import MONTHS_SHOWN, UnitCard, cards_of
from nenep.ui.formats import vn_month


@dataclass(frozen=True)
class Followed:
    """The cells of one follower beside their own past, with the meetings to come."""

    month: date
    shown: Sequence[date]
    cards: Sequence[UnitCard]
    meetings: Sequence[MeetingLine]


@dataclass(frozen=True)
class Coming:
    """An announced meeting of a followed cell."""

    line: MeetingLine
    cell: str
    kind: str


@dataclass(frozen=True)
class FollowedPage:
    """Everything ``support/followed.html`` reads."""

    month_title: str
    coming: Sequence[Coming]
    cards: Sequence[Card]


def followed_page(actor: Actor, *, today: date) -> Followed:
    """The cells the actor follows today. Seven queries, whatever their number."""
    month = today.replace(day=1)
    shown = months_back(month, MONTHS_SHOWN)
    cell_ids = sorted(followed_by(actor))
    cells = list(units_on(cell_ids, today).values())
    figures = figures_of(actor, cell_ids, since=shown[0], until=month)
    return Followed(
        month=month,
        shown=shown,
        cards=cards_of(cells, figures, month, today=today),
        meetings=meetings_to_come(actor, cell_ids, since=today),
    )


def present_followed(page: Followed, *, today: date) -> FollowedPage:
    """Put it into words."""
    names = {card.unit.id: card.unit.name for card in page.cards}
    return FollowedPage(
        month_title=vn_month(page.month),
        coming=[
            Coming(line, names[line.meeting.unit_id], kind_name(line.meeting.kind))
            for line in page.meetings
        ],
        cards=[present_card(card, page.month, page.shown, today) for card in page.cards],
    )
