"""One small form for each kind of step; units are chosen, never typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nenep.reorganisation.rules.snapshot import MemberNow
from nenep.reorganisation.rules.steps import (
    Act,
    ChangeKind,
    Dissolve,
    Found,
    Merge,
    Move,
    MoveMembers,
    Part,
    PersonRef,
    Recode,
    Rename,
    Split,
)
from nenep.reorganisation.rules.written import is_code, reference
from nenep.rulebook.rules.cell_types import CELL_TYPE_NAMES
from nenep.ui.forms import NeatForm

NEW, NONE = "+", ""
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Offer:
    """What a step of this plan may name. ``standing`` are units of today's branch, by code;
    ``receiving`` also those the plan founds, by key; ``members`` of ``source``; ``likeness``: kind,
    type and superior of each, for a new unit made out of it."""

    standing: Choices
    receiving: Choices
    kinds: Choices
    next_key: str
    likeness: Mapping[str, tuple[str, str, str]]
    source: str = ""
    members: Sequence[MemberNow] = ()


class StepForm(NeatForm):
    """The boxes of a step; ``acts`` is what they say."""

    chosen: ClassVar[tuple[str, ...]] = ()
    received: ClassVar[tuple[str, ...]] = ()
    new_too: ClassVar[tuple[str, ...]] = ()
    optional: ClassVar[tuple[str, ...]] = ()

    def __init__(self, offer: Offer, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        for name in self.chosen:
            self._offer(name, offer.standing)
        for name in self.received:
            new = [(NEW, _("— một đơn vị mới —"))] if name in self.new_too else []
            self._offer(name, [*new, *offer.receiving])

    def _offer(self, name: str, choices: Choices) -> None:
        box = self.fields[name]
        if isinstance(box, forms.ChoiceField):
            several = isinstance(box, forms.MultipleChoiceField)
            blank = [] if several else [(NONE, "—")]
            box.choices = [*blank, *choices]

    def acts(self) -> tuple[Act, ...]:
        """The steps that the boxes say. Only after ``is_valid``."""
        return ()


class WithCode(StepForm):
    """A form with a code to be typed: 14 digits, dots between are welcome."""

    def clean_code(self) -> str:
        code = reference(self.cleaned_data["code"])
        if code and not is_code(code):
            raise forms.ValidationError(_("Mã đơn vị có 14 chữ số."))
        return code


class FoundForm(WithCode):
    received = ("under",)

    name = forms.CharField(label=gettext_lazy("Tên đơn vị mới"), max_length=200)
    short = forms.CharField(label=gettext_lazy("Tên gọn"), max_length=80, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"))
    cell_type = forms.ChoiceField(label=gettext_lazy("Loại hình chi bộ"), required=False)
    code = forms.CharField(label=gettext_lazy("Mã 14 số"), max_length=20)
    under = forms.ChoiceField(label=gettext_lazy("Cấp trên trực tiếp"))

    def __init__(self, offer: Offer, *args: object, **kwargs: object) -> None:
        super().__init__(offer, *args, **kwargs)
        self._offer("kind", offer.kinds)
        self._offer("cell_type", [(kind.value, name) for kind, name in CELL_TYPE_NAMES.items()])

    def acts(self) -> tuple[Act, ...]:
        return (Found(key=self.offer.next_key, **self.cleaned_data),)


class IntoNew(WithCode):
    """A target that may be a unit founded in the same breath."""

    new_name = forms.CharField(
        label=gettext_lazy("Tên đơn vị mới"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Chỉ khi chọn “một đơn vị mới” ở trên."),
    )
    code = forms.CharField(label=gettext_lazy("Mã của đơn vị mới"), max_length=20, required=False)
    target_box: ClassVar[str] = "into"

    def clean(self) -> dict[str, object]:
        """A new unit needs its name and its code."""
        said = super().clean() or {}
        if said.get(self.target_box) == NEW:
            for box in ("new_name", "code"):
                if not said.get(box) and box not in self.errors:
                    self.add_error(box, _("Đơn vị mới cần tên và mã."))
        return said

    def aim(self, like: str) -> tuple[str, tuple[Act, ...]]:
        """The target's reference, and the founding before it where it is new. It is of the kind and
        under the superior of the unit ``like``."""
        chosen = str(self.cleaned_data[self.target_box])
        if chosen != NEW:
            return chosen, ()
        kind, cell_type, under = self.offer.likeness[like]
        said = self.cleaned_data
        found = Found(
            key=self.offer.next_key,
            name=said["new_name"],
            kind=kind,
            under=under,
            code=said["code"],
            cell_type=cell_type,
        )
        return found.key, (found,)


class MergeForm(IntoNew):
    chosen = ("units", "series")
    received = ("into",)
    new_too = ("into",)

    units = forms.MultipleChoiceField(
        label=gettext_lazy("Các đơn vị được sáp nhập"), widget=forms.CheckboxSelectMultiple
    )
    into = forms.ChoiceField(label=gettext_lazy("Sáp nhập vào"))
    series = forms.ChoiceField(
        label=gettext_lazy("Lấy lịch họp của"),
        required=False,
        help_text=gettext_lazy("Để trống: đơn vị nhận giữ lịch họp của mình, nếu có."),
    )
    field_order = ("units", "into", "new_name", "code", "series")

    def acts(self) -> tuple[Act, ...]:
        said = self.cleaned_data
        into, before = self.aim(said["units"][0])
        return (*before, Merge(tuple(said["units"]), into, said["series"]))


class FromMembers(IntoNew):
    """Some members of a unit, ticked."""

    target_box = "target"
    received: ClassVar[tuple[str, ...]] = ("target",)
    new_too = ("target",)

    members = forms.MultipleChoiceField(
        label=gettext_lazy("Đảng viên chuyển đi"), widget=forms.CheckboxSelectMultiple
    )
    target = forms.ChoiceField(label=gettext_lazy("Chuyển sang"))

    def __init__(self, offer: Offer, *args: object, **kwargs: object) -> None:
        super().__init__(offer, *args, **kwargs)
        self._offer("members", [(str(one.person_id), one.full_name) for one in offer.members])

    def people(self) -> tuple[PersonRef, ...]:
        names = {str(one.person_id): one.full_name for one in self.offer.members}
        return tuple(PersonRef(id=one, name=names[one]) for one in self.cleaned_data["members"])


class MoveMembersForm(FromMembers):
    field_order = ("members", "target", "new_name", "code")

    def acts(self) -> tuple[Act, ...]:
        target, before = self.aim(self.offer.source)
        return (*before, MoveMembers(self.offer.source, target, self.people()))


class SplitForm(FromMembers):
    received = ("target", "rest")
    rest = forms.ChoiceField(
        label=gettext_lazy("Những người còn lại"),
        required=False,
        help_text=gettext_lazy("Để trống: ở lại, đơn vị cũ vẫn hoạt động."),
    )
    field_order = ("members", "target", "new_name", "code", "rest")

    def acts(self) -> tuple[Act, ...]:
        target, before = self.aim(self.offer.source)
        rest = self.cleaned_data["rest"] or self.offer.source
        parts = (Part(target, self.people()), Part(rest, rest=True))
        return (*before, Split(self.offer.source, parts))


class MoveForm(StepForm):
    chosen = ("unit",)
    received = ("under",)

    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"))
    under = forms.ChoiceField(label=gettext_lazy("Cấp trên trực tiếp mới"))

    def acts(self) -> tuple[Act, ...]:
        return (Move(**self.cleaned_data),)


class RenameForm(StepForm):
    chosen = ("unit",)

    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"))
    name = forms.CharField(label=gettext_lazy("Tên mới"), max_length=200)
    short = forms.CharField(label=gettext_lazy("Tên gọn"), max_length=80, required=False)

    def acts(self) -> tuple[Act, ...]:
        return (Rename(**self.cleaned_data),)


class RecodeForm(WithCode):
    chosen = ("unit",)

    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"))
    code = forms.CharField(label=gettext_lazy("Mã mới, 14 số"), max_length=20)

    def acts(self) -> tuple[Act, ...]:
        return (Recode(**self.cleaned_data),)


class ChangeKindForm(StepForm):
    chosen = ("unit",)

    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"))
    kind = forms.ChoiceField(label=gettext_lazy("Loại mới"))
    cell_type = forms.ChoiceField(label=gettext_lazy("Loại hình chi bộ"), required=False)

    def __init__(self, offer: Offer, *args: object, **kwargs: object) -> None:
        super().__init__(offer, *args, **kwargs)
        self._offer("kind", offer.kinds)
        self._offer("cell_type", [(kind.value, name) for kind, name in CELL_TYPE_NAMES.items()])

    def acts(self) -> tuple[Act, ...]:
        return (ChangeKind(**self.cleaned_data),)


class DissolveForm(StepForm):
    chosen = ("unit",)
    received = ("successor", "members_to")

    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị kết thúc"))
    successor = forms.ChoiceField(label=gettext_lazy("Đơn vị giữ hồ sơ"))
    members_to = forms.ChoiceField(
        label=gettext_lazy("Đảng viên chuyển về"),
        required=False,
        help_text=gettext_lazy("Để trống khi từng người đã có nơi đến ở bước khác."),
    )

    def acts(self) -> tuple[Act, ...]:
        return (Dissolve(**self.cleaned_data),)


FORMS: dict[str, type[StepForm]] = {
    "found": FoundForm,
    "merge": MergeForm,
    "split": SplitForm,
    "move": MoveForm,
    "rename": RenameForm,
    "recode": RecodeForm,
    "change_kind": ChangeKindForm,
    "dissolve": DissolveForm,
    "move_members": MoveMembersForm,
}
OF_ONE_UNIT = frozenset({"split", "move_members"})
"""Kinds that first ask which unit, and then offer its members."""
