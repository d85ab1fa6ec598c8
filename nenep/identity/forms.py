"""The sign-in form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nenep.ui.forms import NeatForm


class SignInForm(NeatForm):
    """A login and a password; nothing else is asked."""

    login = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
