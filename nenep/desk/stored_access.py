"""What is kept of somebody's ways in: account, devices, slips, feeds, and reading from above."""

from django.db.models import Q
from django.utils.translation import gettext as _

from nenep.access.rules import Actor
from nenep.accounts.queries.own import Way, own_account, own_devices, own_ways
from nenep.desk.stored_areas import StoredArea, StoredRow
from nenep.identity.models import Account
from nenep.oversight.models import Emergency, PaperOpening
from nenep.oversight.rules.openings import REASONS
from nenep.preparation.models import CalendarFeed
from nenep.room.models import Mandate
from nenep.rulebook.queries import unit_names
from nenep.ui.formats import vn_date, vn_moment

_WAYS = {
    "link": "Giấy vào một lần",
    "recovery": "Cấp lại đường vào",
    "activation": "Mã kích hoạt",
}


def account(actor: Actor) -> StoredArea:
    """What opens the account and where it is open; never a secret. Three queries."""
    held = Account.objects.filter(pk=actor.account_id).first() if actor.account_id else None
    own = own_account(actor)
    told = [
        (_("Tên đăng nhập"), (held.login or "") if held else "", ""),
        (_("Tài khoản"), _("Đã mở") if held else "", vn_date(held.created_at) if held else ""),
        (_("Mật khẩu"), *_since(own.password_since is not None, vn_date(own.password_since))),
        (_("Xác thực lần hai"), *_since(own.factor_since is not None, vn_date(own.factor_since))),
        (_("Mã khôi phục"), _codes(own.recovery_codes), ""),
    ]
    rows = [StoredRow(what, value, when) for what, value, when in told if value]
    rows += [
        StoredRow(
            _("Thiết bị đang đăng nhập"),
            one.name or _("Thiết bị không rõ tên"),
            f"{vn_date(one.since)} – {vn_date(one.seen)}",
        )
        for one in own_devices(actor, None)
    ]
    return StoredArea(
        "account",
        _("Tài khoản và thiết bị"),
        _("Để biết ai đang dùng hệ thống; mật khẩu, mã chỉ lưu dạng băm hoặc niêm kín."),
        _("Khi còn quyền đăng nhập; thiết bị đến khi đăng xuất hoặc hết phiên."),
        rows,
    )


def ways(actor: Actor) -> StoredArea:
    """Slips, recoveries, addresses of calendars, meetings taken along. Three queries."""
    if actor.account_id is None or actor.person_id is None:
        return StoredArea("ways", "", "", "", ())
    rows = [
        StoredRow(_(_WAYS[way.what]), _became(way), vn_date(way.made)) for way in own_ways(actor)
    ]
    feeds = CalendarFeed.objects.filter(person_id=actor.person_id).order_by("-made_on", "id")
    rows += [
        StoredRow(
            _("Địa chỉ lịch"),
            _("đã hủy") if feed.revoked_on else _("đang dùng"),
            vn_date(feed.made_on),
        )
        for feed in feeds
    ]
    taken = Mandate.objects.filter(account_id=actor.account_id).select_related("meeting")
    rows += [
        StoredRow(
            _("Buổi họp mang theo thiết bị"),
            _("Buổi ngày %(day)s, dùng đến %(until)s")
            % {
                "day": vn_date(one.meeting.planned_on),
                "until": vn_moment(one.revoked_at or one.until),
            },
            vn_date(one.issued_at),
        )
        for one in taken.order_by("-issued_at", "id")
    ]
    return StoredArea(
        "ways",
        _("Giấy vào, địa chỉ lịch, buổi họp mang theo"),
        _("Để cấp, thu hồi và không ai dùng lại được; mã chỉ lưu dạng băm."),
        _("Khi còn tài khoản; buổi họp mang theo cùng với buổi họp."),
        rows,
    )


def reached_in(actor: Actor) -> StoredArea:
    """What the actor opened of units far below, with the reason given. Three queries."""
    if actor.account_id is None:
        return StoredArea("reached_in", "", "", "", ())
    opened = list(PaperOpening.objects.filter(account_id=actor.account_id).order_by("-opened_at"))
    mine = Q(asked_by=actor.account_id) | Q(approved_by=actor.account_id)
    asked = list(Emergency.objects.filter(mine).order_by("-asked_at"))
    names = unit_names({row.unit_id for row in opened} | {row.unit_id for row in asked})
    rows = [
        StoredRow(
            _("Mở văn bản của cấp dưới"),
            f"{names.get(row.unit_id, '')}: {_(REASONS.get(row.reason, row.reason))}. {row.words}",
            vn_moment(row.opened_at),
        )
        for row in opened
    ]
    for row in asked:
        asker, name = row.asked_by == actor.account_id, names.get(row.unit_id, "")
        what = _("Đề nghị đọc khẩn cấp") if asker else _("Duyệt đọc khẩn cấp")
        # The words are the asker's own; to who approved them they are somebody else's.
        rows.append(
            StoredRow(what, f"{name}: {row.words}" if asker else name, vn_moment(row.asked_at))
        )
    return StoredArea(
        "reached_in",
        _("Đã đọc của cấp dưới"),
        _("Để cấp dưới biết ai đã đọc hồ sơ của mình và vì sao."),
        _("Cùng với hệ thống; không ai xóa được."),
        rows,
    )


def traces() -> StoredArea:
    """What stands beside everything and is not listed row by row. No query."""
    return StoredArea(
        "traces",
        _("Dấu vết của việc đã làm"),
        _("Để biết ai đã nhập, ai đã quyết một việc, và phát hiện sửa trộm."),
        _("Cùng với hệ thống; khi xóa tên thì không còn biết là ai."),
        [
            StoredRow(
                _("Nhật ký"),
                _("Ai làm việc gì, với ai, lúc nào: chỉ mã số, không tên, không nội dung."),
            ),
            StoredRow(
                _("Người nhập"),
                _("Mã tài khoản cạnh mỗi dòng đã nhập, đã trả lời, đã duyệt."),
            ),
            StoredRow(
                _("Hộp ý kiến ẩn danh"),
                _("Không lưu điều gì cho biết ai đã viết; vì vậy không có gì để kể ở đây."),
            ),
        ],
    )


def _since(there: bool, day: str) -> tuple[str, str]:
    return (_("Đã đặt"), day) if there else ("", "")


def _codes(left: int) -> str:
    return _("Còn %(n)s mã") % {"n": left} if left else ""


def _became(way: Way) -> str:
    if way.ended:
        return _("thu hồi ngày %(day)s") % {"day": vn_date(way.ended)}
    if way.used:
        return _("đã dùng ngày %(day)s") % {"day": vn_date(way.used)}
    return _("dùng đến ngày %(day)s") % {"day": vn_date(way.until)} if way.until else _("chờ duyệt")
