"""What a login looks like: typed on any keyboard, read aloud over a telephone."""

import re

from nenep.kernel.errors import Invalid
from nenep.kernel.names import fold

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,79}")


def read_login(typed: str) -> str:
    """The login in small letters.

    Raises:
        Invalid: too short, or with letters that not every keyboard has.
    """
    login = typed.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise Invalid(
            "Tên đăng nhập gồm ít nhất 3 chữ cái không dấu, chữ số, dấu chấm hoặc gạch ngang;"
            " ví dụ siu-thuong. Chưa mở tài khoản.",
            field="login",
        )
    return login


def login_from(full_name: str) -> str:
    """A proposal: Siu Thương → siu-thuong."""
    return re.sub(r"[^a-z0-9]+", "-", fold(full_name)).strip("-")
