"""``nenep reorganise FILE``: a plan of a file previewed or applied, by the installation itself."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

from nenep.access.rules import Actor
from nenep.access.scope import system_scope
from nenep.kernel import clock, ids
from nenep.kernel.commands import Registry, answer
from nenep.kernel.errors import Absent, Invalid
from nenep.reorganisation.actions.apply_plan import apply_plan
from nenep.reorganisation.actions.draft_plan import draft_plan
from nenep.reorganisation.actions.undo_plan import undo_plan
from nenep.reorganisation.models import Plan
from nenep.reorganisation.queries.plans import preview
from nenep.reorganisation.queries.roots import root_of
from nenep.reorganisation.reading import open_plan
from nenep.reorganisation.rules.projection import Resolution
from nenep.reorganisation.rules.steps import PlanText
from nenep.reorganisation.rules.summary import Mark, TreeLine, after_lines, before_lines, counts
from nenep.reorganisation.template import template_for
from nenep.reorganisation.wording import COUNT_NAMES, MARK_NAMES
from nenep.structure.queries.units import unit_by_code

REASON = "sắp xếp tổ chức, lệnh trên máy chủ"
CONFLICTS = 1


def register(commands: Registry) -> None:
    commands.add(
        "reorganise",
        help="xem trước, áp dụng hoặc gỡ một phương án sắp xếp tổ chức",
        configure=_arguments,
        run=_reorganise,
        connection="worker",
        json=True,
    )


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="tệp phương án .yaml hoặc .xlsx")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--preview", action="store_true", help="xem trước, không ghi gì (mặc định)")
    what.add_argument("--apply", action="store_true", help="áp dụng, tất cả hoặc không gì cả")
    what.add_argument("--undo", type=UUID, metavar="PLAN", help="gỡ phương án đã áp dụng, theo id")
    what.add_argument("--template", type=Path, metavar="FILE", help="ghi mẫu .yaml hoặc .xlsx")
    parser.add_argument("--unit", help="mã đơn vị chủ trì; mặc định: cấp trên chung gần nhất")


def _reorganise(arguments: Namespace) -> int:
    """Status 0, or 1 when the plan has a conflict: then nothing was changed."""
    if arguments.template:
        arguments.template.write_bytes(template_for(arguments.template.name))
        answer(arguments, {"template": arguments.template}, f"Đã ghi mẫu {arguments.template}.")
        return 0
    if arguments.undo:
        return _undo(arguments)
    if arguments.file is None:
        raise Invalid("Hãy cho tên tệp phương án, hoặc --undo, hoặc --template.")
    text = open_plan(_content(arguments.file), arguments.file.name)
    with system_scope(REASON) as actor:
        root = _root(arguments.unit, text)
        plan_id = ids.new_id()
        told = preview(actor, text, root, plan_id)
        applied = bool(arguments.apply and not told.conflicts)
        if applied:
            _apply(actor, root, text, arguments.file.name, plan_id)
    answer(arguments, _data(told, plan_id if applied else None), _words(told, text, applied))
    if applied and not arguments.json:
        print(f"Mã phương án: {plan_id}")
    return CONFLICTS if told.conflicts else 0


def _apply(actor: Actor, root: UUID, text: PlanText, name: str, plan_id: UUID) -> None:
    draft_plan(actor=actor, unit_id=root, text=text, source_name=name, plan_id=plan_id)
    apply_plan(actor=actor, plan_id=plan_id, on=clock.today())


def _undo(arguments: Namespace) -> int:
    with system_scope(REASON) as actor:
        if not Plan.objects.filter(pk=arguments.undo).exists():
            raise Absent("Không có phương án nào mang mã này.")
        plan = undo_plan(actor=actor, plan_id=arguments.undo, on=clock.today())
    answer(arguments, {"plan": plan.pk, "undone": True}, f"Đã gỡ phương án “{plan.title}”.")
    return 0


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise Absent("Không đọc được tệp %(file)s.", file=file) from None


def _root(code: str | None, text: PlanText) -> UUID:
    if code:
        return unit_by_code(code, text.effective_on).id
    return root_of(text)


def _data(told: Resolution, plan_id: UUID | None) -> dict[str, object]:
    projection = told.projection
    return {
        "plan": plan_id,
        "applied": plan_id is not None,
        "conflicts": [asdict(conflict) for conflict in told.conflicts],
        "notices": [notice.message for notice in told.notices],
        "counts": asdict(counts(projection)),
        "before": [asdict(line) for line in before_lines(projection)],
        "after": [asdict(line) for line in after_lines(projection)],
        "members": [asdict(placing) for placing in projection.placings],
    }


def _words(told: Resolution, text: PlanText, applied: bool) -> str:
    projection = told.projection
    figures = asdict(counts(projection))
    touched = ", ".join(f"{COUNT_NAMES[name]} {n}" for name, n in figures.items() if n)
    lines = [f"{text.title} ({text.decision or 'chưa có số'}), từ {text.effective_on:%d/%m/%Y}"]
    if told.conflicts:
        lines += [f"Vướng {len(told.conflicts)} điểm, chưa thay đổi gì:"]
        lines += [f"  {conflict}" for conflict in told.conflicts]
        return "\n".join(lines)
    lines += [f"Chạm đến: {touched}."]
    lines += [f"  Lưu ý: {notice.message}" for notice in told.notices]
    lines += ["Trước:", *_tree(before_lines(projection)), "Sau:", *_tree(after_lines(projection))]
    lines.append("Đã áp dụng." if applied else "Xem trước, chưa ghi gì.")
    return "\n".join(lines)


def _tree(lines: Sequence[TreeLine]) -> list[str]:
    return [
        f"  {'  ' * line.depth}{line.code or '–'}  {line.name}"
        + (f"  [{MARK_NAMES[line.mark]}]" if line.mark is not Mark.SAME else "")
        for line in lines
    ]
