"""``journal verify``: is every chain whole?"""

from argparse import Namespace

from nenep.access.scope import system_scope
from nenep.journal.queries import entries_kept, faults
from nenep.kernel.commands import Registry, answer

FAULT_NAMES = {
    "altered": "nội dung bị sửa",
    "missing before": "thiếu mục trước đó",
    "broken link": "đứt liên kết",
    "missing at the end": "thiếu mục cuối",
}


def register(commands: Registry) -> None:
    commands.add(
        "journal verify",
        help="kiểm tra nhật ký có nguyên vẹn không",
        run=_verify,
        connection="worker",
        json=True,
    )


def _verify(arguments: Namespace) -> int:
    with system_scope("journal verify"):
        found, kept = faults(), entries_kept()
    told = {"entries": kept, "faults": found}
    if not found:
        answer(arguments, told, f"Nhật ký nguyên vẹn: {kept} mục.")
        return 0
    lines = [f"{f.unit_id} mục {f.seq}: {FAULT_NAMES[f.fault]}" for f in found]
    answer(arguments, told, "\n".join(lines))
    return 1
