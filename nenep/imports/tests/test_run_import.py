"""Entering a list: door, rule, write, journal; twice is once."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nenep.imports.actions.correct_mapping import Correction, correct_mapping
from nenep.imports.actions.fail_import import fail_import
from nenep.imports.actions.remove_list import remove_list
from nenep.imports.actions.run_import import run_import
from nenep.imports.actions.upload_list import upload_list
from nenep.imports.models import ImportRun, RememberedMapping, Stage
from nenep.imports.rules.mapping import CellSource, Field
from nenep.imports.tests.lists import CELLS, FULL_HEADER, expected_verdicts, shared_list, workbook
from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.people.models import Membership, OfficeTerm, Person, State
from tests.world import World

GOOD = (1.0, "Siu Thin", "Nam", "05/01/1960", "Chi bộ thôn 2", "03/02/1985", "03/02/1986", "1")
THON_2 = CELLS[2].id


def uploaded(world: World, ward: UUID, content: bytes, by: str = "ward_officer") -> ImportRun:
    actor = world.act_as(by)
    return upload_list(
        actor=actor, unit_id=ward, file_name="ds.xlsx", content=content, on=world.today
    )


def entered(world: World, ward: UUID, content: bytes, rows: set[int] | None = None) -> ImportRun:
    run = uploaded(world, ward, content)
    return run_import(actor=world.act_as("ward_officer"), run_id=run.id, on=world.today, rows=rows)


def listed_people() -> int:
    return Person.objects.filter(kept_by_id__in=[cell.id for cell in CELLS]).count()


def test_it_enters_the_shared_list(world: World, ward: UUID) -> None:
    run = entered(world, ward, shared_list())
    assert run.counts == {
        "accepted": 89,
        "warned": 58,
        "refused": 6,
        "unchanged": 0,
        "added": 147,
        "completed": 0,
        "offices": 16,
    }
    assert listed_people() == 147
    expected = {line.name for line in expected_verdicts() if line.verdict != "refused"}
    stored = Person.objects.filter(kept_by_id__in=[cell.id for cell in CELLS])
    assert set(stored.values_list("full_name", flat=True)) == expected


def test_it_changes_nothing_when_the_same_file_comes_again(world: World, ward: UUID) -> None:
    entered(world, ward, shared_list())
    again = entered(world, ward, shared_list())
    assert (again.counts["added"], again.counts["completed"], again.counts["offices"]) == (0, 0, 0)
    assert (again.counts["unchanged"], again.counts["refused"]) == (147, 6)
    assert listed_people() == 147


def test_it_keeps_dates_with_their_precision(world: World, ward: UUID) -> None:
    entered(world, ward, shared_list())
    person = Person.objects.get(full_name="Puih Tuân")
    assert (person.birth_date, person.birth_precision) == (date(1981, 1, 1), "year")
    assert (person.admitted_on, person.admitted_precision) == (date(2000, 1, 1), "year")
    unsure = Person.objects.get(full_name="Phan Xuân Hải")
    assert (unsure.admitted_on, unsure.admitted_precision) == (None, "unknown")


def test_it_writes_spells_states_and_offices(world: World, ward: UUID) -> None:
    entered(world, ward, shared_list())
    secretary = OfficeTerm.objects.get(unit_id=THON_2, office="cell_secretary")
    assert secretary.person.full_name == "Trần Đức Quý"
    on_probation = Membership.objects.filter(unit_id=CELLS[0].id, standing="probationary")
    assert {spell.person.full_name for spell in on_probation} == {"Lê Ngọc Trang", "Kpă Thin"}
    away = State.objects.filter(kind="away", unit_id=CELLS[0].id)
    assert [state.person.full_name for state in away] == ["Ngô Ngọc Hiền"]
    assert set(State.objects.values_list("provision", flat=True)) == {""}


def test_it_counts_members_from_the_first_of_the_month(world: World, ward: UUID) -> None:
    entered(world, ward, shared_list())
    begun = set(Membership.objects.filter(unit_id=THON_2).values_list("during", flat=True))
    assert {spell.lower for spell in begun} == {date(2026, 11, 1)}


def test_it_deletes_the_file_and_keeps_the_figures(world: World, ward: UUID) -> None:
    run = entered(world, ward, shared_list())
    kept = ImportRun.objects.get(pk=run.id)
    assert (kept.content, kept.stage) == (None, Stage.FINISHED)
    assert kept.rows_done == kept.rows_total == 153
    assert kept.finished_at is not None


def test_it_enters_only_chosen_rows_and_never_refused_ones(world: World, ward: UUID) -> None:
    run = entered(world, ward, shared_list(), rows={7, 8, 40, 999})
    assert run.counts["added"] == 2
    assert listed_people() == 2


def test_it_adds_to_known_people_without_overwriting(world: World, ward: UUID) -> None:
    year_only = (*GOOD[:3], "1960", *GOOD[4:5], "03/02/1985", "", "")
    entered(world, ward, workbook([FULL_HEADER, year_only]))
    run = entered(world, ward, workbook([FULL_HEADER, (*GOOD, "", "Miễn SH")]))
    assert (run.counts["added"], run.counts["completed"]) == (0, 1)
    person = Person.objects.get(full_name="Siu Thin", kept_by_id=THON_2)
    assert (person.birth_date, person.birth_precision) == (date(1960, 1, 5), "day")
    assert (person.card_number, person.official_on) == ("1", date(1986, 2, 3))
    assert State.objects.filter(person=person, kind="activity_exemption").count() == 1


def test_it_ends_a_probation_when_the_official_date_has_come(world: World, ward: UUID) -> None:
    before = (*GOOD[:5], "03/11/2025", "", "1", "", "Dự bị")
    entered(world, ward, workbook([FULL_HEADER, before]))
    after = (*GOOD[:5], "03/11/2025", "10/11/2026", "1")
    run = entered(world, ward, workbook([FULL_HEADER, after]))
    assert run.counts["completed"] == 1
    spells = Membership.objects.filter(person__full_name="Siu Thin").order_by("during")
    assert [(s.standing, s.during.lower) for s in spells if s.unit_id == THON_2] == [
        ("probationary", date(2026, 11, 1)),
        ("official", date(2026, 11, 10)),
    ]


def test_it_journals_the_import_once(world: World, ward: UUID) -> None:
    run = entered(world, ward, shared_list())
    run_import(actor=world.act_as("ward_officer"), run_id=run.id, on=world.today)
    (entry,) = Entry.objects.filter(verb="list.imported", unit_id=ward)
    assert entry.facts["added"] == 147
    assert "Siu" not in str(entry.facts)


def test_it_refuses_a_cell_secretary(world: World, ward: UUID) -> None:
    with pytest.raises(Forbidden):
        uploaded(world, world.unit("village"), shared_list(), by="secretary")


def test_it_looks_absent_to_the_neighbouring_ward(world: World, ward: UUID) -> None:
    run = uploaded(world, ward, shared_list())
    actor = world.act_as("other_ward_officer")
    with pytest.raises(Absent):
        run_import(actor=actor, run_id=run.id, on=world.today)


def test_it_refuses_a_list_with_an_open_question(world: World, ward: UUID) -> None:
    run = uploaded(world, ward, workbook([("TT", "Họ và tên", "Ngày sinh"), (1.0, "A B", "1960")]))
    assert run.stage == Stage.ASKING
    assert "chi bộ nào" in run.question
    with pytest.raises(Refused, match="còn điều phải hỏi"):
        run_import(actor=world.act_as("ward_officer"), run_id=run.id, on=world.today)


def test_it_refuses_a_file_that_cannot_be_read(world: World, ward: UUID) -> None:
    with pytest.raises(Invalid, match="không phải tệp bảng tính"):
        uploaded(world, ward, b"%PDF-1.7")
    assert not ImportRun.objects.exists()


def test_it_remembers_a_correction_and_the_cell_chosen_for_a_name(world: World, ward: UUID) -> None:
    header = ("TT", "Ai", "Sinh ngày", "Ở đâu")
    content = workbook([header, (1.0, "Siu Thin", "05/01/1960", "Chi bộ phum mới")])
    run = uploaded(world, ward, content)
    assert run.stage == Stage.ASKING
    correction = Correction(
        columns={1: Field.FULL_NAME, 2: Field.BIRTH_DATE, 3: Field.CELL},
        cells={"Chi bộ phum mới": THON_2},
    )
    actor = world.act_as("ward_officer")
    assert correct_mapping(actor=actor, run_id=run.id, correction=correction).stage == Stage.READY
    again = entered(world, ward, content)
    assert again.counts["added"] == 1
    assert Person.objects.filter(full_name="Siu Thin", kept_by_id=THON_2).count() == 1


def test_it_refuses_an_unusable_correction_and_remembers_nothing(world: World, ward: UUID) -> None:
    run = uploaded(world, ward, shared_list())
    wrong = Correction(columns={1: Field.BIRTH_DATE}, cell_source=CellSource.FIXED)
    with pytest.raises(Invalid, match="Họ và tên"):
        correct_mapping(actor=world.act_as("ward_officer"), run_id=run.id, correction=wrong)
    assert not RememberedMapping.objects.exists()


def test_it_throws_a_list_away(world: World, ward: UUID) -> None:
    run = uploaded(world, ward, shared_list())
    actor = world.act_as("ward_officer")
    removed = remove_list(actor=actor, run_id=run.id)
    assert (removed.stage, removed.content) == (Stage.REMOVED, None)
    with pytest.raises(Refused, match="đã được xóa"):
        run_import(actor=actor, run_id=run.id, on=world.today)


def test_it_keeps_the_file_of_a_failed_import(world: World, ward: UUID) -> None:
    run = uploaded(world, ward, shared_list())
    ImportRun.objects.filter(pk=run.id).update(stage=Stage.RUNNING)
    actor = world.act_as("ward_officer")
    failed = fail_import(actor=actor, run_id=run.id, failure="Ổ đĩa đầy.")
    assert failed.stage == Stage.FAILED
    assert run_import(actor=actor, run_id=run.id, on=world.today).stage == Stage.FINISHED


def test_it_tells_its_progress(world: World, ward: UUID) -> None:
    run = uploaded(world, ward, shared_list())
    heard: list[int] = []
    run_import(
        actor=world.act_as("ward_officer"), run_id=run.id, on=world.today, progress=heard.append
    )
    assert heard == list(range(1, 154))


def test_it_asks_the_database_a_constant_number_of_times(world: World, ward: UUID) -> None:
    person = ("Nam", "05/01/1960", "Chi bộ thôn 2", "03/02/1985", "03/02/1986", "", "", "")
    rows = [FULL_HEADER, *((str(n), f"Ksor Thin{n}", *person) for n in range(400))]
    run = uploaded(world, ward, workbook(rows))
    actor = world.act_as("ward_officer")
    with CaptureQueriesContext(connection) as asked:
        run_import(actor=actor, run_id=run.id, on=world.today)
    assert len(asked) < 30
