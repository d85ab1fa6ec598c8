"""The official layout of a paper, as data.

Nothing here is a constant of ours: the figures come from the rulebook's ``papers.layout`` with
their citation (the guidance changed in 2018 and 2026) and are only checked here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from nenep.kernel.errors import Invalid

Figure = int | float


@dataclass(frozen=True, slots=True)
class Layout:
    """Lengths of the page in millimetres, sizes of letters and lines in points.

    The last four are in no provision we know: they have defaults of the house.
    """

    page_width: Figure
    page_height: Figure
    margin_top: Figure
    margin_bottom: Figure
    margin_left: Figure
    margin_right: Figure
    font: str
    body_size: Figure
    line_spacing: Figure
    paragraph_spacing: Figure
    first_line_indent: Figure
    party_text: str
    party_size: Figure
    superior_size: Figure
    issuer_size: Figure
    separator: str
    number_size: Figure
    place_date_size: Figure
    title_size: Figure
    subject_size: Figure
    title_rule: str
    recipients_label_size: Figure
    recipients_size: Figure
    table_size: Figure = 13
    table_line_spacing: Figure = 16
    page_number_size: Figure = 14
    footer_size: Figure = 10

    @property
    def text_width(self) -> float:
        """Width between the margins, in millimetres."""
        return float(self.page_width - self.margin_left - self.margin_right)


def layout_from(mapping: Mapping[str, object]) -> Layout:
    """A layout from the table the rulebook gives for a day (``papers.layout``).

    Of the allowed range of line spacing the least is taken: most cells print on one sheet.

    :raises Invalid: a figure is missing or not a positive number, or the lines would be narrower
        than their letters. Whatever else the table says is left to whoever understands it.
    """
    page, body = _Part(mapping, "page"), _Part(mapping, "body")
    party, left = _Part(mapping, "head_right"), _Part(mapping, "head_left")
    title, recipients = _Part(mapping, "title"), _Part(mapping, "recipients")
    layout = Layout(
        page_width=page.figure("width_mm"),
        page_height=page.figure("height_mm"),
        margin_top=page.figure("top_mm"),
        margin_bottom=page.figure("bottom_mm"),
        margin_left=page.figure("left_mm"),
        margin_right=page.figure("right_mm"),
        font=body.text("font"),
        body_size=body.figure("size_pt"),
        line_spacing=body.figure("line_least_pt"),
        paragraph_spacing=body.figure("paragraph_space_pt"),
        first_line_indent=body.figure("first_line_mm"),
        party_text=party.text("text"),
        party_size=party.figure("size_pt"),
        superior_size=left.figure("superior_size_pt"),
        issuer_size=left.figure("issuer_size_pt"),
        separator=left.text("separator"),
        number_size=_Part(mapping, "number").figure("size_pt"),
        place_date_size=_Part(mapping, "place_date").figure("size_pt"),
        title_size=title.figure("type_size_pt"),
        subject_size=title.figure("subject_size_pt"),
        title_rule=title.text("rule"),
        recipients_label_size=recipients.figure("heading_size_pt"),
        recipients_size=recipients.figure("list_size_pt"),
    )
    _check(layout)
    return layout


class _Part:
    """One section of the table, whose figures are named in errors as "page.left_mm"."""

    def __init__(self, mapping: Mapping[str, object], name: str) -> None:
        self._name = name
        section = mapping.get(name)
        if not isinstance(section, Mapping):
            raise Invalid("Thể thức văn bản thiếu phần “%(name)s”.", name=name, field=name)
        self._section: Mapping[str, object] = section

    def figure(self, name: str) -> Figure:
        value = self._section.get(name)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0:
            raise self._wrong(name, "phải là số dương")
        return value

    def text(self, name: str) -> str:
        value = self._section.get(name)
        if not isinstance(value, str) or not value:
            raise self._wrong(name, "phải là chữ")
        return value

    def _wrong(self, name: str, why: str) -> Invalid:
        full = f"{self._name}.{name}"
        return Invalid("Thể thức văn bản: “%(name)s” %(why)s.", name=full, why=why, field=full)


def _check(layout: Layout) -> None:
    if layout.line_spacing < layout.body_size:
        raise Invalid("Khoảng cách dòng không được nhỏ hơn cỡ chữ.", field="body.line_least_pt")
    if layout.text_width < 60:
        raise Invalid("Lề quá rộng: phần chữ còn dưới 60 mm.", field="page.left_mm")
