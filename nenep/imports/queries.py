"""Reads for an import: the lists of a unit, its cells, whoever is stored there, the judgement."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from nenep.access.models import UnitPath
from nenep.access.queries import within
from nenep.access.rules import Actor, Capability, Office
from nenep.imports.models import ImportRun, Purpose, RememberedMapping
from nenep.imports.reading import open_list
from nenep.imports.rules.body import people_of
from nenep.imports.rules.cells import CellChoice, CellFinder
from nenep.imports.rules.changes import Known, Running
from nenep.imports.rules.entries import NotedState, Standing
from nenep.imports.rules.mapping import ColumnMapping
from nenep.imports.rules.sheets import Sheet
from nenep.imports.rules.stored import from_stored
from nenep.imports.rules.unit_lists import read_units
from nenep.imports.rules.unit_verdicts import UnitJudgement, judge_units
from nenep.imports.rules.updates import Register, judge_changes
from nenep.imports.rules.verdicts import Judgement, judge
from nenep.kernel.errors import Absent, Refused
from nenep.kernel.partial_dates import PartialDate
from nenep.people.models import FormerCard, Membership, OfficeTerm, Person, State
from nenep.people.rules.limits import Lengths
from nenep.rulebook.queries import rules_in_force
from nenep.structure.queries.units import cells_below_on, tree_on, unit_on
from nenep.structure.rules.kinds import PARAMETER, KindTable, kinds_from

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
    """The verdicts on a list as it is mapped now. Opens the file; nine queries at most."""
    return judgement(
        run.unit_id,
        sheets_of(run),
        from_stored(run.mapping),
        on=on,
        purpose=Purpose(run.purpose),
        progress=progress,
    )


def judgement(
    unit_id: UUID,
    sheets: Sequence[Sheet],
    mapping: ColumnMapping,
    *,
    on: date,
    since: date | None = None,
    purpose: Purpose = Purpose.MEMBERS,
    progress: Callable[[int], None] | None = None,
) -> Judgement:
    """The verdicts on the rows of a list against what is stored below the unit, as a first list or
    as changes of known members. Eight queries at most."""
    page = next((sheet for sheet in sheets if sheet.name == mapping.sheet), None)
    if page is None:
        raise Absent("Không có trang tính “%(sheet)s” trong tệp.", sheet=mapping.sheet)
    begins = since or first_of_month(on)
    choices = cell_choices(unit_id, on)
    known = known_in(choices, on)
    secretaries = _secretaries(choices, begins)
    people, finder = people_of(page, mapping), CellFinder(choices, _chosen_cells(unit_id, mapping))
    if purpose is Purpose.CHANGES:
        rules = rules_in_force()
        lengths = Lengths(
            rules.find("member.exemption", on=begins),
            rules.find("member.temporary_transfer", on=begins),
        )
        return judge_changes(
            people,
            mapping,
            finder=finder,
            register=Register(known, secretaries, lengths),
            on=on,
            since=begins,
            progress=progress,
        )
    return judge(
        people,
        mapping,
        finder=finder,
        known=known,
        secretaries=frozenset(secretaries),
        on=on,
        progress=progress,
    )


def unit_judgement_of(run: ImportRun, on: date) -> UnitJudgement:
    """The verdicts on a list of units. Opens the file; four queries."""
    return unit_judgement(run.unit_id, sheets_of(run), on=on)


def unit_judgement(unit_id: UUID, sheets: Sequence[Sheet], *, on: date) -> UnitJudgement:
    """The verdicts on its rows against the units at and below ``unit_id`` on that day, those in
    sight. Four queries."""
    known = [view for _, view in tree_on(on, root_id=unit_id)]
    top = next((view for view in known if view.id == unit_id), None)
    return judge_units(
        read_units(sheets),
        top=top or unit_on(unit_id, on),
        known=known,
        kinds=_kinds_near(unit_id),
        on=on,
    )


def _kinds_near(unit_id: UUID) -> Callable[[date], KindTable]:
    """The kinds of any day for what stands under the unit. Two queries, however many days."""
    place = UnitPath.objects.filter(unit_id=unit_id).first()
    path = tuple(UUID(part) for part in place.path.split(".")) if place else ()
    rules = rules_in_force()
    return lambda day: kinds_from(rules.find(PARAMETER, on=day, unit_path=path))


def first_of_month(on: date) -> date:
    """From when imported members count: so that this month's meeting already has them."""
    return on.replace(day=1)


