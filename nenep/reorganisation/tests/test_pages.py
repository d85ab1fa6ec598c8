"""The pages of plans as the ward's office uses them."""

import re
from http import HTTPStatus
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from nenep.reorganisation.models import Plan
from nenep.reorganisation.queries.plans import Standing, standing_of, text_of
from nenep.reorganisation.rules.steps import Found, Merge, MoveMembers, Rename, Split
from nenep.reorganisation.template import EXAMPLE
from nenep.reorganisation.tests.plans import (
    MERGER,
    NEW_CODE,
    NEXT_MONTH,
    SCHOOL,
    VILLAGE,
    WARD,
    drafted,
)
from nenep.structure.queries.units import unit_by_code
from tests.browsing import signed_in
from tests.world import World


@pytest.fixture
def office(world: World) -> Client:
    """The ward's office at its desk."""
    return signed_in(world, "ward_officer")


@pytest.fixture
def plan(world: World) -> Plan:
    """A draft of two steps: a new cell, and both others merged into it."""
    made = drafted(world, world.act_as("ward_officer"), *MERGER)
    world.leave()
    return made


def told(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == HTTPStatus.OK, answer.status_code
    return re.sub(r"\s+", " ", answer.content.decode())


def acts_of(world: World, plan: Plan) -> list[object]:
    world.act_as("ward_officer")
    return [step.act for step in text_of(Plan.objects.get(pk=plan.pk)).steps]


def test_it_lists_plans_and_begins_one(world: World, office: Client) -> None:
    assert "Chưa có phương án nào" in told(office, "reorganisations")
    said = {"title": "Sắp xếp 2027", "effective_on": "01/12/2026", "unit": world.unit("ward")}
    answer = office.post(reverse("reorganisation-new"), said)
    assert answer.status_code == HTTPStatus.FOUND
    assert "Chưa có bước nào" in re.sub(
        r"\s+", " ", office.get(answer["Location"]).content.decode()
    )
    assert "Sắp xếp 2027" in told(office, "reorganisations")


def test_it_shows_a_plan_before_and_after(world: World, office: Client, plan: Plan) -> None:
    page = told(office, "reorganisation", plan.pk)
    assert "Trước" in page
    assert "Từ ngày 01/12/2026" in page
    assert page.count("kết thúc") >= 2
    assert "hồ sơ về Chi bộ làng Kon Rơlang và Trường Lồ Ô" in page
    assert "chưa có cấp ủy và lịch họp" in page
    assert "Áp dụng…" in page


def test_it_applies_on_a_page_of_its_own_and_undoes(
    world: World, office: Client, plan: Plan
) -> None:
    assert "ghi cùng một lúc" in told(office, "reorganisation-application", plan.pk)
    address = reverse("reorganisation-application", args=[plan.pk])
    assert office.post(address).status_code == HTTPStatus.FOUND
    page = told(office, "reorganisation", plan.pk)
    assert "Đã áp dụng, chờ ngày hiệu lực" in page
    assert "Gỡ áp dụng…" in page
    assert "Bỏ bước" not in page
    world.act_as("ward_officer")
    assert unit_by_code(NEW_CODE, NEXT_MONTH).name.startswith("Chi bộ làng")
    assert "trở lại đúng như trước" in told(office, "reorganisation-undoing", plan.pk)
    office.post(reverse("reorganisation-undoing", args=[plan.pk]))
    world.act_as("ward_officer")
    assert standing_of(plan, world.today) is Standing.UNDONE


def test_it_puts_conflicts_on_top_and_does_not_apply(
    world: World, office: Client, plan: Plan
) -> None:
    address = reverse("reorganisation-steps", args=[plan.pk, "rename"])
    office.post(address, {"unit": VILLAGE, "name": "Chi bộ khác"})
    page = told(office, "reorganisation", plan.pk)
    assert "Còn 1 điểm vướng" in page
    assert "vừa kết thúc vừa có thay đổi khác" in page
    assert "Áp dụng…" not in page
    answer = office.post(reverse("reorganisation-application", args=[plan.pk]), follow=True)
    assert "chưa thay đổi gì" in answer.content.decode()
    world.act_as("ward_officer")
    assert standing_of(plan, world.today) is Standing.DRAFT


def test_it_builds_each_kind_of_step(world: World, office: Client) -> None:
    world.act_as("ward_officer")
    plan = drafted(world, world.act_as("ward_officer"))
    world.leave()
    member = str(world.person("teacher"))
    new = {"new_name": "Chi bộ Trường mới", "code": "991.010.030.000.01"}
    forms: dict[str, dict[str, object]] = {
        "merge": {"units": [VILLAGE, SCHOOL], "into": "+", **new},
        "found": {
            **{"name": "Chi bộ A", "kind": "party_cell", "under": WARD},
            "code": "99101003000002",
        },
        "move": {"unit": VILLAGE, "under": WARD},
        "rename": {"unit": VILLAGE, "name": "Chi bộ khác"},
        "recode": {"unit": VILLAGE, "code": "99101003000003"},
        "change_kind": {"unit": VILLAGE, "kind": "party_cell", "cell_type": "agency"},
        "dissolve": {"unit": VILLAGE, "successor": WARD, "members_to": SCHOOL},
        "move_members": {"members": [member], "target": VILLAGE},
        "split": {"members": [member], "target": VILLAGE, "rest": ""},
    }
    for kind, said in forms.items():
        unit = f"?unit={SCHOOL}" if kind in ("split", "move_members") else ""
        address = reverse("reorganisation-steps", args=[plan.pk, kind]) + unit
        assert office.get(address).status_code == HTTPStatus.OK
        assert office.post(address, said).status_code == HTTPStatus.FOUND, kind
    found, merge, *others = acts_of(world, plan)
    assert isinstance(found, Found)
    assert (found.code, found.under, found.cell_type) == ("99101003000001", WARD, "residential")
    assert merge == Merge((VILLAGE, SCHOOL), found.key)
    assert Rename(VILLAGE, "Chi bộ khác") in others
    moved = next(act for act in others if isinstance(act, MoveMembers))
    assert [one.id for one in moved.members] == [member]
    split = next(act for act in others if isinstance(act, Split))
    assert split.parts[1].unit == SCHOOL
    assert "đ/c Trương Quang Tín" in told(office, "reorganisation", plan.pk)


def test_it_asks_for_the_unit_before_its_members(office: Client, plan: Plan) -> None:
    page = told(office, "reorganisation-steps", plan.pk, "split")
    assert "Của chi bộ nào?" in page
    assert f"?unit={SCHOOL}" in page
    assert "Trương Quang Tín" in told(office, "reorganisation-steps", plan.pk, "split", unit=SCHOOL)


@pytest.mark.parametrize(
    ("kind", "said", "refused"),
    [
        ("recode", {"unit": VILLAGE, "code": "12"}, "Mã đơn vị có 14 chữ số"),
        ("merge", {"units": [VILLAGE], "into": "+"}, "Đơn vị mới cần tên và mã"),
        ("rename", {"unit": "99", "name": "X"}, "99"),
        ("found", {"name": ""}, "Mục này chưa ghi"),
    ],
)
def test_it_refuses_a_step_in_its_form(
    office: Client, plan: Plan, kind: str, said: dict[str, object], refused: str
) -> None:
    answer = office.post(reverse("reorganisation-steps", args=[plan.pk, kind]), said)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert refused in answer.content.decode()


def test_it_takes_out_a_step_once(world: World, office: Client, plan: Plan) -> None:
    address = reverse("reorganisation-step-removal", args=[plan.pk, 1])
    for _again in range(2):
        office.post(address, {"revision": plan.revision})
    assert acts_of(world, plan) == [MERGER[1]]


def test_it_changes_the_head_and_throws_a_draft_away(
    world: World, office: Client, plan: Plan
) -> None:
    head = {"title": "Tên khác", "effective_on": "01/01/2027", "decision": "", "decided_on": ""}
    office.post(reverse("reorganisation-head", args=[plan.pk]), head)
    assert "Tên khác" in told(office, "reorganisation", plan.pk)
    office.post(reverse("reorganisation-removal", args=[plan.pk]))
    world.act_as("ward_officer")
    assert not Plan.objects.exists()


def test_it_takes_a_file_and_names_the_faults_of_another(world: World, office: Client) -> None:
    said = {"unit": world.unit("ward")}
    with EXAMPLE.open("rb") as file:
        answer = office.post(reverse("reorganisations"), {**said, "file": file}, follow=True)
    page = answer.content.decode()
    assert "Sắp xếp các chi bộ tổ dân phố năm 2027" in page
    assert "không có đơn vị mang mã" in page
    broken = EXAMPLE.parent / "models.py"
    with broken.open("rb") as file:
        answer = office.post(reverse("reorganisations"), {**said, "file": file})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_it_gives_the_empty_form(office: Client) -> None:
    answer = office.get(reverse("reorganisation-form"))
    assert answer["Content-Disposition"].endswith('.xlsx"')


@pytest.mark.parametrize("key", ["secretary", "member", "administrator", "province_officer"])
def test_it_is_no_business_of_others(world: World, plan: Plan, key: str) -> None:
    client = signed_in(world, key)
    assert client.get(reverse("reorganisations")).status_code == HTTPStatus.FORBIDDEN
    page = client.get(reverse("reorganisation", args=[plan.pk]))
    assert page.status_code == HTTPStatus.NOT_FOUND


def test_it_hides_the_plans_of_another_ward(world: World, plan: Plan) -> None:
    client = signed_in(world, "other_ward_officer")
    for name in ("reorganisation", "reorganisation-application", "reorganisation-head"):
        assert client.get(reverse(name, args=[plan.pk])).status_code == HTTPStatus.NOT_FOUND
    strange = UUID("00000000-0000-4000-8000-000000000000")
    assert client.get(reverse("reorganisation", args=[strange])).status_code == HTTPStatus.NOT_FOUND
