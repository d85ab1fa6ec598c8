"""Names that a spreadsheet would take for formulas: every file we hand out keeps them as text."""

from io import BytesIO

import pytest
from django.db import connection, transaction
from openpyxl import load_workbook

from tests.attacks.scene import Scene

FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", '=HYPERLINK("x")', "=cmd|' /C calc'!A0")
SPREADSHEET = "spreadsheetml"


@pytest.mark.parametrize("formula", FORMULAS)
def test_it_hands_out_no_formula(scene: Scene, formula: str) -> None:
    opened, wrong, found = 0, [], 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select access_enter_system('poison')")
            cursor.execute("update people_person set full_name = %s", [formula])
            cursor.execute("update people_residencelink set full_name = %s", [formula])
            cursor.execute("update structure_localityplace set name = %s", [formula])
        for name, url, key in list(scene.open_pages("ward_officer", "secretary")):
            if not url.endswith(".xlsx") and "export" not in name and "sheet" not in name:
                continue
            page = scene.get(key, url)
            page = scene.post(key, url, {}) if page.status_code == 405 else page
            if SPREADSHEET not in page.get("Content-Type", ""):
                continue
            opened += 1
            for sheet in load_workbook(BytesIO(page.content)):
                for row in sheet.iter_rows():
                    found += sum(str(cell.value or "").strip() == formula.strip() for cell in row)
                    wrong += [f"{name} {cell.coordinate}" for cell in row if cell.data_type == "f"]
        transaction.set_rollback(True)
    assert opened >= 3
    assert found > 0
    assert wrong == []
