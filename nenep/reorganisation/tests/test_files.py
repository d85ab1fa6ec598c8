"""The files in which an office writes a plan: YAML and spreadsheets, every fault with its line."""

import io
from collections.abc import Sequence

import pytest
import xlsxwriter

from nenep.kernel.errors import Invalid
from nenep.kernel.partial_dates import PartialDate
from nenep.reorganisation.reading import open_plan
from nenep.reorganisation.rules.steps import (
    STEP_NAMES,
    ChangeKind,
    Dissolve,
    Found,
    Merge,
    Move,
    MoveMembers,
    Part,
    PersonRef,
    PlanText,
    Recode,
    Rename,
    Split,
)
from nenep.reorganisation.rules.words import COLUMNS, HEAD, Column
from nenep.reorganisation.rules.written import BrokenPlan
from nenep.reorganisation.template import EXAMPLE, template_for
from tests.source import ROOT

A, B, C, WARD = "99101001000001", "99101002000001", "99101003000001", "99101000000000"
HEAD_TEXT = "title: Thử\neffective_on: 2027-01-01\nsteps:\n"
HEAD_ROWS = [("Tên phương án", "Thử"), ("Số quyết định", "15-QĐ/ĐU"), ("Ngày hiệu lực", "1/1/2027")]
CARD = PersonRef(card="012345678901")
MAU = PersonRef(name="Nguyễn Văn Mẫu", born=PartialDate(1970, 2, 3))


def yaml_plan(steps: str) -> PlanText:
    return open_plan((HEAD_TEXT + steps).encode(), "a.yaml")


def faults(steps: str) -> list[str]:
    with pytest.raises(BrokenPlan) as broken:
        yaml_plan(steps)
    return [str(problem) for problem in broken.value.problems]


def test_it_reads_its_own_example() -> None:
    plan = open_plan(EXAMPLE.read_bytes(), EXAMPLE.name)
    assert (plan.decision, plan.effective_on.isoformat()) == ("15-QĐ/ĐU", "2027-01-01")
    assert len(plan.steps) == 9
    assert plan.steps[2].act == Split(
        "99101001000006",
        (Part(B, (CARD, MAU)), Part("99101001000005", rest=True)),
    )
    assert plan.steps[0].where == "dòng 9"


def test_it_is_told_in_the_documents_as_it_is() -> None:
    page = (ROOT / "docs" / "reorganisation.md").read_text(encoding="utf-8")
    assert EXAMPLE.read_text(encoding="utf-8").strip() in page
    assert all(f"`{kind}`" in page for kind in STEP_NAMES)


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (f"  - rename: {{unit: {A}, nam: X}}", "khóa “nam” không có trong mẫu; có phải “name”?"),
        (f"  - rename: {{unit: {A}}}", "thiếu khóa “name”"),
        ("  - renam: {}", "không có việc “renam”; có phải “rename”?"),
        (f"  - rename: {{unit: {A[:-1]}, name: X}}", "có 13 chữ số"),
        (f"  - recode: {{unit: {A}, code: mới}}", "mã đơn vị có 14 chữ số"),
        (
            f"  - found: {{key: 12, name: X, kind: party_cell, under: {WARD}}}",
            "phải là chữ, ví dụ",
        ),
        (
            f"  - found: {{key: a, name: X, kind: chi_bo, under: {WARD}}}",
            "“chi_bo” không được dùng ở đây",
        ),
        (
            f"  - move_members: {{source: {A}, target: {B}, members: [Nguyễn Văn A]}}",
            "ghi số thẻ 12 chữ số",
        ),
        (
            f"  - move_members: {{source: {A}, target: {B}, members: [{{name: A, born: x}}]}}",
            "“x” không phải là ngày sinh",
        ),
        ("  - {rename: {}, recode: {}}", "mỗi bước là đúng một việc"),
        ("  - *cu", "không dùng tham chiếu"),
        ("  - rename: {unit: [", "không đọc được YAML"),
    ],
)
def test_it_says_what_is_wrong_in_which_line(steps: str, said: str) -> None:
    told = faults(steps)
    assert any(said in one for one in told), told
    assert told[0].startswith("a.yaml, dòng ")


def test_it_tells_every_fault_at_once() -> None:
    assert len(faults(f"  - rename: {{unit: {A}}}\n  - move: {{unit: 1, under: {WARD}}}")) == 2


