"""How long a one-time link is good, and the fact it asks for."""

from datetime import date, timedelta

from nenep.identity.rules.codes import read_code
from nenep.kernel.errors import Refused
from nenep.kernel.names import given_name, same_name_key

TRIES = 5


def last_day(today: date, *, meeting_on: date | None, days: int) -> date:
    """Printed for a meeting: the day after it. Otherwise so many days from today."""
    return meeting_on + timedelta(days=1) if meeting_on else today + timedelta(days=days)


def fact_of(code: str, *, birth_year: int | str, given: str) -> str:
    """What must be known besides the code, in one writing: the year of birth and the given name."""
    return f"{read_code(code)}|{int(birth_year)}|{same_name_key(given)}"


def known_fact(code: str, *, full_name: str, born: date | None, precision: str) -> str:
    """The same from the register.

    Raises:
        Refused: no year of birth is known there.
    """
    if born is None or precision == "unknown":
        raise Refused(
            "Danh sách chưa ghi năm sinh của %(name)s nên chưa phát được đường dẫn."
            " Đề nghị văn phòng Đảng ủy bổ sung năm sinh.",
            name=full_name,
        )
    return fact_of(code, birth_year=born.year, given=given_name(full_name))
