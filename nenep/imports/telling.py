"""The verdicts on a list of units in the words of the command line, and as data."""

from dataclasses import dataclass

from nenep.imports.rules.unit_verdicts import UnitJudgement, UnitVerdict
from nenep.imports.rules.verdicts import Verdict

VERDICT_NAMES = {
    Verdict.ACCEPTED: "nhận",
    Verdict.WARNED: "nhận, cần xem lại",
    Verdict.REFUSED: "từ chối",
    Verdict.UNCHANGED: "không đổi",
}


@dataclass(frozen=True)
class UnitTold:
    """One row of the answer; ``acts``: found, rename, recode."""

    row: int
    name: str
    code: str
    verdict: str
    acts: tuple[str, ...]
    reasons: tuple[str, ...]
    notices: tuple[str, ...]


def units_as_data(judged: UnitJudgement, written: dict[str, int] | None) -> dict[str, object]:
    """For ``--json``."""
    told: dict[str, object] = {
        "totals": {verdict.value: count for verdict, count in judged.totals().items()},
        "rows": [_told(row) for row in judged.rows],
    }
    return told if written is None else {"changes": written, **told}


def units_as_text(judged: UnitJudgement, written: dict[str, int] | None) -> str:
    """For a person: what is not plainly accepted, the sums, what was written."""
    lines = [
        f"dòng {row.entry.row}: {row.entry.name or '(không tên)'} — "
        f"{VERDICT_NAMES[row.verdict]}: {'; '.join((*row.reasons, *row.notices))}"
        for row in judged.rows
        if row.verdict in (Verdict.WARNED, Verdict.REFUSED)
    ]
    totals = judged.totals()
    lines.append(", ".join(f"{VERDICT_NAMES[verdict]}: {totals[verdict]}" for verdict in Verdict))
    if written is None:
        lines.append("Chạy thử: chưa có gì được ghi.")
    else:
        lines.append(
            f"Đã lập {written['founded']} đơn vị, đổi tên {written['renamed']}, "
            f"đổi mã {written['recoded']}."
        )
    return "\n".join(lines)


def _told(row: UnitVerdict) -> UnitTold:
    return UnitTold(
        row=row.entry.row,
        name=row.entry.name,
        code=row.entry.code,
        verdict=row.verdict.value,
        acts=tuple(act.value for act in row.acts),
        reasons=row.reasons,
        notices=row.notices,
    )
