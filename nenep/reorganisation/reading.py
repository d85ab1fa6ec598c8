"""Opening the file of a plan: YAML or a spreadsheet, behind the guards of every sent file."""

from pathlib import PurePath

from nenep.imports.reading import open_list
from nenep.kernel.errors import Invalid
from nenep.reorganisation.rules.sheet_file import read_sheets
from nenep.reorganisation.rules.steps import PlanText
from nenep.reorganisation.rules.yaml_file import LARGEST_FILE, read_yaml

YAML = frozenset({".yaml", ".yml"})


def open_plan(content: bytes, name: str) -> PlanText:
    """The plan of a file; nothing of it is looked up.

    Raises:
        Invalid: empty, unreadable, or with faults (a ``BrokenPlan`` names line or row of each).
    """
    if not content.strip():
        raise Invalid("Tệp trống. Hãy kiểm tra lại tệp rồi gửi lại.", field="file")
    if PurePath(name).suffix.lower() not in YAML:
        return read_sheets(open_list(content, name), name)
    if len(content) > LARGEST_FILE:
        raise Invalid("Tệp quá lớn so với một phương án; chưa nhận gì.", field="file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(
            "Không đọc được chữ trong tệp; hãy lưu lại theo bảng mã UTF-8.", field="file"
        ) from None
    return read_yaml(text, name)
