"""A step told as a sentence."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

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
    UnitRef,
)
from nenep.structure.rules.kinds import KindTable

MOST_NAMED = 3


def sentence_of(act: Act, names: Mapping[UnitRef, str], kinds: KindTable) -> str:
    """What the step does, with names instead of codes where they are known."""

    def called(ref: UnitRef) -> str:
        return names.get(ref, ref)

    match act:
        case Found():
            words = _("%(name)s (%(kind)s, mã %(code)s), trực thuộc %(under)s")
            said = {"name": act.name, "kind": kinds.name(act.kind), "code": act.code or "–"}
            return words % {**said, "under": called(act.under)}
        case Merge():
            sources = ", ".join(called(ref) for ref in act.units if ref != act.into)
            words = _("%(sources)s vào %(into)s") % {
                "sources": sources,
                "into": called(act.into),
            }
            habit = _("; lấy lịch họp của %(unit)s") % {"unit": called(act.series)}
            return words + (habit if act.series else "")
        case Split():
            parts = "; ".join(_part(part, called(part.unit), act.unit) for part in act.parts)
            return f"{called(act.unit)}: {parts}"
        case Move():
            words = _("%(unit)s về trực thuộc %(under)s")
            return words % {"unit": called(act.unit), "under": called(act.under)}
        case Rename():
            return _("%(unit)s thành “%(name)s”") % {"unit": called(act.unit), "name": act.name}
        case Recode():
            return _("%(unit)s: mã mới %(code)s") % {"unit": called(act.unit), "code": act.code}
        case ChangeKind():
            words = _("%(unit)s thành %(kind)s")
            return words % {"unit": called(act.unit), "kind": kinds.name(act.kind)}
        case Dissolve():
            words = _("%(unit)s; %(successor)s giữ hồ sơ") % {
                "unit": called(act.unit),
                "successor": called(act.successor),
            }
            home = _("; đảng viên còn lại về %(unit)s") % {"unit": called(act.members_to)}
            return words + (home if act.members_to else "")
        case MoveMembers():
            words = _("%(people)s từ %(source)s sang %(target)s")
            people = _people(act.members, rest=act.rest)
            where = {"source": called(act.source), "target": called(act.target)}
            return words % {"people": people, **where}


def _part(part: Part, target: str, unit: UnitRef) -> str:
    people = _people(part.members, rest=part.rest)
    if part.unit == unit:
        return _("%(people)s ở lại") % {"people": people}
    return _("%(people)s sang %(target)s") % {"people": people, "target": target}


def _people(members: Sequence[PersonRef], *, rest: bool) -> str:
    named = [str(one) for one in members[:MOST_NAMED]]
    more = len(members) - len(named)
    words = [", ".join(named)] if named else []
    if more > 0:
        words.append(_("%(count)s người khác") % {"count": more})
    if rest:
        words.append(_("những người còn lại"))
    return _(" và ").join(words)
