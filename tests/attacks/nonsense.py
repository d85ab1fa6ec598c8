"""What nobody would write and somebody sends: texts, values of any kind, spoilt payloads."""

from collections.abc import Mapping, Sequence

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.thorough import THOROUGH, examples

TEXTS = (
    *("", " ", "\x00", "a\x00b", "\x1b[2J", "\u202e\u0000", "🙂" * 50, "ữ" * 3000),
    *("0", "-1", "1e400", "NaN", "99999999999999999999", "0x10", "1.5", "١٢٣"),
    *("31/02/2026", "00/00/0000", "9999-99-99", "01/01/0001", "31/12/9999", "25:61"),
    *("../../etc/passwd", "' or 1=1 --", "%s%n", "{{7*7}}", "<script>", "=1+1"),
    *("00000000-0000-0000-0000-000000000000", "None", "null", "[]", "true"),
)
"""All of them can travel in a form; JSON can also carry halves of a letter."""
HALVES = ("\ud7ff\ud800", "\udfff", "x" * 20_001)
DAYS = ("0001-01-01", "9999-12-31", "2026-02-29", "20261103", "2026-W45-2")
TIMES = ("00:00", "23:59:59.999999", "24:00", "19:00+07:00", "19")
NUMBERS = (0, -1, 2**15, 2**31, 2**53, -(2**63), 10**40, 0.5, float("nan"), float("inf"))

NASTY = st.one_of(
    st.sampled_from((*TEXTS, "\ud7ff")),
    st.text(max_size=40),
    st.integers(-(10**12), 10**12).map(str),
    st.dates().map(lambda day: f"{day:%d/%m/%Y}"),
    st.uuids().map(str),
)
LEAVES = st.one_of(
    st.sampled_from((*TEXTS, *HALVES, *DAYS, *TIMES, *NUMBERS)),
    st.none(),
    st.booleans(),
    st.text(max_size=12),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=4,
)


def trying(few: int, many: int) -> settings:
    """``few`` examples in the gate of every day, the same each time; ``many`` when thorough."""
    return settings(
        max_examples=examples(few, many),
        deadline=None,
        derandomize=not THOROUGH,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def spoilt(
    said: Mapping[str, object], data: st.DataObject, known: Sequence[object] = ()
) -> dict[str, object]:
    """What would be taken, with a few of its words exchanged, also for true ones of elsewhere,
    and sometimes a word left out or one too many."""
    words = dict(said)
    strange = st.one_of(VALUES, st.sampled_from(known)) if known else VALUES
    for name in data.draw(
        st.lists(st.sampled_from([*sorted(said), "extra"]), min_size=1, max_size=3)
    ):
        if data.draw(st.integers(0, 9)) == 0:
            words.pop(name, None)
        else:
            words[name] = data.draw(strange)
    return words
