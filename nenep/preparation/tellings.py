"""The page on which it is noted who was told on which way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from nenep.access.rules import Actor
from nenep.meetings.models import Meeting
from nenep.meetings.queries import rule_path
from nenep.preparation.forms import WAY_CHOICES, TellingForm
from nenep.preparation.queries.tellings import Expected, Tellings, tellings_of
from nenep.preparation.rules.telling import Count, Told
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.documents import Citation

WAY_WORDS = dict(WAY_CHOICES)


@dataclass(frozen=True)
class ToldCell:
    """The way in words and the day; who read it aloud, if it was."""

    way: str
    told_on: date
    reader: str


@dataclass(frozen=True)
class ToldLine:
    """A member with what reached them; ``follows``: who follows the cell from above."""

    name: str
    notice: ToldCell | None
    papers: ToldCell | None
    follows: bool = False


@dataclass(frozen=True)
class TellingsPage:
    """Everything ``preparation/notice_ways.html`` reads. ``lead_days``: papers go out so many
    days ahead; None where no rule is known."""

    meeting: Meeting
    form: TellingForm
    lines: Sequence[ToldLine]
    notice: Count
    papers: Count
    lead_days: int | None
    citation: Citation | None


def telling_form(known: Tellings, data: object = None, *, on: date) -> TellingForm:
    """Those expected, to be ticked."""
    people = [(one.person_id, _named(one)) for one in known.expected]
    return TellingForm(people, data, initial={"on": on, "what": Told.NOTICE.value})


def tellings_page(actor: Actor, meeting: Meeting, *, form: TellingForm) -> TellingsPage:
    """For who prepares. Seven queries at most."""
    known = tellings_of(actor, meeting)
    on = meeting.held_on or meeting.planned_on
    lead = rules_in_force().find(
        "meeting.documents_lead_days", on=on, unit_path=rule_path(meeting.unit_id, on)
    )
    last_day = on - timedelta(days=lead.whole) if lead else None
    return TellingsPage(
        meeting=meeting,
        form=form,
        lines=_lines(known),
        notice=known.counted(Told.NOTICE, None),
        papers=known.counted(Told.PAPERS, last_day),
        lead_days=lead.whole if lead else None,
        citation=lead.citation if lead else None,
    )


def _lines(known: Tellings) -> list[ToldLine]:
    names = {one.person_id: one.full_name for one in known.expected}
    cells = {
        (one.person_id, one.what): ToldCell(
            str(WAY_WORDS[one.way.value]),
            one.told_on,
            names.get(one.reader_id, "") if one.reader_id else "",
        )
        for one in known.told
    }
    return [
        ToldLine(
            one.full_name,
            cells.get((one.person_id, Told.NOTICE)),
            cells.get((one.person_id, Told.PAPERS)),
            follows=one.follows,
        )
        for one in known.expected
    ]


def _named(one: Expected) -> str:
    if not one.follows:
        return one.full_name
    return _("%(name)s (cấp trên theo dõi chi bộ)") % {"name": one.full_name}
