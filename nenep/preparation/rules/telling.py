"""Who was told of a meeting on which way, and who got its papers: counted, never ranked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from nenep.kernel.errors import Invalid, Refused


class Told(StrEnum):
    """What reached the member."""

    NOTICE = "notice"
    PAPERS = "papers"


class Way(StrEnum):
    """How it did."""

    OWN_PAGE = "own_page"
    PAPER = "paper"
    READ_ALOUD = "read_aloud"
    ONE_TIME_LINK = "one_time_link"


@dataclass(frozen=True)
class Telling:
    """One member was told on one way; ``reader_id`` is who read it aloud."""

    person_id: UUID
    what: Told
    way: Way
    told_on: date
    reader_id: UUID | None = None


@dataclass(frozen=True)
class Count:
    """Of ``expected`` members so many; ``in_time`` is None where no rule says by when."""

    expected: int
    reached: int
    in_time: int | None

    @property
    def complete(self) -> bool:
        return self.reached == self.expected


def count(
    told: Sequence[Telling], what: Told, *, expected: Collection[UUID], last_day: date | None
) -> Count:
    """Among the expected only: somebody told in vain does not fill another's place."""
    days = {one.person_id: one.told_on for one in told if one.what is what}
    reached = [days[person] for person in set(expected) if person in days]
    in_time = None if last_day is None else sum(day <= last_day for day in reached)
    return Count(len(set(expected)), len(reached), in_time)


def must_name_its_reader(way: Way, reader_id: UUID | None) -> None:
    """Reading aloud has a reader, the other ways have none.

    Raises:
        Invalid: it is the other way round.
    """
    if way is Way.READ_ALOUD and reader_id is None:
        raise Invalid("Đồng chí chọn người đã đọc trực tiếp.", field="reader_id")
    if way is not Way.READ_ALOUD and reader_id is not None:
        raise Invalid("Chỉ cách đọc trực tiếp mới ghi người đọc.", field="reader_id")


def must_precede(on: date, meeting_day: date) -> None:
    """Telling comes before the meeting, at the latest on its day.

    Raises:
        Refused: the day lies behind it.
    """
    if on > meeting_day:
        raise Refused(
            "Ngày %(on)s sau ngày họp %(day)s; chưa ghi gì.",
            on=f"{on:%d/%m/%Y}",
            day=f"{meeting_day:%d/%m/%Y}",
        )
