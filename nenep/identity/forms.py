"""The forms of the door."""

from django.utils.translation import gettext_lazy

from nenep.identity.fields import (
    NewPassword,
    code_field,
    factor_code_field,
    login_field,
    password_field,
)
from nenep.identity.rules.codes import read_code
from nenep.ui.forms import NeatForm


class SignInForm(NeatForm):
    """A login and a password; nothing else is asked."""

    login = login_field()
    password = password_field(gettext_lazy("Mật khẩu"), new=False)


class ActivationForm(NewPassword):
    """The slip's login and code, and the password to be."""

    login = login_field()
    code = code_field(
        gettext_lazy("Mã kích hoạt"),
        gettext_lazy("16 chữ và số trên phiếu; viết hoa hay thường, có gạch hay không đều được."),
    )
    field_order = ("login", "code", "new", "again")

    def clean_code(self) -> str:
        return self.cleaned_data["code"] if read_code(self.cleaned_data["code"]) else "-"


class SecondStepForm(NeatForm):
    """The code of now, or a recovery code."""

    code = factor_code_field(
        gettext_lazy("Mã xác thực"),
        gettext_lazy("6 chữ số trên ứng dụng; mất điện thoại thì nhập một mã dự phòng."),
    )


class EnrolmentForm(NeatForm):
    """The first code, which proves that the app has the key."""

    code = factor_code_field(gettext_lazy("Mã 6 chữ số ứng dụng đang hiện"))