@pytest.mark.parametrize("name", ["a.yaml", "a.xlsx", "a.doc"])
def test_it_refuses_what_is_no_plan(name: str) -> None:
    for content in (b"", b"\xff\xfe\x00", b"[" * 50_000, b"hello"):
        with pytest.raises(Invalid):
            open_plan(content, name)


def sheet(*rows: dict[Column, str], head: Sequence[tuple[str, str]] = HEAD_ROWS) -> bytes:
    """A workbook as an office fills it in."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for at, (label, value) in enumerate(head):
            page.write_row(at, 0, [label, value])
        page.write_row(len(head) + 1, 0, list(COLUMNS.values()))
        for at, row in enumerate(rows, len(head) + 2):
            page.write_row(at, 0, [row.get(column, "") for column in Column])
    return written.getvalue()


def row(act: str, unit: str, target: str = "", **more: str) -> dict[Column, str]:
    return {
        Column.ACT: act,
        Column.UNIT: unit,
        Column.TARGET: target,
        **{Column(key): value for key, value in more.items()},
    }


def test_it_reads_every_kind_of_step_from_a_sheet() -> None:
    plan = open_plan(
        sheet(
            row(
                "Thành lập",
                "moi",
                WARD,
                name="Chi bộ mới",
                kind="chi bộ",
                cell_type="tổ dân phố",
                code=C,
            ),
            row("sáp nhập", f"{A}; {B}", "moi", series=A),
            row("Chia tách", A, B, members="012345678901; Nguyễn Văn Mẫu (03/02/1970)"),
            row("Chia tách", A, C, members="còn lại", records="x"),
            row("Chuyển cấp trên trực tiếp", A, WARD),
            row("Đổi tên", A, name="Tên", short="T"),
            row("Đổi mã", A, code="991.010.030.000.02"),
            row("Đổi loại hình", A, kind="chi bộ", cell_type="cơ quan"),
            row("Giải thể", A, B, members="Còn lại"),
            row("Chuyển đảng viên", A, B, members="012345678901"),
            row("Chuyển đảng viên", A, B, members="Nguyễn Văn Mẫu, 3/2/1970"),
        ),
        "a.xlsx",
    )
    assert [step.act for step in plan.steps] == [
        Found("moi", "Chi bộ mới", "party_cell", WARD, C, cell_type="residential"),
        Merge((A, B), "moi", A),
        Split(A, (Part(B, (CARD, MAU)), Part(C, rest=True)), records=C),
        Move(A, WARD),
        Rename(A, "Tên", "T"),
        Recode(A, "99101003000002"),
        ChangeKind(A, "party_cell", "agency"),
        Dissolve(A, B, B),
        MoveMembers(A, B, (CARD, MAU)),
    ]
    assert (plan.decision, plan.steps[1].where) == ("15-QĐ/ĐU", "dòng 7")


def test_it_names_the_row_of_a_fault_in_a_sheet() -> None:
    content = sheet(
        row("Đổi tin", A),
        row("Đổi tên", A, name="X", code=C),
        row("Chuyển đảng viên", A, B, members="Nguyễn Văn A"),
        row("Đổi mã", "123", code=C),
        head=[("Tên phương án", "Thử"), ("Ngày hiệu lực", "bao giờ")],
    )
    with pytest.raises(BrokenPlan) as broken:
        open_plan(content, "a.xlsx")
    told = [str(problem) for problem in broken.value.problems]
    assert [one.split(":")[0] for one in told] == [f"a.xlsx, dòng {n}" for n in (1, 2, 5, 6, 7, 8)]
    assert "có phải “doi ten”?" in told[2] or "doi" in told[2]
    assert "không dùng ô “Mã mới”" in told[3]


def test_it_refuses_an_unknown_heading() -> None:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Việc", "Đơn vị", "Tên mớii"])
        page.write_row(1, 0, ["Đổi tên", A, "X"])
    with pytest.raises(BrokenPlan, match="có phải “Tên mới”"):
        open_plan(written.getvalue(), "a.xlsx")


def test_its_templates_are_its_own_format() -> None:
    assert open_plan(template_for("mau.yaml"), "mau.yaml").steps
    with pytest.raises(BrokenPlan) as broken:
        open_plan(template_for("mau.xlsx"), "mau.xlsx")
    told = " ".join(str(problem) for problem in broken.value.problems)
    assert all(HEAD[key] in told for key in ("title", "effective_on"))
    with pytest.raises(Invalid):
        template_for("mau.docx")
