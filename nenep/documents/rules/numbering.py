"""How numbers and dates are written on Party papers.

HD 05-HD/VPTW 27/5/2026 (secondary evidence): "Số 05-NQ/CB" without a colon, a leading zero
below 10; days below 10 and months 1-2 take a leading zero, so that nothing can be written in.
"""

from datetime import date

from nenep.documents.rules.model import PaperNumber, PlaceAndDate
from nenep.kernel.errors import Invalid

DOTS = "." * 8
SHORT_DOTS = "." * 6


def format_number(n: int, type_code: str, issuer_code: str) -> str:
    """``5, "NQ", "CB"`` → ``"05-NQ/CB"``.

    :raises Invalid: for a number below 1 or an empty code.
    """
    if n < 1 or not type_code or not issuer_code:
        raise Invalid("Số văn bản phải từ 1 trở lên, có ký hiệu loại và ký hiệu nơi ban hành.")
    return f"{n:02d}-{type_code}/{issuer_code}"


def number_line(number: PaperNumber) -> str:
    """ "Số 05-NQ/CB", or "Số ........-NQ/CB" while the number is not given."""
    if number.value is None:
        return f"Số {DOTS}-{number.type_code}/{number.issuer_code}"
    return f"Số {format_number(number.value, number.type_code, number.issuer_code)}"


def format_date(on: date) -> str:
    """``2026-02-03`` → ``"ngày 03 tháng 02 năm 2026"``; October to December and 3-9 as they are."""
    month = f"{on.month:02d}" if on.month <= 2 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def place_and_date_line(line: PlaceAndDate) -> str:
    """ "Pleiku, ngày 03 tháng 02 năm 2026", with dots for the pen where the day is not known."""
    when = (
        f"ngày {SHORT_DOTS} tháng {SHORT_DOTS} năm {SHORT_DOTS}"
        if line.on is None
        else format_date(line.on)
    )
    return f"{line.place}, {when}" if line.place else when[0].upper() + when[1:]
