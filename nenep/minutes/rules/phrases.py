"""The fixed phrases of the papers: numbers, names and dates in the field's own wording.

No phrase judges: what is not in the record stands as "Không có", or not at all.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from nenep.documents.rules.text import RichText, Run, bold, rich
from nenep.kernel.ratios import percent_text
from nenep.meetings.rules.roll import Mark
from nenep.minutes.rules.amending import changed
from nenep.minutes.rules.record import Amended, Guest, Opinion, Record, RollLine, Someone, Vote
from nenep.people.rules.standing import Standing

NOTHING = "Không có."
METHODS = {
    "hand": "giơ tay",
    "card": "giơ thẻ đảng viên",
    "secret": "bỏ phiếu kín",
    "paper": "phiếu giấy",
}
_KINDS = {
    "regular": "Sinh hoạt chi bộ thường kỳ",
    "thematic": "Sinh hoạt chi bộ theo chuyên đề",
    "combined": "Sinh hoạt chi bộ thường kỳ và chuyên đề",
    "extraordinary": "Họp chi bộ bất thường",
    "cell_committee": "Họp chi ủy",
    "party_group": "Sinh hoạt tổ đảng",
    "party_committee": "Họp cấp ủy",
}
_COMMITTEE = "party_committee"
_PRESENT_AS = {
    Standing.OFFICIAL: "chính thức",
    Standing.PROBATIONARY: "dự bị",
    Standing.HOSTED: "sinh hoạt tạm thời",
}
_NOT_DUE_AS = {
    Standing.EXEMPT: "được miễn sinh hoạt",
    Standing.AWAY: "tạm vắng, sinh hoạt nơi khác",
    Standing.TRANSFERRING: "đang chuyển sinh hoạt",
    Standing.SUSPENDED: "đang bị đình chỉ sinh hoạt",
}
_ORGANISATION = re.compile(r"^(?:đảng bộ|đảng ủy)\s+", re.IGNORECASE)
_ADMINISTRATIVE = re.compile(r"^(?:phường|xã|thị trấn|đặc khu|thành phố|tỉnh)\s+", re.IGNORECASE)
_NAMED_ALREADY = ("CHI BỘ", "TỔ ĐẢNG", "ĐẢNG BỘ", "ĐẢNG ỦY")
_ENDS = (".", "!", "?", "…", ":", ";")


def gathering(record: Record) -> str:
    """``Sinh hoạt chi bộ thường kỳ tháng 11 năm 2026``."""
    named = _KINDS[record.kind]
    if record.kind == _COMMITTEE and _ORGANISATION.match(record.unit_name):
        named = f"Họp {committee_of(record.unit_name)}"
    return f"{named} {month_of(record.month)}"


def month_of(day: date) -> str:
    """``tháng 02 năm 2026``; from March on without the zero, as papers write it."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"tháng {month} năm {day.year}"


def day_of(day: date) -> str:
    """``03/11/2026``."""
    return f"{day:%d/%m/%Y}"


def clock(at: time) -> str:
    """``19 giờ 30 phút``."""
    return f"{at.hour} giờ {at.minute:02d} phút"


def seat_of(name: str) -> str:
    """The place before the date: ``Đảng bộ phường Suối Lồ Ô`` → ``Suối Lồ Ô``."""
    bare = _ADMINISTRATIVE.sub("", _ORGANISATION.sub("", name.strip()))
    return bare[:1].upper() + bare[1:]


def committee_of(name: str) -> str:
    """Who receives the paper: ``Đảng bộ phường X`` → ``Đảng ủy phường X``."""
    return f"Đảng ủy {_ORGANISATION.sub('', name)}" if _ORGANISATION.match(name) else name


def issuer(record: Record) -> str:
    """``CHI BỘ …`` for the head of a paper; a group stands under its own name, a grassroots
    committee as ``ĐẢNG ỦY …``."""
    of_committee = record.kind == _COMMITTEE
    name = (committee_of(record.unit_name) if of_committee else record.unit_name).upper()
    return name if name.startswith(_NAMED_ALREADY) else f"CHI BỘ {name}"


def sentence(text: str) -> str:
    """The text as it was written, with a full stop if it has no end of its own."""
    text = text.strip()
    return text if not text or text.endswith(_ENDS) else f"{text}."


def lower_first(text: str) -> str:
    """The phrase as it goes on inside a sentence: ``Sinh hoạt chi bộ…`` → ``sinh hoạt chi bộ…``."""
    return text[:1].lower() + text[1:]


def comrade(someone: Someone) -> RichText:
    """``đồng chí **Siu Thương**, Bí thư chi bộ``."""
    office = f", {someone.office}" if someone.office else ""
    return rich("đồng chí ", bold(someone.name), office)


