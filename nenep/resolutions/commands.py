"""``nenep tasks``: the tasks of a cell on a day, with the implementation rate everybody shows."""

from argparse import ArgumentParser, Namespace
from datetime import date

from nenep.access.scope import system_scope
from nenep.kernel import clock
from nenep.kernel.commands import Registry, answer
from nenep.kernel.ratios import percent
from nenep.resolutions.queries.rate import CellTasks, RateHeard, cell_tasks_on
from nenep.resolutions.queries.tasks import TaskLine
from nenep.resolutions.queries.years import Year, year_on
from nenep.resolutions.rules.task_state import STATE_NAMES, TaskState
from nenep.structure.queries.units import unit_by_code

REASON = "lệnh trên máy chủ"
# As the answer names them; a task that waits to be looked at is open, and late when it is.
GROUPS = ("open", "late", "done", "dropped", "handed_on")


def register(commands: Registry) -> None:
    commands.add(
        "tasks",
        help="nhiệm vụ của chi bộ đến một ngày, kèm tỷ lệ thực hiện như trong biên bản",
        run=tasks,
        configure=_configure,
        connection="worker",
        json=True,
    )


def tasks(args: Namespace) -> int:
    """Open, late, done, dropped, handed on, and the rate with its two numbers.

    Raises:
        Absent: no such cell that day.
    """
    on: date = args.on or clock.today()
    with system_scope(REASON):
        unit = unit_by_code(args.cell, on)
        found = cell_tasks_on(unit.id, on)
        year = year_on(unit.id, on.year, on) if args.yearly else None
        groups = grouped(found)
    told: dict[str, object] = {
        "cell": unit.code,
        "name": unit.name,
        "on": on,
        **{name: [_told(line) for line in lines] for name, lines in groups.items()},
        "counts": {name: len(lines) for name, lines in groups.items()},
        "rate": _rate(found.heard),
    }
    text = _text(unit.name, on, groups, found.heard)
    if year is not None:
        told["yearly"] = _yearly(year)
        text += "\n" + _yearly_text(year)
    answer(args, told, text)
    return 0


def grouped(found: CellTasks) -> dict[str, tuple[TaskLine, ...]]:
    """The tasks by the words of the answer; late ones are not told again among the open."""
    waiting = found.of(TaskState.OPEN, TaskState.REPORTED, TaskState.LATE)
    return {
        "open": tuple(line for line in waiting if not line.days_late),
        "late": tuple(line for line in waiting if line.days_late),
        "done": found.of(TaskState.DONE),
        "dropped": found.of(TaskState.DROPPED),
        "handed_on": found.of(TaskState.HANDED_ON),
    }


def _told(line: TaskLine) -> dict[str, object]:
    return {
        "id": line.id,
        "title": line.title,
        "due_on": line.due_on,
        "days_late": line.days_late,
        "closed_on": line.closed_on,
        "done_late": line.done_late,
        "meetings_carried": line.times,
    }


def _rate(heard: RateHeard | None) -> dict[str, object] | None:
    if heard is None:
        return None
    rate = heard.rate
    return {
        "meeting": heard.meeting_id,
        "meeting_on": heard.meeting_on,
        "done": len(rate.done),
        "due": rate.due,
        "percent": percent(len(rate.done), rate.due),
        "text": heard.text,
    }


def _yearly(year: Year) -> dict[str, object]:
    """The assignment of the year, without names."""
    share = year.coverage
    return {
        "year": year.year,
        "tasks": [_told(line) for lines in year.tasks.values() for line in lines],
        "coverage": share
        and {
            "having": len(share.having),
            "base": share.base,
            "missing": len(share.missing),
            "beyond": len(share.beyond),
            "percent": percent(len(share.having), share.base),
            "text": share.text,
            "basis": str(year.citation),
        },
    }


def _yearly_text(year: Year) -> str:
    if year.coverage is None:
        return f"Phân công năm {year.year}: chưa biết quy định nào của ngày này."
    return f"Phân công năm {year.year}: {year.coverage.text}\n  Căn cứ: {year.citation}"


def _text(
    name: str, on: date, groups: dict[str, tuple[TaskLine, ...]], heard: RateHeard | None
) -> str:
    lines = [f"{name}, ngày {on:%d/%m/%Y}"]
    words = {"open": "Đang thực hiện", "late": STATE_NAMES[TaskState.LATE]}
    for group in GROUPS:
        title = words.get(group) or STATE_NAMES[TaskState(group)]
        lines.append(f"{title}: {len(groups[group])}")
        if group in words:
            lines += [f"  hạn {t.due_on:%d/%m/%Y}  {t.title}" for t in groups[group]]
    if heard is not None:
        lines.append(f"Kỳ họp ngày {heard.meeting_on:%d/%m/%Y}: {heard.text}")
    return "\n".join(lines)


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--cell", required=True, metavar="MÃ", help="mã chi bộ 14 số")
    parser.add_argument(
        "--yearly", action="store_true", help="kèm phân công nhiệm vụ đảng viên của năm"
    )
    parser.add_argument("--on", type=date.fromisoformat, metavar="NGÀY", help="mặc định hôm nay")
