"""What is kept of a Party life beside its dated rows: groups, elections, the residence cell."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext as _

from nenep.access.rules import OFFICE_NAMES, Office
from nenep.desk.stored_areas import StoredArea, StoredRow
from nenep.people.models import GroupPlace, Person, ResidenceLink, Tally
from nenep.rulebook.queries import unit_names
from nenep.ui.formats import vn_date

ONE_DAY = timedelta(days=1)


def groups_and_elections(person: Person) -> Sequence[StoredRow]:
    """In which Party group, and with how many votes for what. Three queries."""
    places = list(GroupPlace.objects.filter(person_id=person.pk).order_by("-during"))
    names = unit_names({place.group_id for place in places})
    rows = [
        StoredRow(_("Tổ đảng"), names.get(place.group_id, ""), _days(place)) for place in places
    ]
    stood = Tally.objects.filter(person_id=person.pk).select_related("election")
    rows += [
        StoredRow(
            _("Kết quả bầu cử"),
            _("%(office)s: %(votes)s phiếu, %(result)s")
            % {
                "office": OFFICE_NAMES[Office(one.office)],
                "votes": one.votes,
                "result": _("trúng cử") if one.elected else _("không trúng cử"),
            },
            vn_date(one.election.held_on),
        )
        for one in stood.order_by("-election__held_on", "id")
    ]
    return rows


def residence_links(person: Person) -> StoredArea:
    """The links of Regulation 213 and the yearly comments. Two queries."""
    links = ResidenceLink.objects.filter(person_id=person.pk).prefetch_related("comments")
    rows = []
    for link in links.order_by("-during", "id"):
        rows.append(StoredRow(_("Nơi công tác đã ghi"), link.workplace, _days(link)))
        rows += [
            StoredRow(
                _("Nhận xét năm %(year)s") % {"year": comment.year},
                comment.text or _("Đã nhận xét"),
                vn_date(comment.given_on),
            )
            for comment in link.comments.all()
        ]
    return StoredArea(
        "residence_links",
        _("Mối liên hệ với chi bộ nơi cư trú"),
        _("Để lập Sổ 213 và nhận xét hằng năm theo Quy định 213-QĐ/TW."),
        _("Khi còn giữ mối liên hệ; sau đó theo quy định về thời hạn lưu."),
        rows,
    )


def _days(row: GroupPlace | ResidenceLink) -> str:
    first, bound = row.during.lower, row.during.upper
    if first is None:
        return ""
    if bound is None:
        return _("từ %(since)s") % {"since": vn_date(first)}
    return f"{vn_date(first)} – {vn_date(bound - ONE_DAY)}"
