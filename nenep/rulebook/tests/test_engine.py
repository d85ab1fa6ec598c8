"""Whose rule wins: the nearest unit's, and there the one for the type of cell."""

from datetime import date
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from nenep.rulebook.rules.documents import Citation, Confidence, Document, DocumentKind
from nenep.rulebook.rules.engine import Parameter, Rulebook
from nenep.rulebook.rules.plain import Json

PROVINCE, WARD, CELL, STRANGER = uuid4(), uuid4(), uuid4(), uuid4()
PATH = (PROVINCE, WARD, CELL)
ON = date(2026, 11, 3)
BASIS = Citation(
    Document(
        code="D",
        kind=DocumentKind.GUIDANCE,
        number="01-HD/TU",
        issuer="Tỉnh ủy Sơn Hạ",
        title="Sinh hoạt chi bộ",
        signed=date(2026, 1, 1),
        in_force=date(2026, 1, 1),
        until=None,
        superseded_by="",
        confidence=Confidence.READ,
    ),
    provision="điểm 2",
    confidence=Confidence.READ,
)


def parameter(value: Json, **other: object) -> Parameter:
    given_fields = {"in_force": date(2026, 1, 1), "until": None, **other}
    return Parameter(name="n", title="N", value=value, citation=BASIS, **given_fields)  # type: ignore[arg-type]


def book(*parameters: Parameter) -> Rulebook:
    return Rulebook([BASIS.document], parameters, (), ())


def test_it_prefers_the_nearest_unit_on_the_path() -> None:
    rules = book(parameter(1), parameter(2, unit_id=PROVINCE), parameter(3, unit_id=WARD))
    assert rules.value("n", on=ON, unit_path=PATH).value == 3
    assert rules.value("n", on=ON, unit_path=(PROVINCE,)).value == 2
    assert rules.value("n", on=ON).value == 1


def test_it_does_not_look_at_units_elsewhere() -> None:
    rules = book(parameter(1), parameter(9, unit_id=STRANGER))
    assert rules.value("n", on=ON, unit_path=PATH).value == 1


def test_it_falls_back_to_the_wider_rule_when_the_nearer_one_ended() -> None:
    rules = book(parameter(1), parameter(3, unit_id=CELL, until=date(2026, 6, 30)))
    assert rules.value("n", on=ON, unit_path=PATH).value == 1
    assert rules.value("n", on=date(2026, 6, 30), unit_path=PATH).value == 3


def test_it_prefers_the_rule_for_the_type_of_cell_at_the_same_level() -> None:
    rules = book(parameter(1), parameter(2, cell_types=("agency",)))
    assert rules.value("n", on=ON, cell_type="agency").value == 2
    assert rules.value("n", on=ON, cell_type="residential").value == 1
    assert rules.value("n", on=ON).value == 1


def test_it_keeps_a_nearer_general_rule_before_a_farther_special_one() -> None:
    rules = book(parameter(2, cell_types=("agency",)), parameter(3, unit_id=WARD))
    assert rules.value("n", on=ON, unit_path=PATH, cell_type="agency").value == 3


def test_it_tells_whose_rule_it_is() -> None:
    rules = book(parameter(3, unit_id=WARD))
    assert rules.value("n", on=ON, unit_path=PATH).unit_id == WARD
    assert str(rules.value("n", on=ON, unit_path=PATH).citation) == (
        "Hướng dẫn 01-HD/TU ngày 01/01/2026, điểm 2"
    )


@given(
    st.lists(
        st.tuples(st.sampled_from([None, *PATH]), st.dates(date(2026, 1, 1), date(2026, 12, 31))),
        max_size=8,
    )
)
def test_it_never_answers_with_a_rule_of_another_day(starts: list[tuple[None, date]]) -> None:
    rows = [parameter(i, unit_id=u, in_force=day) for i, (u, day) in enumerate(starts)]
    ruling = book(*rows).find("n", on=ON, unit_path=PATH)
    in_force = [row for row in rows if row.in_force <= ON]
    assert (ruling is None) == (not in_force)
    assert ruling is None or ruling.value in [row.value for row in in_force]
