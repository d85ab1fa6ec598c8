"""What may be offered for each member's tasks of a year, so that nobody types what is known."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from nenep.people.models import OfficeTerm, Residence
from nenep.people.queries.rosters import roster_on
from nenep.resolutions.models import Task
from nenep.resolutions.rules.assignment import Origin, Suggestion
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.engine import Ruling
from nenep.rulebook.rules.plain import tables, text
from nenep.structure.queries.localities import villages_of_cell

LONGEST = 300


def suggested(unit_id: UUID, year: int, on: date) -> Mapping[UUID, Sequence[Suggestion]]:
    """By member on the roll of that day, in its order: last year's tasks, and where there were
    none, what follows from an office held and from the village lived in. Seven queries."""
    book = rules_in_force()
    before = _last_year(unit_id, year)
    by_office = _by_office(unit_id, on, book.find("assignment.offices", on=on))
    places = _places(unit_id, on, book.find("assignment.residence", on=on))
    found: dict[UUID, Sequence[Suggestion]] = {}
    for line in roster_on(unit_id, on):
        who = line.person_id
        offered = before.get(who) or [*by_office.get(who, ()), *places.get(who, ())]
        if offered:
            found[who] = offered
    return found


def _last_year(unit_id: UUID, year: int) -> Mapping[UUID, list[Suggestion]]:
    """The tasks that held to the end: those dropped or changed on the way are not offered again."""
    tasks = Task.objects.filter(unit_id=unit_id, year=year - 1, continued_by__isnull=True)
    kept = tasks.exclude(outcomes__kind="dropped").order_by("assigned_on", "id")
    found: dict[UUID, list[Suggestion]] = defaultdict(list)
    for owner, title, measure in kept.values_list("owner_person_id", "title", "measure"):
        if owner is not None:
            found[owner].append(Suggestion(title, measure, Origin.LAST_YEAR))
    return found


def _by_office(unit_id: UUID, on: date, ruling: Ruling | None) -> Mapping[UUID, list[Suggestion]]:
    if ruling is None:
        return {}
    wordings = {text(row, "office"): row for row in tables(ruling.table, "offices")}
    terms = OfficeTerm.objects.filter(unit_id=unit_id, office__in=wordings, during__contains=on)
    found: dict[UUID, list[Suggestion]] = defaultdict(list)
    for person_id, office in terms.values_list("person_id", "office"):
        row = wordings[office]
        found[person_id].append(Suggestion(text(row, "title"), text(row, "measure"), Origin.OFFICE))
    return found


def _places(unit_id: UUID, on: date, ruling: Ruling | None) -> Mapping[UUID, list[Suggestion]]:
    """A cell that leads one village: everybody of it; of several: whose village is written."""
    villages = {village.locality_id: village.name for village in villages_of_cell(unit_id, on)}
    if ruling is None or not villages:
        return {}
    if len(villages) == 1:
        [place] = villages.values()
        lived = {line.person_id: place for line in roster_on(unit_id, on)}
    else:
        rows = Residence.objects.filter(locality_id__in=villages, during__contains=on)
        known = rows.values_list("person_id", "locality_id")
        lived = {person: villages[locality] for person, locality in known}
    title, measure = text(ruling.table, "title"), text(ruling.table, "measure")
    return {
        person: [Suggestion(title.format(place=name)[:LONGEST], measure, Origin.RESIDENCE)]
        for person, name in lived.items()
    }
