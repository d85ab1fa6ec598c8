"""The score sheet as one form: a choice of points a line, a reason, a remedy."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from nenep.scoring.actions.answer import LineAnswer
from nenep.scoring.queries import SheetLine, StandingSheet
from nenep.scoring.rules.sheet import LineState
from nenep.ui.forms import Lines, NeatForm, Segmented

MOST_BUTTONS = 6
_ANSWERABLE = frozenset({LineState.ASKED, LineState.COMPUTED, LineState.SETTLED})
_LONGEST = 500


@dataclass(frozen=True)
class LineFields:
    """The boxes of one line; ``aside`` is there only where no fact speaks. ``open``: something is
    written or missing in the quieter boxes."""

    points: BoundField
    reason: BoundField
    remedy: BoundField
    aside: BoundField | None
    open: bool


class SheetForm(NeatForm):
    """Every line that people may answer. Boxes left as the evidence says leave it to the
    evidence, which may still change."""

    def __init__(self, sheet: StandingSheet, data: Mapping[str, object] | None = None) -> None:
        self.sheet = sheet
        self._fresh = {line.code: line for line in sheet.fresh}
        super().__init__(data)
        for line in sheet.lines:
            if self._answerable(line):
                self._add(line)

    def fields_of(self, line: SheetLine) -> LineFields | None:
        """The boxes of a line, or None where there is nothing to say."""
        if not self._answerable(line):
            return None
        code = line.code
        aside = self[f"aside-{code}"] if f"aside-{code}" in self.fields else None
        quiet = [self[f"reason-{code}"], self[f"remedy-{code}"], *([aside] if aside else [])]
        written = any(box.value() or box.errors for box in quiet)
        return LineFields(
            points=self[f"points-{code}"],
            reason=quiet[0],
            remedy=quiet[1],
            aside=aside,
            open=written or line.low,
        )

    def clean(self) -> dict[str, object]:
        """A dispute needs its reason in the box beside it, and so does a line set aside."""
        said = super().clean() or {}
        for line in self.sheet.lines:
            if self._answerable(line):
                self._check(line, said)
        return said

    def answers(self) -> list[LineAnswer]:
        """What was said, line by line."""
        return [self._answer(line) for line in self.sheet.lines if self._answerable(line)]

    def _answerable(self, line: SheetLine) -> bool:
        return line.is_set_aside or line.scored.state in _ANSWERABLE

    def _add(self, line: SheetLine) -> None:
        code, allowed = line.code, line.scored.allowed
        given = line.scored.points
        choices = [(str(points), str(points)) for points in sorted(allowed, reverse=True)]
        few = len(choices) <= MOST_BUTTONS
        if not few:
            choices.insert(0, ("", _("chưa cho điểm")))
        self.fields[f"points-{code}"] = forms.ChoiceField(
            label=_("Điểm"),
            choices=choices,
            required=False,
            initial="" if given is None else str(given),
            widget=Segmented if few else forms.Select,
        )
        self.fields[f"reason-{code}"] = forms.CharField(
            label=_("Lý do cho điểm khác số liệu, hoặc bớt điểm"),
            required=False,
            max_length=_LONGEST,
            initial=line.scored.reason,
            widget=Lines(rows=1),
        )
        self.fields[f"remedy-{code}"] = forms.CharField(
            label=_("Biện pháp khắc phục"),
            help_text=_("Dòng điểm thấp nên cần ghi biện pháp.") if line.low else "",
            required=False,
            max_length=_LONGEST,
            initial=line.remedy,
            widget=Lines(rows=1),
        )
        if self._fresh[code].state is LineState.ASKED:
            self.fields[f"aside-{code}"] = forms.BooleanField(
                label=_("Không áp dụng trong tháng này"),
                required=False,
                initial=line.is_set_aside,
            )

    def _check(self, line: SheetLine, said: Mapping[str, object]) -> None:
        code, proposed = line.code, self._fresh[line.code].proposed
        if said.get(f"reason-{code}"):
            return
        if said.get(f"aside-{code}"):
            self.add_error(f"reason-{code}", _("Không áp dụng thì cần ghi lý do."))
        points = said.get(f"points-{code}")
        if proposed is not None and points and int(str(points)) != proposed:
            self.add_error(f"reason-{code}", _("Điểm khác số liệu; hãy ghi lý do."))

    def _answer(self, line: SheetLine) -> LineAnswer:
        code, said = line.code, self.cleaned_data
        reason = str(said.get(f"reason-{code}") or "")
        points = said.get(f"points-{code}")
        given = int(str(points)) if points else None
        if given == self._fresh[code].proposed and not reason:
            given = None  # the evidence itself, also if it changes before confirmation
        return LineAnswer(
            code=code,
            points=given,
            applicable=not said.get(f"aside-{code}"),
            reason=reason,
            remedy=str(said.get(f"remedy-{code}") or ""),
        )
