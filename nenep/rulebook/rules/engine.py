"""What the rules say on a day: ``value(name, on=…)`` gives value and citation, never a guess."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar
from uuid import UUID

from nenep.kernel.errors import Absent
from nenep.rulebook.rules.agendas import AgendaTemplate, MeetingKind
from nenep.rulebook.rules.documents import Citation, Document
from nenep.rulebook.rules.plain import Json, Table
from nenep.rulebook.rules.sheets import ScoreSheetTemplate


class NoRuleKnown(Absent):
    """Nothing in the rulebook covers that day. The program says so and asks; it does not guess."""


@dataclass(frozen=True)
class Parameter:
    """One dated value. ``unit_id`` is the unit that set it (``None``: national); ``cell_types``
    empty means every type."""

    name: str
    title: str
    value: Json
    citation: Citation
    in_force: date
    until: date | None
    unit_id: UUID | None = None
    cell_types: tuple[str, ...] = ()

    def in_force_on(self, on: date) -> bool:
        return self.in_force <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Ruling:
    """An answer with its basis. The typed readings raise :class:`TypeError` on another shape,
    which only a rulebook loaded past its checks can cause."""

    name: str
    value: Json
    citation: Citation
    unit_id: UUID | None = None

    @property
    def whole(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise TypeError(f"{self.name} is not a whole number")
        return self.value

    @property
    def text(self) -> str:
        if not isinstance(self.value, str):
            raise TypeError(f"{self.name} is not a text")
        return self.value

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.text)

    @property
    def table(self) -> Table:
        if not isinstance(self.value, dict):
            raise TypeError(f"{self.name} is not a table")
        return self.value


Dated = TypeVar("Dated", Parameter, AgendaTemplate, ScoreSheetTemplate)


class Rulebook:
    """Every rule known, with units' own beside the national ones. Immutable; cheap to ask.

    ``unit_path`` runs from the root to the unit itself, as access paths do; the nearest unit
    with a rule in force wins, and there a rule for the cell's type wins over a general one.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        parameters: Iterable[Parameter],
        agendas: Iterable[AgendaTemplate],
        sheets: Iterable[ScoreSheetTemplate],
        edition: int = 0,
    ) -> None:
        self.edition = edition
        self.documents = {document.code: document for document in documents}
        self.agendas = tuple(agendas)
        self.sheets = tuple(sheets)
        self._parameters: dict[str, list[Parameter]] = {}
        for parameter in parameters:
            self._parameters.setdefault(parameter.name, []).append(parameter)

    def with_own(self, unit_id: UUID, own: "Rulebook") -> "Rulebook":
        """The same with everything that unit has set replaced by ``own``."""
        kept = (p for name in self.names() for p in self._parameters[name])
        added = (p for name in own.names() for p in own.history(name))
        return Rulebook(
            documents=({**self.documents, **own.documents}).values(),
            parameters=(*(p for p in kept if p.unit_id != unit_id), *added),
            agendas=(*(a for a in self.agendas if a.unit_id != unit_id), *own.agendas),
            sheets=(*(s for s in self.sheets if s.unit_id != unit_id), *own.sheets),
            edition=self.edition,
        )

    def value(
        self, name: str, *, on: date, unit_path: Sequence[UUID] = (), cell_type: str | None = None
    ) -> Ruling:
        """The value in force on that day; raises :class:`NoRuleKnown`."""
        ruling = self.find(name, on=on, unit_path=unit_path, cell_type=cell_type)
        if ruling is None:
            raise NoRuleKnown(
                "Chưa biết quy định nào về “%(name)s” có hiệu lực ngày %(on)s. "
                "Đồng chí có thể bổ sung vào bộ quy định.",
                name=self.title(name),
                on=f"{on:%d/%m/%Y}",
            )
        return ruling

    def find(
        self, name: str, *, on: date, unit_path: Sequence[UUID] = (), cell_type: str | None = None
    ) -> Ruling | None:
        """Like :meth:`value`, with ``None`` where no rule is known."""
        known = self._parameters.get(name, ())
        best = _nearest((p for p in known if p.in_force_on(on)), unit_path, cell_type)
        if best is None:
            return None
        return Ruling(name, best.value, best.citation, best.unit_id)

    def agenda(
        self,
        kind: MeetingKind,
        *,
        on: date,
        cell_type: str | None = None,
        unit_path: Sequence[UUID] = (),
    ) -> AgendaTemplate:
        """The content of that kind of meeting on that day; raises :class:`NoRuleKnown`."""
        known = (t for t in self.agendas if t.meeting_kind is kind and t.in_force_on(on))
        best = _nearest(known, unit_path, cell_type)
        if best is None:
            raise NoRuleKnown(
                "Chưa biết quy định nào về nội dung cuộc họp loại này ngày %(on)s. "
                "Đồng chí tự lập chương trình hoặc bổ sung vào bộ quy định.",
                on=f"{on:%d/%m/%Y}",
            )
        return best

    def score_sheet(
        self, *, on: date, cell_type: str | None = None, unit_path: Sequence[UUID] = ()
    ) -> ScoreSheetTemplate:
        """The sheet to score a meeting of that day with; raises :class:`NoRuleKnown`."""
        best = _nearest((s for s in self.sheets if s.in_force_on(on)), unit_path, cell_type)
        if best is None:
            raise NoRuleKnown(
                "Chưa biết phiếu chấm điểm sinh hoạt nào có hiệu lực ngày %(on)s; "
                "cuộc họp này không chấm điểm.",
                on=f"{on:%d/%m/%Y}",
            )
        return best

    def title(self, name: str) -> str:
        """What a parameter is called on screen; its name when nobody ever titled it."""
        known = self._parameters.get(name)
        return known[-1].title if known else name

    def names(self) -> tuple[str, ...]:
        """Names of all parameters, sorted."""
        return tuple(sorted(self._parameters))

    def history(self, name: str) -> tuple[Parameter, ...]:
        """Every dated value of a name, oldest first: for the page that shows how a rule changed."""
        return tuple(sorted(self._parameters.get(name, ()), key=lambda p: p.in_force))


def _nearest(
    candidates: Iterable[Dated], unit_path: Sequence[UUID], cell_type: str | None
) -> Dated | None:
    """The best of those in force, or ``None`` when none is addressed to this unit."""
    distance = {unit_id: place for place, unit_id in enumerate(unit_path, start=1)}
    best: tuple[int, bool, Dated] | None = None
    for candidate in candidates:
        place = 0 if candidate.unit_id is None else distance.get(candidate.unit_id, -1)
        types = candidate.cell_types
        if place < 0 or (types and cell_type not in types):
            continue
        if best is None or (place, bool(types)) > best[:2]:
            best = (place, bool(types), candidate)
    return best and best[2]
