import pytest

from nenep.documents.rules.blocks import Column, Heading, Paragraph, Table
from nenep.documents.rules.model import Head, PaperNumber, Title
from nenep.documents.rules.text import rich
from nenep.kernel.errors import Invalid


def test_it_refuses_a_paper_without_issuer_or_type() -> None:
    with pytest.raises(Invalid):
        Head("ĐẢNG BỘ PHƯỜNG ĐỒI CHÈ", " ")
    with pytest.raises(Invalid):
        Title("")
    with pytest.raises(Invalid):
        PaperNumber("NQ", "CB", 0)


def test_it_refuses_a_row_that_does_not_fill_its_table() -> None:
    columns = (Column("TT"), Column("Nội dung"))
    with pytest.raises(Invalid):
        Table(columns, ((rich("1"),),))
    with pytest.raises(Invalid):
        Table(())
    with pytest.raises(Invalid):
        Column("TT", 0)


def test_it_refuses_levels_and_alignments_the_form_does_not_have() -> None:
    with pytest.raises(Invalid):
        Heading(rich("I."), 4)
    with pytest.raises(Invalid):
        Paragraph(rich("a"), "middle")  # type: ignore[arg-type]