def time_of(record: Record) -> str:
    """When it began and ended, from what is known."""
    begun = clock(record.started_at) if record.started_at else ""
    ended = clock(record.ended_at) if record.ended_at else ""
    parts = [f"bắt đầu {begun}" if begun else "", f"kết thúc {ended}" if ended else ""]
    said = ", ".join(part for part in (*parts, f"ngày {day_of(record.day)}") if part)
    lasted = record.minutes
    return f"{said} ({lasted} phút)" if lasted is not None else said


@dataclass(frozen=True)
class Own:
    """The cell's own members on the roll, by what they are."""

    lines: tuple[RollLine, ...]

    @property
    def suspended(self) -> int:
        return sum(line.standing is Standing.SUSPENDED for line in self.lines)

    @property
    def official(self) -> int:
        return sum(line.official for line in self.lines)

    @property
    def probationary(self) -> int:
        return len(self.lines) - self.official - self.suspended


def own_members(record: Record) -> Own:
    """Everybody on the roll but those hosted from elsewhere."""
    return Own(tuple(line for line in record.roll if line.standing is not Standing.HOSTED))


def membership(record: Record) -> str:
    """How many members the cell has, by what they are."""
    members = own_members(record)
    own = members.lines
    hosted = len(record.roll) - len(own)
    said = f"{len(own)} đồng chí (chính thức {members.official}, dự bị {members.probationary}"
    suspended = members.suspended
    said += f", đang bị đình chỉ sinh hoạt {suspended})" if suspended else ")"
    for standing in (Standing.EXEMPT, Standing.AWAY, Standing.TRANSFERRING):
        number = sum(line.standing is standing for line in own)
        said += f"; {_NOT_DUE_AS[standing]} {number}" if number else ""
    return said + (f"; đảng viên nơi khác sinh hoạt tạm thời tại chi bộ {hosted}" if hosted else "")


def attendance(record: Record) -> str:
    """``5/6 đồng chí phải dự, đạt 83,3% (chính thức 4, dự bị 1)``."""
    tally = record.tally
    here = [line for line in record.roll if line.due and line.mark is Mark.PRESENT]
    kinds = [
        f"{name} {sum(line.standing is standing for line in here)}"
        for standing, name in _PRESENT_AS.items()
        if any(line.standing is standing for line in here)
    ]
    share = percent_text(tally.present, tally.due)
    told = f" ({', '.join(kinds)})" if kinds else ""
    waiting = f"; chưa điểm danh {tally.unmarked}" if tally.unmarked else ""
    return f"{tally.present}/{tally.due} đồng chí phải dự, đạt {share}{told}{waiting}"


def absent(record: Record, mark: Mark) -> RichText:
    """How many, and who: with the plain category of an excused absence."""
    away = [line for line in record.roll if line.due and line.mark is mark]
    if not away:
        return rich("không có")
    return rich(f"{len(away)} đồng chí: ", *listed(away, lambda line: line.reason.lower()))


def also_present(record: Record) -> RichText:
    """Those who came without being due; listed, never in the ratio."""
    came = [line for line in record.roll if not line.due and line.mark is Mark.PRESENT]
    return listed(came, lambda line: _NOT_DUE_AS.get(line.standing, "")) if came else ()


def guests(came: Sequence[Guest]) -> RichText:
    """Who came from the superior, or was invited: only the former is surely a comrade."""
    if not came:
        return rich("không có")
    parts: list[str | Run] = []
    for place, guest in enumerate(came):
        comrade = "đồng chí " if guest.superior else ""
        title = f", {guest.title}" if guest.title else ""
        parts += ["; " if place else "", comrade, bold(guest.name), title]
    return rich(*parts)


def unpunctual(record: Record, *, late: bool) -> RichText:
    """Who came late, or left early, and when, where somebody noted the time."""
    told = [line for line in record.roll if (line.late if late else line.left_early)]
    when = _arrival if late else _leaving
    return listed(told, when) if told else ()


def _arrival(line: RollLine) -> str:
    return f"có mặt lúc {clock(line.arrived_at)}" if line.arrived_at else ""


def _leaving(line: RollLine) -> str:
    return f"rời cuộc họp lúc {clock(line.left_at)}" if line.left_at else ""


def listed(people: Sequence[RollLine], note: Callable[[RollLine], str]) -> RichText:
    """``đồng chí A (việc riêng); đồng chí B``."""
    parts: list[str | Run] = []
    for place, line in enumerate(people):
        said = note(line)
        parts += ["; " if place else "", "đồng chí ", bold(line.name), f" ({said})" if said else ""]
    return rich(*parts)


def opinion(said: Opinion) -> RichText:
    """``Đồng chí **A**: …`` with the answer given that evening."""
    who = rich("Đồng chí ", bold(said.speaker)) if said.speaker else rich("Ý kiến không nêu tên")
    kept = " (Ý kiến thiểu số, được bảo lưu.)" if said.minority else ""
    answer = f" Trả lời: {sentence(said.answer)}" if said.answer else ""
    return rich(*who, ": ", sentence(said.text), kept, answer)


