"""A drafted month as the command line prints it: for reading, and as plain data for ``--json``."""

from collections.abc import Iterator

from nenep.meetings.rules.agenda_draft import Draft, DraftItem, Entry
from nenep.meetings.steps import kind_name
from nenep.preparation.queries.drafts import EveningDraft, MonthDraft
from nenep.rulebook.rules.cell_types import CELL_TYPE_NAMES, CellType
from nenep.rulebook.rules.documents import Citation, citation_json
from nenep.ui.formats import vn_date, vn_month

SOURCES = {
    "rule": "theo quy định",
    "task": "việc còn mở",
    "opinion": "ý kiến chờ trả lời",
    "matter": "việc đến hạn",
    "duty": "việc của kỳ này",
}
NO_RULE = "chưa biết quy định nào"


def month_text(month: MonthDraft) -> str:
    """Evening by evening: the day with its reason, the items with minutes and the number of
    their basis, what each carries with its source; the bases at the end."""
    head = f"{month.unit.name} ({month.unit.code}), {vn_month(month.month)}"
    kind = CELL_TYPE_NAMES[CellType(month.cell_type)] if month.cell_type else "chưa rõ loại chi bộ"
    bases: list[str] = []
    lines = [head, kind]
    for evening in month.evenings:
        lines += ["", *_evening(evening, bases)]
    if bases:
        lines += ["", "Căn cứ:", *(f"  [{n}] {text}" for n, text in enumerate(bases, start=1))]
    return "\n".join(lines)


def month_told(month: MonthDraft) -> dict[str, object]:
    """The same as data."""
    return {
        "cell": {"id": month.unit.id, "code": month.unit.code, "name": month.unit.name},
        "cell_type": month.cell_type,
        "month": f"{month.month:%Y-%m}",
        "evenings": [_told(evening) for evening in month.evenings],
    }


def _evening(evening: EveningDraft, bases: list[str]) -> Iterator[str]:
    topic = f": {evening.topic}" if evening.topic else ""
    yield f"{kind_name(evening.kind)}{topic}"
    if evening.planned_on is not None:
        yield f"  Đã lập, họp ngày {vn_date(evening.planned_on)}."
    if evening.day is not None:
        known = _number(evening.day.citation, bases) if evening.day.citation else f"[{NO_RULE}]"
        ruled = f"Ngày theo quy định: {vn_date(evening.day.day)}. " if evening.day.day else ""
        yield f"  {ruled}{evening.day.reason} {known}"
    if evening.draft is None:
        yield f"  {evening.unknown}"
        return
    yield f"  {_length(evening.draft, bases)}"
    for item in evening.draft.items:
        number = _number(item.citation, bases)
        yield f"  {item.position:>2}. {item.minutes:>3} phút  {item.title} {number}"
        for point in item.points:
            yield f"               · {point}"
        for entry in item.entries:
            basis = f" [{entry.basis}]" if entry.basis else ""
            yield f"               + {SOURCES[entry.source]}: {entry.title}{basis}"


def _length(draft: Draft, bases: list[str]) -> str:
    if draft.least is None:
        return f"Thời lượng {draft.length} phút; thời lượng tối thiểu: {NO_RULE}."
    least = f"tối thiểu {draft.least.whole} phút {_number(draft.least.citation, bases)}"
    return f"Thời lượng {draft.length} phút; {least}"


def _number(citation: Citation, bases: list[str]) -> str:
    said = f"{citation}. {citation.note}" if citation.note else str(citation)
    if said not in bases:
        bases.append(said)
    return f"[{bases.index(said) + 1}]"


def _told(evening: EveningDraft) -> dict[str, object]:
    draft, day = evening.draft, evening.day
    return {
        "kind": evening.kind,
        "topic": evening.topic,
        "planned_on": evening.planned_on,
        "day": {
            "on": day.day,
            "moved": day.moved,
            "reason": day.reason,
            "basis": citation_json(day.citation) if day.citation else None,
        }
        if day
        else None,
        "known": draft is not None,
        "message": evening.unknown,
        "minutes": draft.length if draft else None,
        "least": {
            "minutes": draft.least.whole,
            "basis": citation_json(draft.least.citation),
        }
        if draft and draft.least
        else None,
        "items": [_item_told(item) for item in draft.items] if draft else [],
    }


def _item_told(item: DraftItem) -> dict[str, object]:
    return {
        "position": item.position,
        "code": item.code,
        "title": item.title,
        "minutes": item.minutes,
        "source": "rule",
        "basis": citation_json(item.citation),
        "points": item.points,
        "carries": [_entry_told(entry) for entry in item.entries],
    }


def _entry_told(entry: Entry) -> dict[str, object]:
    return {
        "source": entry.source,
        "id": entry.id,
        "title": entry.title,
        "basis": entry.basis,
    }
