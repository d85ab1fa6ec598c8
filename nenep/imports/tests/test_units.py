"""A list of units: read by its headings, judged row by row, written by the structure itself."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nenep.imports.actions.import_units import import_units
from nenep.imports.actions.upload_list import upload_list
from nenep.imports.models import Purpose
from nenep.imports.queries import unit_judgement
from nenep.imports.reading import open_list
from nenep.imports.rules.sheets import Cell
from nenep.imports.rules.unit_lists import kind_named, read_units, type_named
from nenep.imports.rules.unit_verdicts import UnitAct, UnitVerdict
from nenep.imports.rules.verdicts import Verdict
from nenep.imports.tests.lists import sheet, workbook
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.structure.models import UnitCode, UnitName
from nenep.structure.queries.units import children_on, unit_by_code
from tests.world import World

HEADER = (
    *("TT", "Tên tổ chức đảng", "Mã số", "Loại tổ chức", "Loại hình chi bộ"),
    *("Cấp trên trực tiếp", "Ngày thành lập", "Quyết định"),
)
FOUNDED = date(2026, 3, 1)
LATER = date(2026, 8, 1)  # the rules of mid-2026 know organisations under a commune's
VILLAGE, SCHOOL = "Chi bộ làng Kon Rơlang", "Chi bộ Trường Tiểu học Lồ Ô"


def row(
    name: str,
    code: Cell = "",
    kind: str = "",
    cell_type: str = "",
    superior: str = "",
    founded: Cell = FOUNDED,
    decision: str = "",
) -> Sequence[Cell]:
    return ("", name, code, kind, cell_type, superior, founded, decision)


NEW = row("Chi bộ tổ dân phố 12", "99101003000001", "Chi bộ", "Tổ dân phố", decision="15-QĐ/ĐU")


def file_of(*rows: Sequence[Cell]) -> bytes:
    return workbook([("DANH SÁCH TỔ CHỨC ĐẢNG",), HEADER, *rows])


def judged(world: World, *rows: Sequence[Cell]) -> tuple[UnitVerdict, ...]:
    world.act_as("ward_officer")
    sheets = open_list(file_of(*rows), "dv.xlsx")
    return unit_judgement(world.unit("ward"), sheets, on=world.today).rows


def entered(world: World, *rows: Sequence[Cell], by: str = "ward_officer") -> dict[str, int]:
    content = file_of(*rows)
    _, written = import_units(
        actor=world.act_as(by),
        unit_id=world.unit("ward"),
        content=content,
        sheets=open_list(content, "dv.xlsx"),
        on=world.today,
    )
    return written.counted()


def below(world: World, unit: UUID) -> set[str]:
    return {view.name for view in children_on(unit, world.today)}


def test_it_founds_a_cell_with_all_that_is_said(world: World) -> None:
    (told,) = judged(world, NEW)
    assert (told.verdict, told.acts) == (Verdict.ACCEPTED, (UnitAct.FOUND,))
    assert told.notices == ("lập mới từ 01/03/2026",)
    assert entered(world, NEW) == {"founded": 1, "renamed": 0, "recoded": 0}
    view = unit_by_code("99101003000001", world.today)
    assert (view.name, view.kind, view.cell_type, view.parent_id) == (
        "Chi bộ tổ dân phố 12",
        "party_cell",
        "residential",
        world.unit("ward"),
    )
    assert unit_by_code("99101003000001", FOUNDED).id == view.id


def test_it_changes_nothing_the_second_time(world: World) -> None:
    entered(world, NEW)
    (told,) = judged(world, NEW)
    assert told.verdict is Verdict.UNCHANGED
    assert entered(world, NEW) == {"founded": 0, "renamed": 0, "recoded": 0}


def test_it_founds_a_superior_and_what_stands_below_it(world: World) -> None:
    rows = (
        row("Đảng bộ Khối trường học", 99101009000000.0, "Đảng bộ bộ phận", founded=LATER),
        row("Chi bộ mầm non", "99101009000001", superior="Đảng bộ Khối trường học", founded=LATER),
    )
    assert [told.verdict for told in judged(world, *rows)] == [Verdict.ACCEPTED] * 2
    assert entered(world, *rows)["founded"] == 2
    above = unit_by_code("99101009000000", world.today)
    assert below(world, above.id) == {"Chi bộ mầm non"}


def test_it_renames_and_recodes_what_is_known_and_keeps_the_old(world: World) -> None:
    rows = (
        row("Chi bộ làng Kon Rơlang 1", "99101001000001"),
        row(SCHOOL, "99101002000009"),
    )
    told = judged(world, *rows)
    assert [one.acts for one in told] == [(UnitAct.RENAME,), (UnitAct.RECODE,)]
    assert [one.verdict for one in told] == [Verdict.WARNED] * 2
    assert told[0].notices == (f"đổi tên từ “{VILLAGE}” thành “Chi bộ làng Kon Rơlang 1”",)
    assert told[1].notices == ("đổi mã từ 99101002000001 thành 99101002000009",)
    assert entered(world, *rows) == {"founded": 0, "renamed": 1, "recoded": 1}
    names = UnitName.objects.filter(unit_id=world.unit("village")).order_by("during")
    assert [name.name for name in names] == [VILLAGE, "Chi bộ làng Kon Rơlang 1"]
    assert UnitCode.objects.filter(unit_id=world.unit("school")).count() == 2


@pytest.mark.parametrize(
    ("listed", "why"),
    [
        (row("", "99101003000001"), "thiếu tên"),
        (row("Chi bộ thôn 9"), "thiếu mã 14 chữ số"),
        (row("Chi bộ thôn 9", "991010030001"), "không đủ 14 chữ số"),
        (row("Chi bộ thôn 9", "9,9101E+13"), "không đủ 14 chữ số"),
        (
            row("Đảng bộ bộ phận Y tế", "99101009000000"),
            "“Đảng bộ bộ phận” không đặt trực thuộc “Đảng bộ xã, phường, đặc khu” vào ngày này",
        ),
        (row("Nhóm nòng cốt", "99101003000001"), "chưa rõ loại"),
        (row("Chi bộ thôn 9", "99101003000001", "Câu lạc bộ"), "không rõ loại “Câu lạc bộ”"),
        (row("Chi bộ thôn 9", "99101003000001", cell_type="lạ"), "không rõ loại hình “lạ”"),
        (row("Chi bộ thôn 9", "99101003000001", superior="Đảng bộ Lạ"), "không tìm thấy cấp trên"),
        (row("Chi bộ thôn 9", "99101003000001", superior=VILLAGE), "không đặt trực thuộc"),
        (row("Chi bộ thôn 9", "99101003000001", founded="31/02/2026"), "không có thật"),
        (row("Chi bộ thôn 9", "99101003000001", founded="2026"), "không đủ ngày"),
        (row(SCHOOL, "99101001000001"), "tên lại là của đơn vị khác"),
    ],
)
def test_it_refuses_what_cannot_be_done(world: World, listed: Sequence[Cell], why: str) -> None:
    (told,) = judged(world, listed)
    assert told.verdict is Verdict.REFUSED
    assert why in "; ".join(told.reasons)
    assert entered(world, listed) == {"founded": 0, "renamed": 0, "recoded": 0}


def test_it_refuses_a_row_that_stands_above(world: World) -> None:
    told = judged(world, NEW, NEW, row(VILLAGE), row(VILLAGE, "99101001000001"))
    assert [one.verdict for one in told] == [
        *(Verdict.ACCEPTED, Verdict.REFUSED, Verdict.UNCHANGED, Verdict.REFUSED)
    ]
    assert told[1].reasons == ("trùng với dòng 3",)


def test_it_takes_today_where_no_founding_day_is_said(world: World) -> None:
    (told,) = judged(world, row("Chi bộ thôn 9", "99101003000001", founded=""))
    assert told.verdict is Verdict.WARNED
    assert told.reasons == ("không ghi ngày thành lập: lấy ngày 23/11/2026",)


def test_it_undoes_all_when_one_row_is_refused(world: World) -> None:
    """The code is of a unit out of sight: only the database knows it."""
    taken = row("Chi bộ thôn 9", "99102001000001")
    with pytest.raises(Refused, match=r"Dòng 4 \(Chi bộ thôn 9\).*Chưa có dòng nào được ghi"):
        entered(world, NEW, taken)
    assert below(world, world.unit("ward")) == {VILLAGE, SCHOOL}


def test_it_is_for_who_may_arrange_the_units(world: World) -> None:
    with pytest.raises(Forbidden):
        entered(world, NEW, by="secretary")
    with pytest.raises(Absent):
        entered(world, NEW, by="other_ward_officer")


def test_it_reads_headings_in_other_words() -> None:
    page = sheet(
        ("Ma TCD", "Ten don vi", "Truc thuoc", "Lap ngay"),
        ("99.101.003.000.01", "Chi bộ thôn 9", "", "01/03/2026"),
        ("", "Người lập biểu", "", ""),
        ("", "Tổng số: 1", "", ""),
    )
    (entry,) = read_units([page])
    assert (entry.code, entry.name, entry.kind) == ("", "Chi bộ thôn 9", "party_cell")
    assert entry.faults == ("mã không đủ 14 chữ số",)
    assert entry.founded == FOUNDED


def test_it_refuses_a_file_that_is_no_list_of_units() -> None:
    with pytest.raises(Invalid, match="Tên tổ chức đảng"):
        read_units([sheet(("Họ và tên", "Ngày sinh"), ("Siu Thin", "1960"))])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chi bộ cơ sở Trạm Y tế", "grassroots_cell"),
        ("CHI BỘ THÔN 2", "party_cell"),
        ("Đảng bộ phường Suối Lồ Ô", "commune_committee"),
        ("Đảng bộ cơ sở", "grassroots_party_organisation"),
        ("Tổ đảng số 1", "party_group"),
        ("Chi hội nông dân", ""),
    ],
)
def test_it_knows_a_kind_by_its_words(text: str, kind: str) -> None:
    assert kind_named(text) == kind


@pytest.mark.parametrize(
    ("text", "cell_type"),
    [("Thôn", "residential"), ("Trường học", "school"), ("residential", "residential"), ("?", "")],
)
def test_it_knows_a_type_by_its_words(text: str, cell_type: str) -> None:
    assert type_named(text) == cell_type


def test_it_goes_from_upload_to_result_on_the_page(world: World, client: Client) -> None:
    client.cookies["nenep_session"] = world.session("ward_officer")
    form = {
        "purpose": "units",
        "unit": str(world.unit("ward")),
        "file": SimpleUploadedFile("dv.xlsx", file_of(NEW, row("Chi bộ thôn 9"))),
    }
    address = client.post("/imports/", form).headers["Location"]
    dry = client.get(address).content.decode()
    assert "lập mới từ 01/03/2026" in dry
    assert "thiếu mã 14 chữ số" in dry
    assert client.get(f"{address}mapping/").status_code == 302
    done = client.post(f"{address}entry/", {"which": "all"}, follow=True).content.decode()
    assert "Lập mới" in done
    world.act_as("ward_officer")
    assert unit_by_code("99101003000001", world.today).name == "Chi bộ tổ dân phố 12"


def test_it_says_beside_the_box_that_it_is_no_list_of_units(world: World, client: Client) -> None:
    client.cookies["nenep_session"] = world.session("ward_officer")
    content = workbook([("Họ và tên", "Ngày sinh"), ("Siu Thin", "1960")])
    form = {
        "purpose": "units",
        "unit": str(world.unit("ward")),
        "file": SimpleUploadedFile("dv.xlsx", content),
    }
    answer = client.post("/imports/", form)
    assert answer.status_code == 422
    assert "Không tìm thấy dòng tiêu đề của danh sách tổ chức đảng" in answer.content.decode()


def test_it_has_no_columns_to_correct(world: World, client: Client) -> None:
    run = upload_list(
        actor=world.act_as("ward_officer"),
        unit_id=world.unit("ward"),
        file_name="dv.xlsx",
        content=file_of(NEW),
        on=world.today,
        purpose=Purpose.UNITS,
    )
    world.leave()
    client.cookies["nenep_session"] = world.session("ward_officer")
    answer = client.post(f"/imports/{run.id}/sheet/", {"sheet": "x"})
    assert answer.status_code == 422
