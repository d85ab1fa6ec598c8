"""``journal verify`` and ``journal root``: is every chain whole, by itself and by its roots?"""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from nenep.access.scope import system_scope
from nenep.journal.actions.close_day import close_day
from nenep.journal.queries import Bypass, bypasses, entries_kept, faults, roots_in, strayed
from nenep.journal.rules import Root, gaps
from nenep.kernel import clock
from nenep.kernel.commands import Registry, answer
from nenep.ui.formats import vn_moment

FAULT_NAMES = {
    "altered": "nội dung bị sửa",
    "missing before": "thiếu mục trước đó",
    "broken link": "đứt liên kết",
    "missing at the end": "thiếu mục cuối",
    "rewritten": "đã bị viết lại, khác với gốc đã xuất",
    "missing, told in a root": "bị mất, gốc đã xuất có ghi",
}


def register(commands: Registry) -> None:
    commands.add(
        "journal verify",
        help="kiểm tra nhật ký có nguyên vẹn không",
        configure=_roots_argument,
        run=_verify,
        connection="worker",
        json=True,
    )
    commands.add(
        "journal root",
        help="xuất gốc nhật ký hôm nay ra tệp",
        configure=_roots_argument,
        run=_root,
        connection="worker",
        json=True,
    )


def _roots_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--roots",
        type=Path,
        default=settings.JOURNAL_ROOTS,
        help="thư mục giữ các gốc đã xuất; khi kiểm tra, nên dùng bản để ở máy khác",
    )


def _verify(arguments: Namespace) -> int:
    roots = roots_in(arguments.roots)
    with system_scope("journal verify"):
        found, kept, past = [*faults(), *strayed(roots)], entries_kept(), bypasses()
    missing = gaps(roots)
    told: dict[str, object] = {
        "entries": kept,
        "roots": len(roots),
        "faults": found,
        "gaps": missing,
    }
    told["bypasses"] = past
    lines = [f"{f.unit_id} mục {f.seq}: {FAULT_NAMES[f.fault]}" for f in found]
    lines += [f"Gốc ngày {day:%d/%m/%Y} không nối với gốc trước nó." for day in missing]
    written = [f"Ghi ngoài thao tác: {_bypass(one)}" for one in past]
    if lines:
        answer(arguments, told, "\n".join([*lines, *written]))
        return 1
    whole = f"Nhật ký nguyên vẹn: {kept} mục{_against(roots)}."
    answer(arguments, told, "\n".join([whole, *written]))
    return 0


def _bypass(one: Bypass) -> str:
    """No fault of the chains: somebody wrote with the owner's hands, or a job that journals
    nothing. Whoever reads this knows whether that was so."""
    rows = "cả bảng" if one.rows < 0 else f"{one.rows} dòng"
    who = f"{one.role} ({one.scope})" if one.scope else one.role
    return f"{vn_moment(one.at)}, {who}: {one.verb} {one.table}, {rows}"


def _against(roots: Sequence[Root]) -> str:
    if not roots:
        return ", chưa có gốc nào được xuất"
    return f", đúng với {len(roots)} gốc đã xuất đến ngày {roots[-1].day:%d/%m/%Y}"


def _root(arguments: Namespace) -> int:
    root = close_day(day=clock.today(), folder=arguments.roots)
    told = {"day": root.day, "root": root.root.hex(), "chains": len(root.heads)}
    answer(arguments, told, f"Gốc ngày {root.day:%d/%m/%Y}: {root.root.hex()}")
    return 0
