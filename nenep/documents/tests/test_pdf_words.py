"""The little that is read of a PDF: a stamp alone on its line, written by a real typesetter."""

import pytest

from nenep.documents.inspection.files import inspect_file
from nenep.documents.inspection.pdfs import look
from nenep.documents.queries import layout_on
from nenep.documents.rules.blocks import Paragraph
from nenep.documents.rules.model import Document, Head, Title
from nenep.documents.rules.text import bold, rich
from nenep.documents.rules.uploads import Kind, Limits
from nenep.documents.writers import pdf
from nenep.kernel.errors import Invalid
from tests.world import TODAY, World

LIMITS = Limits()


def paper(*lines: str) -> bytes:
    blocks = tuple(Paragraph(rich(bold(line)), "left", False) for line in lines)
    head = Head("ĐẢNG BỘ TỈNH SƠN HẠ", "ĐẢNG ỦY PHƯỜNG SUỐI LỒ Ô")
    return pdf.write(Document(head=head, title=Title("KẾ HOẠCH"), blocks=blocks), layout_on(TODAY))


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_it_reads_a_stamp_through_the_letters_of_its_font(world: World, stamp: str) -> None:
    world.act_as_system()
    with pytest.raises(Invalid, match=f"dấu độ mật “{stamp}”"):
        inspect_file(paper("Kính gửi các chi bộ", stamp, "Nội dung"), "a.pdf", LIMITS)


def test_it_takes_a_paper_that_speaks_of_secrets(world: World) -> None:
    world.act_as_system()
    sent = paper("Bảo vệ bí mật nhà nước", "MẬT ĐỘ DÂN SỐ", "Không phổ biến tài liệu MẬT")
    assert "Bảo vệ bí mật nhà nước" in look(sent, LIMITS)
    assert inspect_file(sent, "a.pdf", LIMITS).kind is Kind.PDF
