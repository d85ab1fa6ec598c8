"""The ward office's pages, without JavaScript: upload → columns → dry run → entry → result."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django import procrastinate_app
from procrastinate.testing import InMemoryConnector

from nenep.imports import views
from nenep.imports.actions.start_import import JOB
from nenep.imports.models import ImportRun, Stage
from nenep.imports.tests.conftest import signed_in
from nenep.imports.tests.lists import CELLS, GROUPED, shared_list, workbook
from nenep.people.models import Person
from tests.world import World


def file_of(content: bytes, name: str = "ds.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def asked(unit: UUID, content: bytes, purpose: str = "members") -> dict[str, object]:
    """The boxes of the form."""
    return {"purpose": purpose, "unit": str(unit), "file": file_of(content)}


def send(browser: Client, ward: UUID, content: bytes) -> str:
    """Upload and follow to the page of the list; its address."""
    sent = browser.post("/imports/", asked(ward, content))
    assert sent.status_code == 302
    return str(sent.headers["Location"])


def listed(world: World) -> int:
    world.act_as("ward_officer")
    return Person.objects.filter(kept_by_id__in=[cell.id for cell in CELLS]).count()


def test_it_goes_from_upload_to_result(world: World, ward: UUID, browser: Client) -> None:
    address = send(browser, ward, shared_list())
    dry = browser.get(address).content.decode()
    assert "Nhập 147 dòng" in dry
    assert "ngày sinh không có thật" in dry
    entered = browser.post(f"{address}entry/", {"which": "all"}, follow=True)
    assert "Đã nhập danh sách" in entered.content.decode()
    assert listed(world) == 147
    assert "Đã nhập" in browser.get("/imports/").content.decode()


def test_it_enters_only_ticked_rows(world: World, ward: UUID, browser: Client) -> None:
    address = send(browser, ward, shared_list())
    browser.post(f"{address}entry/", {"which": "chosen", "rows": ["7", "8"]})
    assert listed(world) == 2


def test_it_asks_to_tick_something(world: World, ward: UUID, browser: Client) -> None:
    address = send(browser, ward, shared_list())
    answer = browser.post(f"{address}entry/", {"which": "chosen"})
    assert answer.status_code == 422
    assert "Chưa chọn dòng nào" in answer.content.decode()
    assert listed(world) == 0


def test_it_filters_by_verdict(ward: UUID, browser: Client) -> None:
    address = send(browser, ward, shared_list())
    refused = browser.get(f"{address}?verdict=refused").content.decode()
    assert "Kpă Phe" in refused
    assert "Vũ Công Dũng" not in refused


def test_it_shows_long_lists_a_page_at_a_time(ward: UUID, browser: Client) -> None:
    person = ("1960", "Chi bộ thôn 2")
    rows = [("STT", "Họ và tên", "Ngày sinh", "Chi bộ")]
    rows += [(str(n), f"Siu Thin{n}", *person) for n in range(1, 451)]
    address = send(browser, ward, workbook(rows))
    first = browser.get(address).content.decode()
    assert "Siu Thin200" in first
    assert "Siu Thin201" not in first
    last = browser.get(f"{address}?after=401").content.decode()
    assert "Siu Thin450" in last
    assert "Các dòng trước" in last


def test_it_lets_the_columns_be_corrected(world: World, ward: UUID, browser: Client) -> None:
    rows = [("TT", "Ai", "Ngày sinh", "Chi bộ"), ("1", "Siu Thin", "05/01/1960", "Chi bộ thon hai")]
    address = send(browser, ward, workbook(rows))
    page = browser.get(address, follow=True).content.decode()
    assert "Cột nào ghi họ và tên?" in page
    assert "Không tìm thấy “Chi bộ thon hai”" in page
    columns = {
        "column_0": "-",
        "column_1": "full_name",
        "column_2": "birth_date",
        "column_3": "cell",
    }
    said = {**columns, "cell_source": "column"}
    dry = browser.post(f"{address}mapping/", said, follow=True).content.decode()
    assert "không tìm thấy chi bộ" in dry
    said["cell_0"] = str(CELLS[2].id)
    dry = browser.post(f"{address}mapping/", said, follow=True).content.decode()
    assert "Nhập 1 dòng" in dry


def test_it_says_what_is_wrong_with_a_correction(ward: UUID, browser: Client) -> None:
    address = send(browser, ward, shared_list())
    nothing = {f"column_{index}": "-" for index in range(10)}
    wrong = browser.post(f"{address}mapping/", {**nothing, "cell_source": "fixed"})
    assert wrong.status_code == 422
    assert "Chưa có cột “Họ và tên”" in wrong.content.decode()


def test_it_reads_another_sheet(ward: UUID, browser: Client) -> None:
    address = send(browser, ward, workbook(GROUPED, other_sheets=[("Bản cũ", GROUPED)]))
    assert "Nhập trang nào?" in browser.get(address, follow=True).content.decode()
    chosen = browser.post(f"{address}sheet/", {"sheet": "Bản cũ"}, follow=True)
    assert chosen.status_code == 200
    assert ImportRun.objects.get().mapping["sheet"] == "Bản cũ"


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"%PDF-1.7", "không phải tệp bảng tính"), (b"", "Tệp trống")],
)
def test_it_says_what_is_wrong_with_a_file_beside_its_box(
    ward: UUID, browser: Client, content: bytes, said: str
) -> None:
    answer = browser.post("/imports/", asked(ward, content))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_it_throws_a_list_away(world: World, ward: UUID, browser: Client) -> None:
    address = send(browser, ward, shared_list())
    browser.post(f"{address}removal/")
    assert "Danh sách này không được nhập" in browser.get(address).content.decode()
    world.act_as("ward_officer")
    assert ImportRun.objects.get().content is None


def test_it_hands_a_long_list_to_the_background(
    world: World, ward: UUID, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "ENTERED_AT_ONCE", 10)
    address = send(browser, ward, shared_list())
    queue = InMemoryConnector()
    with procrastinate_app.current_app.replace_connector(queue):
        waiting = browser.post(f"{address}entry/", {"which": "all"}, follow=True)
    page = waiting.content.decode()
    assert "Đang nhập danh sách" in page
    assert '<meta http-equiv="refresh"' in page
    (job,) = queue.jobs.values()
    assert job["task_name"] == JOB
    assert (
        "0" in browser.get(f"{address}progress/", headers={"HX-Request": "true"}).content.decode()
    )
    world.act_as("ward_officer")
    ImportRun.objects.update(stage=Stage.READY)
    done = browser.get(f"{address}progress/", headers={"HX-Request": "true"})
    assert (done.status_code, done.headers["HX-Redirect"]) == (204, address)


@pytest.mark.parametrize(
    ("who", "status"),
    [("other_ward_officer", 404), ("province_officer", 404), ("secretary", 404), ("member", 404)],
)
def test_it_hides_a_list_from_everybody_else(
    world: World, ward: UUID, browser: Client, who: str, status: int
) -> None:
    address = send(browser, ward, shared_list())
    stranger = signed_in(Client(), world, who)
    for path in ("", "mapping/", "progress/"):
        assert stranger.get(f"{address}{path}").status_code == status
    for path in ("entry/", "removal/", "sheet/"):
        answer = stranger.post(f"{address}{path}", {"which": "all", "sheet": "x"})
        assert answer.status_code == status


@pytest.mark.parametrize("who", ["secretary", "member", "province_officer", "administrator"])
def test_it_forbids_sending_a_list(world: World, ward: UUID, who: str) -> None:
    stranger = signed_in(Client(), world, who)
    assert stranger.get("/imports/").status_code == 403


def test_it_refuses_a_unit_out_of_reach(world: World, ward: UUID, browser: Client) -> None:
    other = asked(world.unit("other_ward"), shared_list())
    assert browser.post("/imports/", other).status_code == 422


def test_it_sends_strangers_to_the_door(ward: UUID, client: Client) -> None:
    assert client.get("/imports/").status_code == 302
