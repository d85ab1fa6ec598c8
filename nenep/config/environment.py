"""Reading the environment strictly: an odd value stops the start with one sentence."""

import os
from collections.abc import Sequence

from nenep.kernel.errors import Invalid


def text(name: str, default: str = "") -> str:
    """The value of ``name``, or of the file named by ``name_FILE`` (for mounted secrets)."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        with open(path, encoding="utf-8") as source:
            return source.read().strip()
    return os.environ.get(name, default)


def flag(name: str) -> bool:
    """``1`` or ``0``; absent means no.

    Raises:
        Invalid: any other value.
    """
    value = os.environ.get(name, "0")
    if value not in {"0", "1"}:
        raise Invalid("Biến môi trường %(name)s chỉ nhận 0 hoặc 1.", field=name, name=name)
    return value == "1"


def number(name: str, default: int) -> int:
    """A whole number above 0; absent means ``default``.

    Raises:
        Invalid: anything else.
    """
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not int(value):
        raise Invalid(
            "Biến môi trường %(name)s phải là số nguyên lớn hơn 0.", field=name, name=name
        )
    return int(value)


def one_of(name: str, choices: Sequence[str]) -> str:
    """One of ``choices``; the first when it is not said.

    Raises:
        Invalid: another word.
    """
    value = os.environ.get(name, choices[0]).strip()
    if value not in choices:
        raise Invalid(
            "Biến môi trường %(name)s chỉ nhận: %(choices)s.",
            field=name,
            name=name,
            choices=", ".join(choices),
        )
    return value


def listed(name: str, default: str) -> list[str]:
    """Comma-separated values without blanks."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]
