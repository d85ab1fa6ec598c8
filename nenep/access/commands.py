"""``access table``: who may do what, as docs/access.md prints it."""

from argparse import Namespace

from nenep.access.actions.sync_offices import sync_offices
from nenep.access.rules import OFFICE_NAMES, capability_table
from nenep.kernel.commands import Registry, answer


def after_migrate() -> None:
    """Called by ``nenep migrate`` as the owner."""
    sync_offices()


def register(commands: Registry) -> None:
    commands.add(
        "access table",
        help="In bảng chức trách và quyền hạn.",
        run=_table,
        database=False,
        json=True,
    )


def _table(arguments: Namespace) -> int:
    table = {
        capability.value: {office.value: reach.value for office, reach in offices.items()}
        for capability, offices in capability_table()
    }
    lines = [
        f"{capability:20} "
        + ", ".join(f"{OFFICE_NAMES[office]} ({reach})" for office, reach in offices.items())
        for capability, offices in capability_table()
    ]
    answer(arguments, table, "\n".join(lines))
    return 0
