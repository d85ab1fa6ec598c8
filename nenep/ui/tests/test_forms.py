from datetime import date, time

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from nenep.ui.forms import NeatForm, Segmented, VnDateField, VnTimeField, add_errors

CHOICES = (("yes", "Có"), ("no", "Không"))


class Sample(NeatForm):
    name = forms.CharField(label="Tên", help_text="Họ và tên")
    born = VnDateField(label="Ngày sinh", required=False)
    answer = forms.ChoiceField(label="Trả lời", widget=Segmented, choices=CHOICES)
    agreed = forms.BooleanField(label="Đồng ý", required=False)


@pytest.mark.parametrize(
    "typed", ["3/11/2026", "03/11/2026", "3.11.2026", "03-11-2026", "3 11 2026", "03112026"]
)
def test_it_reads_a_date_as_people_type_it(typed: str) -> None:
    assert VnDateField().clean(typed) == date(2026, 11, 3)


@given(st.dates(min_value=date(1900, 1, 1)))
def test_it_reads_back_what_it_writes(day: date) -> None:
    assert VnDateField().clean(f"{day:%d/%m/%Y}") == day
    assert VnDateField().clean(day.isoformat()) == day


@pytest.mark.parametrize("typed", ["31/02/2026", "11/2026", "mai", "2026/11/03", "1/1/26"])
def test_it_refuses_a_day_that_is_not_there(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="ngày/tháng/năm"):
        VnDateField().clean(typed)


def test_it_takes_an_empty_date_when_none_is_needed() -> None:
    assert VnDateField(required=False).clean(" ") is None


def test_it_ties_help_and_error_to_the_box() -> None:
    html = str(Sample({"born": "x", "answer": "yes"}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert "Mục này chưa ghi." in html
    assert 'aria-invalid="true"' in html


def test_it_says_which_boxes_may_stay_empty() -> None:
    html = str(Sample())
    assert html.count("không bắt buộc") == 1
    assert '<label class="check">' in html


def test_it_draws_choices_as_one_row_of_buttons() -> None:
    html = str(Sample(initial={"answer": "no"}))
    assert '<div class="segmented" id="id_answer">' in html
    assert html.count(" checked") == 1
    assert "<legend>Trả lời</legend>" in html


def test_it_puts_the_sentences_of_a_rule_beside_their_boxes() -> None:
    form = Sample({"name": "Siu Thin", "answer": "yes"})
    add_errors(form, [("name", "Đã có tên này."), ("nowhere", "Chưa gửi được.")])
    assert form.errors["name"] == ["Đã có tên này."]
    assert form.non_field_errors() == ["Chưa gửi được."]
    assert 'role="alert"' in str(form)


@pytest.mark.parametrize("typed", ["19:30", "19h30", "1930", "19.30", " 19g30 "])
def test_it_reads_a_time_as_people_write_it(typed: str) -> None:
    assert VnTimeField().clean(typed) == time(19, 30)


@pytest.mark.parametrize("typed", ["25:00", "19:75", "tối", "12345"])
def test_it_refuses_a_time_that_is_none(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="giờ:phút"):
        VnTimeField().clean(typed)
