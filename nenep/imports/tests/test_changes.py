"""A list of changes: who is meant by several keys, what would change, and what conflicts."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nenep.access.rules import Office
from nenep.imports.actions.import_file import OpenedFile, import_file
from nenep.imports.actions.run_import import run_import
from nenep.imports.actions.upload_list import read_layout, upload_list
from nenep.imports.models import Purpose, Stage
from nenep.imports.queries import judgement
from nenep.imports.reading import open_list
from nenep.imports.rules.layout import find_layout
from nenep.imports.rules.mapping import ColumnMapping
from nenep.imports.rules.sheets import Cell
from nenep.imports.rules.verdicts import Judgement, RowVerdict, Verdict
from nenep.imports.tests.lists import workbook
from nenep.kernel.errors import Forbidden, Refused
from nenep.people.actions.enrol import NewMember, StateSpell, enrol_members
from nenep.people.member_sheet import member_sheet
from nenep.people.models import FormerCard, Membership, OfficeTerm, Person, State
from nenep.people.queries.lists import found_people
from nenep.people.rules.listing import Wanted
from tests.world import SINCE, World

HEADER = ("STT", "Họ và tên", "Ngày sinh", "Chi bộ", "Số thẻ đảng viên", "Ngày vào Đảng")
HEADER_END = ("Ngày chính thức", "Chức vụ", "Ghi chú", "Từ ngày", "Đến ngày")
VILLAGE, SCHOOL = "Chi bộ làng Kon Rơlang", "Chi bộ Trường Tiểu học Lồ Ô"
BORN = date(1981, 4, 30)
OTHER_DAY = date(2026, 11, 10)


def row(
    name: str = "Ksor Hoài",
    born: Cell = BORN,
    cell: str = "",
    card: str = "",
    official: Cell = "",
    office: str = "",
    note: str = "",
    since: Cell = "",
    until: Cell = "",
) -> Sequence[Cell]:
    return ("", name, born, cell, card, "", official, office, note, since, until)


def file_of(*rows: Sequence[Cell]) -> bytes:
    return workbook([(*HEADER, *HEADER_END), *rows])


def hoai(world: World, cell: str = "village", **more: object) -> UUID:
    """Ksor Hoài, official member with a card."""
    (person,) = enrol_members(
        actor=world.act_as("ward_officer"),
        members=[
            NewMember(
                **{  # type: ignore[arg-type]
                    "full_name": "Ksor Hoài",
                    "unit_id": world.unit(cell),
                    "since": SINCE,
                    "birth_date": BORN,
                    "card_number": "111122223333",
                    **more,
                }
            )
        ],
    )
    return person.pk


def judged(world: World, *rows: Sequence[Cell]) -> Judgement:
    world.act_as("ward_officer")
    sheets = open_list(file_of(*rows), "ds.xlsx")
    ward = world.unit("ward")
    mapping, question = read_layout(ward, sheets, on=world.today, purpose=Purpose.CHANGES)
    assert question == ""
    return judgement(ward, sheets, mapping, on=world.today, purpose=Purpose.CHANGES)


def one(world: World, *rows: Sequence[Cell]) -> RowVerdict:
    """The verdict of the last row."""
    return judged(world, *rows).rows[-1]


def entered(world: World, *rows: Sequence[Cell]) -> dict[str, int]:
    content = file_of(*rows)
    actor, ward = world.act_as("ward_officer"), world.unit("ward")
    run = upload_list(
        actor=actor,
        unit_id=ward,
        file_name="ds.xlsx",
        content=content,
        on=world.today,
        purpose=Purpose.CHANGES,
    )
    assert run.stage == Stage.READY
    return run_import(actor=actor, run_id=run.id, on=world.today).counts


def test_it_moves_a_member_to_another_cell(world: World) -> None:
    person = hoai(world)
    moved = row(cell=SCHOOL, card="111122223333", since=OTHER_DAY)
    told = one(world, moved)
    assert told.verdict is Verdict.ACCEPTED
    assert told.notices == (f"chuyển từ {VILLAGE} sang {SCHOOL} từ 10/11/2026",)
    assert entered(world, moved)["moved"] == 1
    spells = Membership.objects.filter(person_id=person).order_by("during")
    assert [(s.unit_id, s.during.lower) for s in spells] == [
        (world.unit("village"), SINCE),
        (world.unit("school"), OTHER_DAY),
    ]
    assert Person.objects.get(pk=person).kept_by_id == world.unit("school")


def test_it_changes_a_card_and_keeps_the_old_number(world: World) -> None:
    person = hoai(world)
    changed = row(cell=VILLAGE, card="999900001111")
    assert one(world, changed).notices == ("đổi số thẻ 111122223333 thành 999900001111",)
    assert entered(world, changed)["cards"] == 1
    assert Person.objects.get(pk=person).card_number == "999900001111"
    assert FormerCard.objects.get(person_id=person).number == "111122223333"
    # A list written before still names the old card: the same person, and nothing to change.
    old = one(world, row(born="1981", cell=SCHOOL, card="111122223333"))
    assert old.known is not None
    assert old.known.person_id == person
    assert "số thẻ 111122223333 là thẻ cũ: giữ nguyên thẻ đang lưu" in old.notices


def test_it_records_a_state_until_its_day_and_renews_it(world: World) -> None:
    person = hoai(world)
    exempt = row(cell=VILLAGE, note="Tạm miễn sinh hoạt", since=OTHER_DAY, until="28/02/2027")
    assert entered(world, exempt)["states"] == 1
    state = State.objects.get(person_id=person)
    assert (state.kind, state.during.lower, state.during.upper) == (
        "temporary_exemption",
        OTHER_DAY,
        date(2027, 3, 1),
    )
    longer = row(cell=VILLAGE, note="Tạm miễn sinh hoạt", until="31/08/2027")
    assert one(world, longer).notices == (
        "gia hạn tạm miễn công tác và sinh hoạt từ hết 28/02/2027 đến hết 31/08/2027",
    )
    assert entered(world, longer)["states"] == 1
    assert State.objects.get(renews=state).during.upper == date(2027, 9, 1)


@pytest.mark.parametrize(
    ("note", "until", "why"),
    [
        ("Tạm miễn", "", "cần ghi ngày cuối cùng"),
        ("Tạm miễn", "31/12/2028", "mỗi lần tạm miễn phải dưới 12 tháng"),
        ("", "31/12/2026", "không rõ của trạng thái nào"),
        ("Tạm miễn", "2027", "ngày hết hạn chỉ có năm"),
        ("Tạm miễn", "01/01/2020", "ngày cuối cùng phải sau ngày bắt đầu"),
    ],
)
def test_it_refuses_a_state_that_may_not_be(world: World, note: str, until: str, why: str) -> None:
    hoai(world)
    told = one(world, row(cell=VILLAGE, note=note, until=until))
    assert told.verdict is Verdict.REFUSED
    assert why in "; ".join(told.reasons)


def test_it_recognises_and_appoints_in_one_row(world: World) -> None:
    person = hoai(world, standing="probationary", admitted_on=date(2025, 8, 1))
    promoted = row(cell=VILLAGE, official=date(2026, 8, 1), office="Chi ủy viên")
    assert one(world, promoted).verdict is Verdict.ACCEPTED
    written = entered(world, promoted)
    assert (written["completed"], written["offices"]) == (1, 1)
    term = OfficeTerm.objects.get(person_id=person)
    assert (term.office, term.unit_id) == (Office.CELL_COMMITTEE_MEMBER, world.unit("village"))


def test_it_gives_no_office_to_a_probationary_member(world: World) -> None:
    hoai(world, standing="probationary", admitted_on=date(2026, 8, 1))
    told = one(world, row(cell=VILLAGE, office="Chi ủy viên"))
    assert told.verdict is Verdict.UNCHANGED
    assert "đảng viên dự bị chưa giữ chức vụ: không ghi Chi ủy viên" in told.reasons


def test_it_lists_a_second_secretary_as_a_conflict(world: World) -> None:
    hoai(world)
    told = one(world, row(cell=VILLAGE, office="Bí thư"))
    assert told.office is None
    assert "đang có Bí thư" in told.reasons[0]


def test_it_frees_the_office_of_a_secretary_who_moves_in_the_same_list(world: World) -> None:
    person = hoai(world)
    old = world.people["secretary"]
    rows = (
        row(old.name, old.birth, cell=SCHOOL),
        row(cell=VILLAGE, card="111122223333", office="Bí thư"),
    )
    assert [told.verdict for told in judged(world, *rows).rows] == [
        Verdict.WARNED,  # no card: by name and birthday alone
        Verdict.ACCEPTED,
    ]
    written = entered(world, *rows)
    assert (written["moved"], written["offices"]) == (1, 1)
    running = OfficeTerm.objects.get(
        unit_id=world.unit("village"),
        office=Office.CELL_SECRETARY,
        during__contains=world.today,
    )
    assert running.person_id == person


@pytest.mark.parametrize(
    ("listed", "why"),
    [
        (row("Rơ Châm Lạ", cell=VILLAGE), "không có trong sổ của đơn vị này"),
        (row(born="1981", cell="Chi bộ Không Có"), "không tìm thấy chi bộ"),
        (row(cell=SCHOOL, card="222233334444"), "chưa đủ chắc để thay đổi"),
        (row(born="1981", cell=SCHOOL), "không có trong sổ của đơn vị này"),
        (row(born="1990", cell=VILLAGE, card="111122223333"), "chưa đủ chắc để thay đổi"),
        (row("", cell=VILLAGE), "thiếu họ và tên"),
        (row(cell=SCHOOL, card="111122223333", since="01/01/2020"), "ngày chuyển trước ngày vào"),
        (row(cell=VILLAGE, since="11/2026"), "ngày thay đổi chỉ có tháng và năm"),
    ],
)
def test_it_refuses_what_it_cannot_be_sure_of(
    world: World, listed: Sequence[Cell], why: str
) -> None:
    hoai(world)
    told = one(world, listed)
    assert told.verdict is Verdict.REFUSED
    assert why in "; ".join(told.reasons)
    assert told.changes == frozenset()


def test_it_refuses_somebody_else_s_card(world: World) -> None:
    hoai(world)
    hoai(world, full_name="Ksor Thắm", card_number="555566667777", birth_date=date(1970, 1, 1))
    told = one(world, row(cell=VILLAGE, card="555566667777"))
    assert told.verdict is Verdict.REFUSED
    assert told.reasons == (f"số thẻ 555566667777 đang là của đ/c Ksor Thắm ({VILLAGE})",)


def test_it_refuses_the_same_person_twice(world: World) -> None:
    hoai(world)
    told = one(world, row(cell=VILLAGE, card="999900001111"), row(cell=VILLAGE))
    assert told.reasons[-1].startswith("trùng với dòng")


def test_it_reads_a_list_that_names_no_cell(world: World) -> None:
    person = hoai(world)
    told = one(world, row(card="999900001111"))
    assert told.known is not None
    assert told.known.person_id == person
    assert told.verdict is Verdict.WARNED
    assert told.notices == ("đổi số thẻ 111122223333 thành 999900001111",)


def test_it_changes_nothing_the_second_time(world: World) -> None:
    hoai(world)
    rows = (row(cell=SCHOOL, card="111122223333", since=OTHER_DAY),)
    entered(world, *rows)
    assert one(world, *rows).verdict is Verdict.UNCHANGED
    again = entered(world, *rows)
    assert [again[kind] for kind in ("moved", "cards", "completed", "states", "offices")] == [0] * 5


def test_it_adds_nobody(world: World) -> None:
    entered(world, row("Rơ Châm Lạ", cell=VILLAGE))
    world.act_as("ward_officer")
    assert not Person.objects.filter(full_name="Rơ Châm Lạ").exists()


def test_it_undoes_all_when_one_row_cannot_be_carried_out(world: World) -> None:
    """The dry run cannot know everything: a rule of a later hour refuses the whole list."""
    hoai(world)
    person = hoai(
        world,
        full_name="Ksor Thắm",
        card_number="555566667777",
        states=(StateSpell("away", SINCE, date(2026, 12, 31)),),
    )
    actor, ward = world.act_as("ward_officer"), world.unit("ward")
    content = file_of(
        row(cell=SCHOOL, card="111122223333"),
        row("Ksor Thắm", cell=VILLAGE, note="Đi xa", until="31/05/2027"),
    )
    sheets = open_list(content, "ds.xlsx")
    mapping, _ = read_layout(ward, sheets, on=world.today, purpose=Purpose.CHANGES)
    State.objects.create(
        person_id=person,
        unit_id=world.unit("village"),
        kind="away",
        during=(date(2027, 2, 1), date(2027, 3, 1)),
    )
    with pytest.raises(Refused, match=r"Dòng 3 \(Ksor Thắm\).*Chưa có dòng nào được ghi"):
        import_file(
            actor=actor,
            unit_id=ward,
            opened=OpenedFile(content, sheets, mapping, Purpose.CHANGES),
            on=world.today,
        )


def test_it_is_not_for_a_secretary(world: World) -> None:
    hoai(world)
    with pytest.raises(Forbidden):
        upload_list(
            actor=world.act_as("secretary"),
            unit_id=world.unit("village"),
            file_name="ds.xlsx",
            content=file_of(row(cell=VILLAGE)),
            on=world.today,
            purpose=Purpose.CHANGES,
        )


def test_it_shows_every_change_before_it_is_made(world: World, client: Client) -> None:
    hoai(world)
    world.leave()
    client.cookies["nenep_session"] = world.session("ward_officer")
    content = file_of(row(cell=SCHOOL, card="111122223333", since=OTHER_DAY))
    sent = client.post(
        "/imports/",
        {
            "purpose": "changes",
            "unit": str(world.unit("ward")),
            "file": SimpleUploadedFile("ds.xlsx", content),
        },
    )
    address = sent.headers["Location"]
    text = client.get(address).content.decode()
    assert f"chuyển từ {VILLAGE} sang {SCHOOL} từ 10/11/2026" in text
    assert "Nhập 1 dòng" in text
    done = client.post(f"{address}entry/", {"which": "all"}, follow=True).content.decode()
    assert "Chuyển chi bộ" in done
    columns = client.get(f"{address}mapping/", follow=True)
    assert columns.status_code == 200


def test_it_reads_what_the_export_wrote(world: World) -> None:
    """A list taken out, corrected in a spreadsheet and sent back is understood as it stands."""
    hoai(world)
    actor = world.act_as("ward_officer")
    ward = world.unit("ward")
    lines = found_people(actor, ward, world.today, wanted=Wanted(), size=100)
    content = member_sheet(lines, unit="Đảng bộ", mark="ai", narrowed=False)
    sheets = open_list(content, "ds.xlsx")
    assert isinstance(find_layout(sheets), ColumnMapping)
    mapping, _ = read_layout(ward, sheets, on=world.today, purpose=Purpose.CHANGES)
    told = judgement(ward, sheets, mapping, on=world.today, purpose=Purpose.CHANGES)
    cells = [row for row in told.rows if row.entry.cell_text.startswith("Chi bộ")]
    assert len(cells) == len([line for line in lines if line.cell.startswith("Chi bộ")])
    assert {row.verdict for row in cells} == {Verdict.UNCHANGED}
