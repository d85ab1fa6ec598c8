"""The door's decisions without a database."""

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from nenep.identity.rules.codes import ALPHABET, grouped, new_code, read_code
from nenep.identity.rules.devices import device_name
from nenep.identity.rules.passwords import Cost, common, hashed, new_hash, too_weak
from nenep.identity.rules.trials import neighbourhood, pause_in_words

QUICK = Cost(passes=1, memory=8, lanes=1)


def test_it_hashes_as_django_does() -> None:
    """The form and the cost are the well-kept ones; a hash of either opens for the other."""
    hasher = Argon2PasswordHasher()
    assert (hasher.time_cost, hasher.memory_cost, hasher.parallelism) == (2, 102_400, 8)
    assert Cost() == Cost(2, 102_400, 8)
    encoded = new_hash("một câu dài dễ nhớ", QUICK)
    assert hasher.verify("một câu dài dễ nhớ", encoded)
    assert not hasher.verify("một câu khác", encoded)


@given(st.text(max_size=30), st.text(max_size=30))
def test_it_hashes_alike_only_what_is_alike(one: str, other: str) -> None:
    recipe = QUICK.recipe(b"0123456789abcdef")
    assert (hashed(one, recipe) == hashed(other, recipe)) == (one == other)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("ngắn", "ít nhất 10"),
        ("1234567890", "quá nhiều người dùng"),
        ("MatKhau 123", "quá nhiều người dùng"),
        ("aaaaaaaaaaaa", "quá nhiều người dùng"),
        ("siu-thuong-2026", "tên đăng nhập"),
    ],
)
def test_it_refuses_what_anybody_would_guess(password: str, why: str) -> None:
    assert why in str(too_weak(password, "siu-thuong"))


def test_it_asks_for_no_composition() -> None:
    assert too_weak("con suối chảy qua làng", "siu-thuong") is None
    assert all(len(word) >= 10 for word in common())


@given(st.text(alphabet=ALPHABET, min_size=1, max_size=32))
def test_it_reads_a_code_however_it_is_typed(plain: str) -> None:
    assert read_code(grouped(plain)) == plain
    assert read_code(grouped(plain).lower().replace("0", "o").replace("1", "l")) == plain
    assert read_code(f" {plain} ") == plain


def test_it_takes_nothing_else_for_a_code() -> None:
    assert [read_code(text) for text in ("", "mã", "ABC!")] == [""] * 3
    assert len({new_code() for _ in range(50)}) == 50


@pytest.mark.parametrize(
    ("address", "of"),
    [
        ("203.0.113.7", "203.0.113"),
        (" 203.0.113.250", "203.0.113"),
        ("::ffff:203.0.113.9", "203.0.113"),
        ("2001:db8:1:2:3::4", "2001:0db8:0001:0002"),
        ("", "unknown"),
        ("kẻ lạ", "unknown"),
    ],
)
def test_it_takes_a_network_for_one_source(address: str, of: str) -> None:
    assert neighbourhood(address) == of


def test_it_tells_a_pause_roughly() -> None:
    assert [pause_in_words(n) for n in (1, 60, 61, 3600)] == [
        "chưa đầy một phút",
        "khoảng 1 phút",
        "khoảng 2 phút",
        "khoảng 60 phút",
    ]


def test_it_names_a_device_coarsely() -> None:
    chrome = "Mozilla/5.0 (Linux; Android 14; SM-A057F) AppleWebKit/537.36 Chrome/131.0 Mobile"
    assert device_name(chrome) == "Chrome, điện thoại Android"
    assert "A057" not in device_name(chrome)
    assert device_name("") == "Thiết bị không rõ loại"


def test_it_keeps_sound_defaults() -> None:
    assert settings.SIGN_IN_FREE_TRIES == 5
    assert settings.SIGN_IN_LONGEST_PAUSE == 3600
    assert settings.SESSION_IDLE_SECONDS == 72 * 3600
