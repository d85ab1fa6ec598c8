"""What is asked of somebody about the own account."""

from django import forms
from django.utils.translation import gettext_lazy

from nenep.identity.fields import NewPassword, factor_code_field, password_field
from nenep.ui.forms import NeatForm


class PasswordForm(NewPassword):
    """The old password, and the new one twice."""

    old = password_field(gettext_lazy("Mật khẩu đang dùng"), new=False)
    field_order = ("old", "new", "again")


class DeviceForm(forms.Form):
    """The device to sign out; empty for all the others."""

    device = forms.UUIDField(required=False)


class ProofForm(NeatForm):
    """The password once more, and the code of now."""

    password = password_field(gettext_lazy("Mật khẩu đang dùng"), new=False)
    code = factor_code_field(gettext_lazy("Mã 6 chữ số ứng dụng đang hiện"))