def known_in(choices: Sequence[CellChoice], on: date) -> Sequence[Known]:
    """Whoever is kept by these cells, with what was ever recorded of them; not the records that
    were merged into another. Five queries."""
    cells = {choice.id: choice for choice in choices}
    people = list(Person.objects.filter(kept_by_id__in=cells, merged_into__isnull=True))
    ids = [person.pk for person in people]
    spells = {
        spell.person_id: spell
        for spell in Membership.objects.filter(person_id__in=ids).order_by("during")
    }
    states, terms, cards = defaultdict(list), defaultdict(list), defaultdict(set)
    for state in State.objects.filter(person_id__in=ids, kind__in=NOTED).order_by("during"):
        states[state.person_id].append(state)
    for term in OfficeTerm.objects.filter(person_id__in=ids):
        terms[term.person_id, term.unit_id].append(term)
    for person_id, number in FormerCard.objects.filter(person_id__in=ids).values_list(
        "person_id", "number"
    ):
        cards[person_id].add(number)
    return [
        _known(
            person,
            _cell_on(spells.get(person.pk), cells, on),
            spells.get(person.pk),
            states[person.pk],
            terms[person.pk, person.kept_by_id],
            frozenset(cards[person.pk]),
            on,
        )
        for person in people
    ]


def _known(
    person: Person,
    cell: CellChoice | None,
    spell: Membership | None,
    states: Sequence[State],
    terms: Sequence[OfficeTerm],
    cards: frozenset[str],
    on: date,
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
        held=frozenset(Office(term.office) for term in terms),
        noted=frozenset(NotedState(state.kind) for state in states),
        former=cards,
        running={
            NotedState(state.kind): Running(state.pk, _last_day(state.during))
            for state in states
            if _asks(state, on)
        },
        since=spell.during.lower if spell else None,
        holds=frozenset(Office(term.office) for term in terms if _covers(term.during, on)),
    )


def _asks(state: State, on: date) -> bool:
    """Does the state hold that day, or did it run out and nobody said what came of it?"""
    if state.during.isempty or (state.during.lower and state.during.lower > on):
        return False
    return state.during.upper is None or state.during.upper > on or state.settled_on is None


def _covers(during: DateRange, on: date) -> bool:
    began = during.lower is None or during.lower <= on
    return began and (during.upper is None or on < during.upper)


def _last_day(during: DateRange) -> date | None:
    return during.upper - timedelta(days=1) if during.upper else None


def _cell_on(
    spell: Membership | None, cells: Mapping[UUID, CellChoice], on: date
) -> CellChoice | None:
    """The cell of the latest spell, unless it has ended."""
    if spell is None or (spell.during.upper is not None and spell.during.upper <= on):
        return None
    return cells.get(spell.unit_id)


def _secretaries(choices: Sequence[CellChoice], since: date) -> Mapping[UUID, UUID]:
    """Who is secretary of these cells on some day from ``since`` on, the last of them: no second
    one may begin there."""
    terms = OfficeTerm.objects.filter(
        unit_id__in=[choice.id for choice in choices],
        office=Office.CELL_SECRETARY.value,
        during__overlap=(since, None),
    )
    return dict(terms.order_by("during").values_list("unit_id", "person_id"))


def _chosen_cells(unit_id: UUID, mapping: ColumnMapping) -> Mapping[str, UUID]:
    kept = RememberedMapping.objects.filter(unit_id=unit_id, signature=mapping.signature).first()
    return {name: UUID(chosen) for name, chosen in kept.cells.items()} if kept else {}
