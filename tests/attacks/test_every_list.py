"""Broken files and pasted lists wherever one can be sent: a sentence, never a fault of the program,
and a list is entered whole or not at all."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from nenep.imports.tests.lists import FULL_HEADER, workbook
from nenep.kernel import clock
from nenep.reorganisation.template import EXAMPLE, template_for
from nenep.rulebook.tests.files import OVERRIDE, SHEET
from tests.attacks.broken_files import FILE_NAMES, broken, cut
from tests.attacks.filling import filled
from tests.attacks.kept import Rows, rows_now
from tests.attacks.nonsense import TEXTS, trying
from tests.attacks.scene import forms_in
from tests.browsing import signed_in
from tests.world import TODAY, World

WARD_OFFICE = "ward_officer"
VILLAGE = "Chi bộ làng Kon Rơlang"
MEMBERS = (
    FULL_HEADER,
    (1.0, "Siu Thin", "Nam", "05/01/1960", VILLAGE, "03/02/1985", "03/02/1986", "123456789012"),
    (2.0, "Rơ Mah H’Nhi", "Nữ", "1972", VILLAGE, "02/1999", "2000", "", "Bí thư", "ốm"),
    (3.0, "Phạm Thị Cúc", "Nữ", "07/07/1977", VILLAGE, "", "", "", "", ""),
)
CHANGES = (
    ("Họ và tên", "Ngày sinh", "Chi bộ", "Ghi chú", "Từ ngày", "Đến ngày", "Số thẻ"),
    ("Phạm Thị Cúc", "07/07/1977", "Chi bộ Trường Tiểu học Lồ Ô", "", "01/11/2026", "", ""),
    ("Ngô Bá Thiện", "12/12/1943", "", "miễn sinh hoạt", "01/11/2026", "01/11/2027", "1234"),
)
UNITS = (
    ("STT", "Tên đơn vị", "Mã", "Loại", "Thuộc"),
    (1.0, "Chi bộ thôn 7", "99101009000001", "chi bộ", ""),
    (2.0, "Chi bộ thôn 8", "99101009000002", "chi bộ", "Đảng bộ phường Suối Lồ Ô"),
)
ON_THE_WAY = {"import-mapping", "import-sheet", "import-entry"}
LISTS = {"members": MEMBERS, "changes": CHANGES, "units": UNITS}


@pytest.fixture(scope="module")
def before(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Rows]:
    """The drawn world as it reads; what a test does in it is taken back by the test."""
    own = override_settings(DATA_DIR=tmp_path_factory.mktemp("lists"))
    with django_db_blocker.unblock(), clock.frozen(TODAY), own, transaction.atomic():
        yield _rows()
        transaction.set_rollback(True)


def _rows() -> Rows:
    return rows_now("journal_", "identity_", "procrastinate_")


def _browser(key: str = WARD_OFFICE) -> Client:
    client = signed_in(World(), key)
    client.raise_request_exception = False
    return client


def _file(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def _must_stand(page: object, before: Rows | None = None) -> HttpResponse:
    """No fault; and where it was refused, everything reads as ``before``."""
    assert isinstance(page, HttpResponse)
    assert page.status_code < 500
    if before is not None and page.status_code >= 400:
        assert _rows() == before
    return page


@pytest.mark.parametrize("purpose", sorted(LISTS))
def test_it_reads_or_refuses_any_list_and_enters_it_whole_or_not(
    purpose: str, before: Rows
) -> None:
    @trying(6, 80)
    @given(content=broken(LISTS[purpose]), name=FILE_NAMES, data=st.data())
    def sent(content: bytes, name: str, data: st.DataObject) -> None:
        with transaction.atomic():
            _carried_through(purpose, _file(content, name), before, data)
            transaction.set_rollback(True)

    sent()


def _carried_through(
    purpose: str, file: SimpleUploadedFile, before: Rows, data: st.DataObject
) -> None:
    """Sent; the columns confirmed, rightly or wrongly; entered."""
    client, unit = _browser(), str(World().unit("ward"))
    page = client.post("/imports/", {"purpose": purpose, "unit": unit, "file": file})
    while _must_stand(page, before).status_code == 302:
        at = page["Location"]
        page = client.get(at)
    if page.status_code != 200:
        return
    for _ in range(2):
        shown = forms_in(page.content.decode(), at, WARD_OFFICE)
        forms = [form for form in shown if form.name in ON_THE_WAY]
        if not forms:
            return
        found = data.draw(st.sampled_from(forms))
        said = filled(found)
        for box in found.boxes.values():
            if box.choices and data.draw(st.integers(0, 5)) == 0:
                said[box.name] = [data.draw(st.sampled_from(box.choices))]
        kept = _rows()
        page = client.post(found.action, said)
        if _must_stand(page, kept).status_code == 302:
            at = page["Location"]
            page = _must_stand(client.get(at), None)


@pytest.mark.parametrize("purpose", sorted(LISTS))
def test_it_begins_with_lists_that_are_taken(purpose: str, before: Rows) -> None:
    """What is broken above was sound: otherwise nothing would be tried."""
    said = {"purpose": purpose, "unit": str(World().unit("ward"))}
    with transaction.atomic():
        client = _browser()
        sent = client.post("/imports/", {**said, "file": _file(workbook(LISTS[purpose]), "a.xlsx")})
        page = client.get(sent["Location"], follow=True)
        entered = client.post(f"{sent['Location']}entry/", {"which": "all"})
        changed = _rows() != before
        transaction.set_rollback(True)
    assert (page.status_code, entered.status_code, changed) == (200, 302, True)


PLAN_ROWS = [line.split(";") for line in ("Tên phương án;Thử", "Ngày hiệu lực;1/1/2027", "", "")]


def test_it_reads_or_refuses_any_plan(before: Rows) -> None:
    text = EXAMPLE.read_bytes()

    @trying(8, 120)
    @given(
        st.one_of(_lines(text.decode()), cut(st.just(template_for("a.xlsx"))), broken(PLAN_ROWS)),
        FILE_NAMES,
    )
    def sent(content: bytes, name: str) -> None:
        with transaction.atomic():
            client, unit = _browser(), str(World().unit("ward"))
            page = client.post("/reorganisations/", {"unit": unit, "file": _file(content, name)})
            if _must_stand(page, before).status_code == 302:
                _must_stand(client.get(page["Location"]))
            transaction.set_rollback(True)

    sent()


@pytest.mark.parametrize("sound", [OVERRIDE, SHEET], ids=["values", "sheet"])
def test_it_reads_or_refuses_any_rules(sound: str, before: Rows) -> None:
    @trying(6, 80)
    @given(_lines(sound), st.booleans())
    def sent(content: bytes, as_file: bool) -> None:
        at = f"/units/{World().unit('province')}/rules/"
        with transaction.atomic():
            client = _browser("province_officer")
            text = content.decode("utf-8", errors="replace")
            said = {"file": _file(content, "a.yaml")} if as_file else {"content": text}
            _must_stand(client.post(at, said), before)
            page = client.post(f"{at}publication/", {"content": text, "name": "a.yaml"})
            _must_stand(page, before)
            _must_stand(client.get("/rules/"))
            transaction.set_rollback(True)

    sent()


def test_it_reads_or_refuses_any_pasted_list_of_villages(before: Rows) -> None:
    """Tables, numbers in front, cells that are none, letters taken apart."""
    at = f"/units/{World().unit('ward')}/villages/list/"
    words = st.one_of(
        st.sampled_from((*TEXTS, "Làng Kon Rơ", "thôn 7", "1. Tổ 3; 99101001000001", "- | -")),
        st.text(max_size=30),
    )

    @trying(8, 120)
    @given(st.lists(words, max_size=8).map("\n".join))
    def sent(text: str) -> None:
        with transaction.atomic():
            client = _browser()
            page = _must_stand(client.post(at, {"text": text}), before)
            for found in forms_in(page.content.decode(), at, WARD_OFFICE):
                _must_stand(client.post(found.action, filled(found)), _rows())
            transaction.set_rollback(True)

    sent()


@st.composite
def _lines(draw: st.DrawFn, sound: str) -> bytes:
    """A text of which a line or two are others, or whose bytes were cut."""
    lines = sound.splitlines()
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(lines) - 1))
        value = draw(st.one_of(st.sampled_from(TEXTS), st.text(max_size=20)))
        lines[at] = draw(
            st.sampled_from([value, lines[at].partition(":")[0] + f": {value}", lines[at] * 2])
        )
    return draw(cut(st.just("\n".join(lines).encode())))
