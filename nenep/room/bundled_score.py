"""The score sheet in a bundle: the form, and the facts that the evening itself does not change."""

from nenep.meetings.models import Meeting
from nenep.resolutions.queries import implementation_for
from nenep.rulebook.rules.engine import NoRuleKnown
from nenep.rulebook.rules.sheets import Line, ScoreSheetTemplate
from nenep.scoring.queries import (
    IDEOLOGY,
    Gathered,
    StandingSheet,
    gather,
    item_rules,
    standing_sheet,
)
from nenep.scoring.rules.facts import Facts

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


def score_of(meeting: Meeting) -> dict[str, Plain] | None:
    """None where no sheet is known for that day: then nothing is scored in the hall either."""
    try:
        gathered, sheet = gather(meeting), standing_sheet(meeting)
    except NoRuleKnown:
        return None
    work = implementation_for(meeting)
    find, path = gathered.rulebook.find, gathered.evening.path
    policy = find("scoring.not_applicable", on=gathered.on, unit_path=path)
    remedy = find("scoring.remedy", on=gathered.on, unit_path=path)
    over, under = str(remedy.table["below"]).split("/") if remedy else ("", "")
    return {
        **_form(sheet.template),
        "basis": str(sheet.template.citation),
        "policy": policy.text if policy else "normalise",
        "remedy": [int(over), int(under)] if remedy else [],
        "remedy_checks": remedy is not None and remedy.table.get("failed_checks") is True,
        "facts": _facts(gathered.facts),
        "work": {
            "done": [str(task) for task in work.done],
            "late": [str(task) for task in work.late],
        },
        "ideology": _ideology(meeting, gathered),
        "answers": _answers(sheet),
        "confirmed": sheet.confirmed_on is not None,
    }


def _form(template: ScoreSheetTemplate) -> dict[str, Plain]:
    return {
        "code": template.code,
        "title": template.title,
        "max": template.max,
        "criteria": [
            {
                "code": criterion.code,
                "title": criterion.title,
                "max": criterion.max,
                "lines": [_line(line) for line in criterion.lines],
            }
            for criterion in template.criteria
        ],
        "bands": [
            {"code": band.code.value, "title": band.title, "least": band.least}
            for band in template.bands
        ],
        "vetoes": [
            {"line": v.line, "points": v.points, "band": v.band.value, "title": v.title}
            for v in template.vetoes
        ],
    }


def _line(line: Line) -> dict[str, Plain]:
    return {
        "code": line.code,
        "title": line.title,
        "max": line.max,
        "allowed": list(line.allowed_points),
        "measure": line.measure.value if line.measure else "",
        "steps": [[step.test.value, step.bound, step.points] for step in line.steps],
        "applies": line.applies.value,
        "bound": line.bound,
        "upper": line.upper,
        "large": [line.large_members, line.large_minutes],
    }


def _facts(facts: Facts) -> dict[str, Plain]:
    return {
        "least_minutes": facts.least_minutes,
        "longest_run": facts.longest_excused_run,
        "has_committee": facts.has_committee,
        "premeeting": facts.premeeting_with_minutes,
        "members_notified": facts.members_notified,
        "superior_notified": facts.superior_notified,
        "papers_lead_days": facts.papers_lead_days,
        "thematic": facts.thematic,
    }


def _ideology(meeting: Meeting, gathered: Gathered) -> list[Plain]:
    """The codes of the items whose minutes count for self-criticism."""
    rules = item_rules(
        gathered.rulebook,
        meeting.kind,
        on=gathered.on,
        cell_type=gathered.evening.cell_type,
        unit_path=gathered.evening.path,
    )
    return [code for code, rule in rules.items() if rule.kind in IDEOLOGY]


def _answers(sheet: StandingSheet) -> list[Plain]:
    """What people have said so far; what is only computed is computed again on the device."""
    fresh = {line.code: line for line in sheet.fresh}
    return [
        {
            "code": line.code,
            "points": line.scored.points,
            "reason": line.scored.reason,
            "remedy": line.remedy,
            "aside": line.is_set_aside,
        }
        for line in sheet.lines
        if line.is_set_aside
        or line.remedy
        or line.scored.reason
        or (line.scored.points is not None and line.scored.points != fresh[line.code].points)
    ]
