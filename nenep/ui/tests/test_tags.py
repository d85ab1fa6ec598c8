from datetime import date

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from nenep.kernel.clock import at
from nenep.ui.icons import ICONS
from nenep.ui.shapes import Cell, Column, MonthMark, Pair, Row, Step, Table
from nenep.ui.specimen import sample


def drawn(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def test_it_draws_every_icon() -> None:
    for name in ICONS:
        assert "<svg" in drawn("{% icon name %}", name=name)


def test_it_refuses_an_icon_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        drawn('{% icon "unicorn" %}')


def test_it_names_an_icon_only_when_it_speaks() -> None:
    assert 'aria-hidden="true"' in drawn('{% icon "check" %}')
    assert 'aria-label="Đã xong"' in drawn('{% icon "check" label="Đã xong" %}')


def test_it_escapes_what_people_wrote() -> None:
    html = drawn("{% badge text 'bad' %}{% person_name text %}", text="<b>x</b>")
    assert "<b>" not in html
    assert html.count("&lt;b&gt;") == 2


def test_it_refuses_a_tone_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="pink"):
        drawn("{% badge 'x' 'pink' %}")


def test_it_keeps_the_style_of_address_on_the_line_of_the_name() -> None:
    assert "đ/c\N{NO-BREAK SPACE}Siu Thin" in drawn("{% person_name 'Siu Thin' %}")
    assert "đồng chí\N{NO-BREAK SPACE}" in drawn("{% person_name 'Siu Thin' full=True %}")


def test_it_tells_the_step_in_words() -> None:
    steps = [Step("Chuẩn bị", "done", url="/a"), Step("Họp", "now"), Step("Báo cáo", "next")]
    html = drawn("{% stepper steps %}", steps=steps)
    assert "Bước <b>2/3</b> · <b>Họp</b>" in html
    assert html.count('aria-current="step"') == 2
    assert html.count('href="/a"') == 2


def test_it_tells_when_no_step_is_being_done() -> None:
    assert "Đã xong cả 1 bước" in drawn("{% stepper s %}", s=[Step("Họp", "done")])
    waiting = [Step("Họp", "done"), Step("Báo cáo", "next")]
    assert "Đã xong 1/2 bước" in drawn("{% stepper s %}", s=waiting)


def test_it_tells_each_month_in_a_table_too() -> None:
    marks = [
        MonthMark(date(2025, 12, 1), "held", 0.95, "19/20"),
        MonthMark(date(2026, 1, 1), "missed"),
    ]
    html = drawn("{% month_strip marks caption='Dự' %}", marks=marks)
    assert 'class="h5 held"' in html
    assert 'class="h5 missed"' in html
    assert "<td>19/20</td>" in html
    assert "<td>không họp</td>" in html
    assert 'scope="row">2026' in html


def test_it_says_what_a_number_is_of() -> None:
    html = drawn("{% figure 'Dự' 15 of=16 note='1 vắng' tone='bad' url='/x' %}")
    assert '15<span class="of">/16</span>' in html
    assert 'href="/x"' in html
    assert "/" not in drawn("{% figure 'Dự' 0 %}").split("value")[1].split("<")[0]


def test_it_labels_each_cell_for_the_phone() -> None:
    table = Table("Việc", (Column("Tên"), Column("Hạn", "num")), (Row((Cell("A"), Cell("3/11"))),))
    assert 'data-label="Hạn" class="num"' in drawn("{% card_table t %}", t=table)


def test_it_refuses_a_row_that_does_not_fit_its_table() -> None:
    table = Table("Việc", (Column("Tên"), Column("Hạn")), (Row((Cell("A"),)),))
    with pytest.raises(ValueError, match="shorter"):
        drawn("{% card_table t %}", t=table)


def test_it_says_that_a_citation_was_not_checked() -> None:
    assert "chưa đối chiếu văn bản gốc" in drawn("{% basis 'Văn bản mẫu' %}")
    assert "chưa đối chiếu" not in drawn("{% basis 'Văn bản mẫu' checked=True %}")
    assert "<details" in drawn("{% basis 'Văn bản mẫu' quote='Một câu.' %}")


def test_it_draws_the_small_parts() -> None:
    assert 'value="17"' in drawn("{% progress 17 of=23 label='Chi bộ' %}")
    assert "Giao việc" in drawn("{% empty_state 'Chưa có' url='/x' action='Giao việc' %}")
    assert "<dt>A</dt><dd>B</dd>" in drawn("{% key_values p %}", p=[Pair("A", "B")])
    assert drawn("{% pagination %}").strip() == ""
    assert "Cũ hơn" in drawn("{% pagination older='/o' %}")
    assert "notice warn" in drawn("{% notice 'Để ý' tone='warn' %}")
    assert drawn("{{ 15|step_of:16 }}{{ 1|step_of:0 }}") == "h5h1"


def test_it_tells_how_long_the_meeting_has_left() -> None:
    day = date(2026, 11, 3)
    source = "{% meeting_clock started=s planned=90 now=n %}"
    assert "còn 48 phút" in drawn(source, s=at(day, 19), n=at(day, 19, 42))
    assert "quá 15 phút" in drawn(source, s=at(day, 19), n=at(day, 20, 45))
    ended = "{% meeting_clock started=s planned=90 now=n ended=n %}"
    assert "họp 1 giờ 45 phút" in drawn(ended, s=at(day, 19), n=at(day, 20, 45))


def test_it_draws_the_specimen_with_every_part() -> None:
    html = render_to_string("ui/specimen.html", sample() | {"csrf_token": "x"})
    assert html.count("<h1") == 1
    assert 'lang="vi"' in html
    assert "Dữ liệu giả định" in html


def test_it_enlarges_the_letters_of_the_whole_page() -> None:
    html = render_to_string("ui/specimen.html", sample() | {"large_type": True, "csrf_token": "x"})
    assert '<html lang="vi" class="large">' in html
