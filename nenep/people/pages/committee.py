"""What the rules ask of a cell's committee, and what is missing, in words with their basis."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nenep.people.rules.committee import Advice, Asked, Finding, Missing, SizeRules
from nenep.rulebook.rules.documents import Citation
from nenep.ui.formats import vn_date


@dataclass(frozen=True)
class Asking:
    """One requirement and where it stands."""

    text: str
    basis: Citation


@dataclass(frozen=True)
class Gap:
    """Something missing; ``tone`` of the word beside it."""

    text: str
    word: str
    tone: str


def asking(advice: Advice, rules: SizeRules) -> Asking:
    """The requirement for so many official members."""
    said = {"n": advice.official, "at": advice.at, "most": rules.most}
    if advice.asked is Asked.COMMITTEE:
        text = _("Có %(n)s đảng viên chính thức: bầu chi ủy, nhiều nhất %(most)s đồng chí.")
    elif advice.asked is Asked.SECRETARY:
        text = _(
            "Có %(n)s đảng viên chính thức, dưới %(at)s: bầu bí thư, khi cần thì thêm phó bí thư;"
            " không lập chi ủy."
        )
    else:
        text = _("Có %(n)s đảng viên chính thức, từ %(at)s trở lên: chia thành các tổ đảng.")
    return Asking(text % said, advice.basis)


def gap(finding: Finding, rules: SizeRules, on: date) -> Gap:
    """The finding in words."""
    said = {"n": finding.number, "most": rules.most, "at": rules.elect_from}
    texts = {
        Missing.NO_SECRETARY: (_("Chi bộ chưa có bí thư"), _("cần ngay"), "bad"),
        Missing.NO_COMMITTEE: (_("Chưa có chi ủy"), _("cần bầu"), "warn"),
        Missing.TOO_MANY: (
            _("Chi ủy nhiều hơn quy định %(n)s đồng chí") % said,
            _("xem lại"),
            "warn",
        ),
        Missing.TOO_SMALL_FOR_ONE: (
            _("Dưới %(at)s đảng viên chính thức nhưng vẫn ghi có chi ủy viên") % said,
            _("xem lại"),
            "warn",
        ),
        Missing.VACANCIES: (
            _("So với số đại hội quyết định, còn thiếu %(n)s cấp ủy viên") % said,
            _("khuyết"),
            "warn",
        ),
        Missing.NO_GROUPS: (_("Chưa chia tổ đảng"), _("nên làm"), "info"),
        Missing.NO_TERM: (_("Chưa ghi nhiệm kỳ đang chạy"), _("ghi thêm"), "info"),
        Missing.TERM_ENDS_SOON: (_ends(finding.on, on), _("chuẩn bị đại hội"), "warn"),
    }
    return Gap(*texts[finding.missing])


def _ends(until: date | None, on: date) -> str:
    if until is None:
        return ""
    last = date.fromordinal(until.toordinal() - 1)
    if last < on:
        return _("Nhiệm kỳ đã hết ngày %(day)s") % {"day": vn_date(last)}
    return _("Nhiệm kỳ hết ngày %(day)s") % {"day": vn_date(last)}