def vote(cast: Vote) -> list[RichText]:
    """A question with its result, base, threshold and basis; then, each in a line of its own, who
    counted, who stepped out, and what follows from a ratio not reached."""
    question = cast.question.strip().rstrip(".")
    again = f", lần thứ {cast.attempt}" if cast.attempt > 1 else ""
    basis = f", theo {cast.basis}" if cast.basis else ""
    told = rich(
        f"Biểu quyết ({METHODS[cast.method]}{again}): {question}. Kết quả: {result(cast)}{basis}."
    )
    return [told, *filter(None, (_counted_by(cast), _stepped_out(cast), _consequence(cast)))]


def result(cast: Vote) -> str:
    """``7/8 đảng viên chính thức tán thành (87,5%), …; đạt tỷ lệ quá 1/2``."""
    verdict = "đạt" if cast.passed else "không đạt"
    spoilt = f", {cast.invalid} phiếu không hợp lệ" if cast.invalid else ""
    return (
        f"{cast.votes_for}/{cast.base} {cast.voters} tán thành "
        f"({percent_text(cast.votes_for, cast.base)}), {cast.votes_against} không tán thành, "
        f"{cast.abstentions} không có ý kiến{spoilt}; {verdict} tỷ lệ {cast.threshold.words}"
    )


def _counted_by(cast: Vote) -> RichText:
    """The tellers; a count the second one has not confirmed says so."""
    if not cast.tellers:
        return ()
    waiting = "" if cast.confirmed else "; chưa có người kiểm phiếu thứ hai xác nhận"
    return rich("Kiểm phiếu: ", *_comrades(cast.tellers), f"{waiting}.")


def _stepped_out(cast: Vote) -> RichText:
    if not cast.stepped_out:
        return ()
    parts: list[str | Run] = ["Không biểu quyết vì liên quan đến nội dung: "]
    for place, one in enumerate(cast.stepped_out):
        reason = f" ({one.reason.strip().rstrip('.')})" if one.reason.strip() else ""
        parts += ["; " if place else "", "đồng chí ", bold(one.name), reason]
    return rich(*parts, ".")


def _consequence(cast: Vote) -> RichText:
    """What follows from a ratio not reached; the fewest votes it asked for are in the words."""
    if cast.passed:
        return ()
    needed = cast.threshold.needed(cast.base)
    short = f"Nội dung không được thông qua: cần ít nhất {needed} người tán thành"
    basis = f", theo {cast.upward}" if cast.upward else ""
    if cast.must_refer:
        return rich(
            f"{short}; đã biểu quyết {cast.attempt} lần không đạt tỷ lệ. "
            f"Chi bộ báo cáo cấp ủy cấp trên xem xét, quyết định{basis}."
        )
    if cast.must_report:
        return rich(f"{short}. Kết quả được báo cáo đầy đủ lên cấp ủy cấp trên{basis}.")
    return rich(f"{short}.")


def _comrades(names: Sequence[str]) -> RichText:
    """``đồng chí **A**, đồng chí **B**``."""
    parts: list[str | Run] = []
    for place, name in enumerate(names):
        parts += [", " if place else "", "đồng chí ", bold(name)]
    return rich(*parts)


def amendment(said: Amended) -> RichText:
    """``Mục “…”: “cũ” sửa thành “mới”, theo đề nghị của đồng chí **A** (giơ tay).``"""
    words = changed(said.before, said.after)
    if not words.before:
        told = f"bổ sung “{words.after}”"
    elif not words.after:
        told = f"bỏ “{words.before}”"
    else:
        told = f"“{words.before}” sửa thành “{words.after}”"
    asked = rich(", theo đề nghị của đồng chí ", bold(said.asked_by)) if said.asked_by else ()
    how = f"biểu quyết {said.vote.votes_for}/{said.vote.base} tán thành" if said.vote else "giơ tay"
    return rich(f"{said.place}: {told}", *asked, f" ({how}).")


def without_caution(basis: str) -> str:
    """A citation as a paper names it: the document. How well we could check it is said on screen,
    where somebody can do something about it."""
    return basis.split(" (", 1)[0].strip()


def document_of(basis: str) -> str:
    """The document alone, for a narrow column: ``Hướng dẫn 42-HD/BTCTW``."""
    return without_caution(basis).split(" ngày ", 1)[0]


def bases(citations: Iterable[str]) -> list[RichText]:
    """The documents a paper rests on, each once: ``Căn cứ …;`` and a comma after the last."""
    named = [text for text in dict.fromkeys(map(without_caution, citations)) if text]
    ends = [";"] * (len(named) - 1) + [","]
    return [rich(f"Căn cứ {text}{end}") for text, end in zip(named, ends, strict=False)]
