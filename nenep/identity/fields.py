"""What a door asks, in the same words everywhere, and how it refuses."""

from typing import Any

from django import forms
from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nenep.identity.rules.passwords import LONGEST
from nenep.identity.rules.trials import pause_in_words
from nenep.ui.forms import NeatForm

ADVICE = gettext_lazy(
    "Ít nhất 10 ký tự. Một câu ngắn dễ nhớ tốt hơn một từ nhiều ký hiệu; không bắt buộc chữ hoa hay"
    " dấu."
)


Words = Any
"""A sentence that is translated when it is read."""


def login_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )


def password_field(label: Words, *, new: bool, help_text: Words = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        strip=False,
        help_text=help_text,
        widget=forms.PasswordInput(
            attrs={"autocomplete": "new-password" if new else "current-password"}
        ),
    )


def code_field(label: Words, help_text: Words = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=40,
        help_text=help_text,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "class": "code"}
        ),
    )


def factor_code_field(label: Words, help_text: Words = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=40,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "class": "code"}),
    )


class NewPassword(NeatForm):
    """A new password, typed twice."""

    new = password_field(gettext_lazy("Mật khẩu mới"), new=True, help_text=ADVICE)
    again = password_field(gettext_lazy("Nhập lại mật khẩu mới"), new=True)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("new") and said.get("again") and said["new"] != said["again"]:
            self.add_error("again", _("Hai lần nhập không giống nhau. Hãy nhập lại."))
        return said


def refuse(form: Form, wait: int, wrong: str) -> None:
    """Put on the form that what was typed is wrong, or that one must wait before it is tried."""
    form.add_error(None, wait_sentence(wait) if wait else wrong)


def wait_sentence(wait: int) -> str:
    """Why nothing was tried, and for how long."""
    return _(
        "Đã thử sai nhiều lần nên tạm dừng; lần này chưa kiểm tra. Hãy đợi %(pause)s rồi thử lại."
        " Nếu quên mật khẩu, liên hệ văn phòng Đảng ủy cấp trên."
    ) % {"pause": pause_in_words(wait)}
