"""Reads for an import: the lists of a unit, its cells, whoever is stored there, the judgement."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from nenep.access.queries import within
from nenep.access.rules import Actor, Capability, Office
from nenep.imports.models import ImportRun, RememberedMapping
from nenep.imports.reading import open_list
from nenep.imports.rules.body import people_of
from nenep.imports.rules.cells import CellChoice, CellFinder
from nenep.imports.rules.changes import Known
from nenep.imports.rules.entries import NotedState, Standing
from nenep.imports.rules.mapping import ColumnMapping
from nenep.imports.rules.sheets import Sheet
from nenep.imports.rules.stored import from_stored
from nenep.imports.rules.verdicts import Judgement, judge
from nenep.kernel.errors import Absent, Refused
from nenep.kernel.partial_dates import PartialDate
from nenep.people.models import Membership, OfficeTerm, Person, State
from nenep.structure.queries.units import cells_below_on

NOTED = frozenset(state.value for state in NotedState)


def visible_to(actor: Actor) -> QuerySet[ImportRun]:
    """The lists of the units in reach, newest first, without the bytes of the files."""
    seen = ImportRun.objects.filter(within(actor, Capability.VIEW_MEMBERS))
    return seen.defer("content").order_by("-created_at")


def cell_choices(unit_id: UUID, on: date) -> Sequence[CellChoice]:
    """The cells below a unit (or the cell itself), in order of their codes."""
    return [CellChoice(view.id, view.name, view.short) for view in cells_below_on(unit_id, on)]


def remembered_by(unit_id: UUID) -> Mapping[str, ColumnMapping]:
    """The corrected readings of a unit, by signature."""
    kept = RememberedMapping.objects.filter(unit_id=unit_id)
    return {one.signature: from_stored(one.mapping) for one in kept}


def sheets_of(run: ImportRun) -> Sequence[Sheet]:
    """The file opened again.

    Raises:
        Refused: the file is gone because the list was entered or thrown away.
    """
    if run.content is None:
        raise Refused("Tệp của danh sách này đã được xóa. Nếu cần nhập thêm, hãy gửi lại tệp.")
    return open_list(bytes(run.content), run.file_name)


def judgement_of(
    run: ImportRun, on: date, progress: Callable[[int], None] | None = None
) -> Judgement:
    """The verdicts on a list as it is mapped now. Opens the file; eight queries."""
    return judgement(
        run.unit_id, sheets_of(run), from_stored(run.mapping), on=on, progress=progress
    )


def judgement(
    unit_id: UUID,
    sheets: Sequence[Sheet],
    mapping: ColumnMapping,
    *,
    on: date,
    since: date | None = None,
    progress: Callable[[int], None] | None = None,
) -> Judgement:
    """The verdicts on the rows of a list against what is stored below the unit. Seven queries."""
    page = next((sheet for sheet in sheets if sheet.name == mapping.sheet), None)
    if page is None:
        raise Absent("Không có trang tính “%(sheet)s” trong tệp.", sheet=mapping.sheet)
    choices = cell_choices(unit_id, on)
    known = known_in(choices, on)
    return judge(
        people_of(page, mapping),
        mapping,
        finder=CellFinder(choices, _chosen_cells(unit_id, mapping)),
        known=known,
        secretaries=_with_secretary(choices, since or first_of_month(on)),
        on=on,
        progress=progress,
    )


def first_of_month(on: date) -> date:
    """From when imported members count: so that this month's meeting already has them."""
    return on.replace(day=1)


def known_in(choices: Sequence[CellChoice], on: date) -> Sequence[Known]:
    """Whoever is kept by these cells, with what was ever recorded of them. Four queries."""
    cells = {choice.id: choice for choice in choices}
    people = list(Person.objects.filter(kept_by_id__in=cells))
    ids = [person.pk for person in people]
    spells = {
        spell.person_id: spell
        for spell in Membership.objects.filter(person_id__in=ids).order_by("during")
    }
    noted, held = defaultdict(set), defaultdict(set)
    for person_id, kind in State.objects.filter(person_id__in=ids, kind__in=NOTED).values_list(
        "person_id", "kind"
    ):
        noted[person_id].add(NotedState(kind))
    for term in OfficeTerm.objects.filter(person_id__in=ids):
        held[term.person_id, term.unit_id].add(Office(term.office))
    return [
        _known(
            person,
            _cell_on(spells.get(person.pk), cells, on),
            spells.get(person.pk),
            frozenset(held[person.pk, person.kept_by_id]),
            frozenset(noted[person.pk]),
        )
        for person in people
    ]


def _known(
    person: Person,
    cell: CellChoice | None,
    spell: Membership | None,
    held: frozenset[Office],
    noted: frozenset[NotedState],
) -> Known:
    return Known(
        person_id=person.pk,
        full_name=person.full_name,
        sex=person.sex,
        birth=PartialDate.stored(person.birth_date, person.birth_precision),
        card=person.card_number,
        cell=cell,
        admitted=PartialDate.stored(person.admitted_on, person.admitted_precision),
        official=PartialDate.stored(person.official_on, person.official_precision),
        standing=Standing(spell.standing) if spell else Standing.OFFICIAL,
        held=held,
        noted=noted,
    )


def _cell_on(
    spell: Membership | None, cells: Mapping[UUID, CellChoice], on: date
) -> CellChoice | None:
    """The cell of the latest spell, unless it has ended."""
    if spell is None or (spell.during.upper is not None and spell.during.upper <= on):
        return None
    return cells.get(spell.unit_id)


def _with_secretary(choices: Sequence[CellChoice], since: date) -> frozenset[UUID]:
    """Cells that have a secretary on some day from ``since`` on: no second one may begin there."""
    terms = OfficeTerm.objects.filter(
        unit_id__in=[choice.id for choice in choices],
        office=Office.CELL_SECRETARY.value,
        during__overlap=(since, None),
    )
    return frozenset(terms.values_list("unit_id", flat=True))


def _chosen_cells(unit_id: UUID, mapping: ColumnMapping) -> Mapping[str, UUID]:
    kept = RememberedMapping.objects.filter(unit_id=unit_id, signature=mapping.signature).first()
    return {name: UUID(chosen) for name, chosen in kept.cells.items()} if kept else {}
