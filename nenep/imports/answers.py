"""What is said about a file that cannot be taken, and how much is taken."""

from dataclasses import dataclass

from nenep.kernel.errors import Invalid

_EXCEL_ROWS = 1_048_576


@dataclass(frozen=True)
class Limits:
    """How much is accepted. ``bytes_unfolded`` and ``ratio`` guard against a zip made to hurt."""

    rows: int = 20_000
    columns: int = 256
    bytes_sent: int = 30_000_000
    bytes_unfolded: int = 300_000_000
    ratio: int = 150


USUAL = Limits()


def answer(template: str, **params: object) -> Invalid:
    """A sentence about the file, beside its box on the form."""
    fault = Invalid(template, field="file")
    fault.params = params
    return fault


def too_many_rows(rows: int, limits: Limits) -> Invalid:
    """``rows``: how far the list goes, as far as it is known."""
    return answer(
        "Danh sách có đến dòng %(rows)s, nhiều hơn mức %(limit)s dòng một lần. "
        "Chưa có gì được nhập. Hãy xóa các dòng thừa ở cuối, "
        "hoặc tách danh sách rồi nhập từng phần.",
        rows=f"{min(rows, _EXCEL_ROWS):,}".replace(",", "."),
        limit=f"{limits.rows:,}".replace(",", "."),
    )


def encrypted() -> Invalid:
    """A password."""
    return answer(
        "Tệp có mật khẩu nên không đọc được. Chưa có gì được nhập. "
        "Hãy mở tệp, bỏ mật khẩu, lưu lại rồi gửi lại."
    )


def damaged() -> Invalid:
    """It looks like a workbook but cannot be opened."""
    return answer(
        "Tệp bị hỏng, không đọc được. Chưa có gì được nhập. "
        "Hãy mở tệp bằng chương trình bảng tính, lưu lại thành .xlsx rồi gửi lại."
    )


def not_a_spreadsheet() -> Invalid:
    """Something else altogether."""
    return answer(
        "Đây không phải tệp bảng tính. Chưa có gì được nhập. "
        "Hãy gửi tệp .xlsx, .xls, .ods hoặc .csv."
    )
