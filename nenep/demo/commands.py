"""``nenep demo …``: load the invented organisation, tell its codes and offices."""

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from nenep.access.scope import system_scope
from nenep.demo.loading.clearing import clear
from nenep.demo.loading.everything import is_loaded, load_story, set_the_day, told
from nenep.demo.loading.finishing import finish_story
from nenep.demo.loading.gatherings import load_gatherings
from nenep.demo.loading.openings import load_openings
from nenep.demo.rules import demo_offices, demo_today, uid
from nenep.demo.story.units import MAIN_CELL, PROVINCE, WARD, tree
from nenep.kernel.commands import Registry, answer
from nenep.kernel.errors import Absent, Refused
from nenep.meetings.models import Meeting
from nenep.meetings.rules.kinds import REGULAR_KINDS


@dataclass(frozen=True)
class Office:
    office: str
    label: str
    login: str
    unit: str


@dataclass(frozen=True)
class Info:
    """What a machine or a visitor needs to find its way in the demo."""

    ward: str
    province: str
    cell: str
    cells: dict[str, str]
    """Code of one cell of each kind; ``missed`` is the one that has not met this month."""
    meeting: UUID
    """Finished last, of the main cell."""
    draft_meeting: UUID
    offices: tuple[Office, ...]
    today: date


def register(commands: Registry) -> None:
    commands.add(
        "demo load",
        help="dựng tổ chức minh họa (mọi tên đều bịa); đã có rồi thì giữ nguyên",
        run=load,
        configure=_configure_load,
        connection="owner",
        json=True,
    )
    commands.add(
        "demo info",
        help="mã đơn vị, cuộc họp và các chức trách của bản minh họa",
        run=info,
        connection="owner",
        json=True,
    )


def load(args: Namespace) -> int:
    """Idempotent; ``--fresh`` empties the demo first."""
    _must_be_the_demo()
    if args.fresh:
        clear()
    set_the_day()
    loaded = load_story()
    papers = finish_story()
    load_openings()
    load_gatherings()
    if papers:
        told(f"{papers} văn bản")
    said = "Đã dựng tổ chức minh họa." if loaded else "Tổ chức minh họa đã có, giữ nguyên."
    answer(args, {"loaded": loaded}, said)
    return 0


def info(args: Namespace) -> int:
    """Codes and ids never change between loads."""
    _must_be_the_demo()
    with system_scope("demo info"):
        if not is_loaded():
            raise Absent("Chưa có tổ chức minh họa; hãy chạy bin/nenep demo load.")
        found = _info()
    answer(args, found, _told(found))
    return 0


def _must_be_the_demo() -> None:
    if not settings.DEMO:
        raise Refused(
            "Đây không phải bản minh họa nên lệnh này không chạy; dữ liệu được giữ nguyên. "
            "Muốn xem thử, hãy chạy bin/demo."
        )


def _info() -> Info:
    units = {unit.key: unit for unit in tree()}
    cells = {
        unit.cell_kind.value: unit.code
        for unit in reversed(tree())
        if unit.full and unit.cell_kind is not None
    }
    return Info(
        ward=units[WARD].code,
        province=units[PROVINCE].code,
        cell=units[MAIN_CELL].code,
        cells={**cells, "missed": units["cao-su-doi-may"].code},
        meeting=_latest(held=True),
        draft_meeting=_latest(held=False),
        offices=tuple(
            Office(o.office, o.label, o.login, units[o.unit].code if o.unit else "")
            for o in demo_offices()
        ),
        today=demo_today(),
    )


def _latest(*, held: bool) -> UUID:
    """The main cell's newest meeting that was held, or that is still to be held."""
    months = Meeting.objects.filter(unit_id=uid(MAIN_CELL), kind__in=REGULAR_KINDS)
    meeting = months.filter(held_on__isnull=not held).order_by("-month").first()
    # Once a visitor has carried the draft through, the demo has no draft left until a fresh load.
    newest = meeting or months.latest("month")
    found: UUID = newest.pk
    return found


def _told(found: Info) -> str:
    names = {unit.code: unit.name for unit in tree() if unit.code}
    lines = [f"Hôm nay trong bản minh họa: {found.today:%d/%m/%Y}"]
    lines += [f"{names[code]}: {code}" for code in (found.province, found.ward, found.cell)]
    lines.append("Vào bằng nút ở trang đăng nhập:")
    lines += [f"  {office.label} ({names.get(office.unit, '')})" for office in found.offices]
    return "\n".join(lines).replace(" ()", "")


def _configure_load(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--fresh", action="store_true", help="xóa dữ liệu minh họa cũ, dựng lại từ đầu"
    )
