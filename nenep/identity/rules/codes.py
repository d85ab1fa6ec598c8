"""Codes that are read from paper and typed: no letter is mistaken for another, case and dashes do
not count."""

import secrets

# Digits and letters without I, L, O, U (Crockford's).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
GROUP = 4


def new_code(letters: int = 16) -> str:
    """A code of so many letters, five bits each, in groups: ``7KQ2-M9XD-…``."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(letters)))


def grouped(plain: str) -> str:
    return "-".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))


def read_code(typed: str) -> str:
    """What was meant: capitals only, without dashes and blanks; "" when it cannot be a code."""
    meant = "".join(typed.upper().replace("-", " ").split()).translate(_MISREAD)
    return meant if meant and set(meant) <= set(ALPHABET) else ""
