"""Every name and number of the record, taken back out of the finished files and compared with the
database, for a village and a school."""

from collections.abc import Iterator

import pytest

from nenep.access.rules import Actor
from nenep.documents.queries import render, write
from nenep.documents.tests.extraction import docx_text, pdf_text
from nenep.meetings.actions.take_roll import RollMark
from nenep.meetings.models import Attendance, Guest, Meeting, Opinion, Vote
from nenep.minutes.queries import compose_all, kind_of, sealed_papers
from nenep.minutes.tests.evenings import HELD, SCHOOL, VILLAGE, Script, seal_evening, write_evening
from nenep.people.models import Person
from nenep.resolutions.models import Task
from nenep.scoring.models import ScoreLine, ScoreSheet
from tests.world import World

CASES = [("secretary", VILLAGE, 4), ("school_secretary", SCHOOL, 2)]


@pytest.fixture(params=CASES, ids=["village", "school"])
def evening(world: World, request: pytest.FixtureRequest) -> tuple[Actor, Meeting]:
    key, script, votes = request.param
    actor = world.act_as(key)
    meeting = write_evening(actor, world.unit(script.unit), script, _absences(world, script))
    seal_evening(actor, meeting, votes)
    return actor, Meeting.objects.get(pk=meeting.pk)


def _absences(world: World, script: Script) -> list[RollMark]:
    if script is SCHOOL:
        return []
    return [
        RollMark(world.person("hosted"), "excused", "duty"),
        RollMark(world.person("probationary"), "unexcused"),
    ]


def _texts(meeting: Meeting) -> list[dict[str, str]]:
    """The text of each sealed paper by its kind, as PDF and as DOCX."""
    papers = {kind_of(paper): paper for paper in sealed_papers(meeting.pk)}
    return [
        {kind: pdf_text(render(paper, "pdf")) for kind, paper in papers.items()},
        {kind: docx_text(render(paper, "docx")) for kind, paper in papers.items()},
    ]


def _roll(meeting: Meeting, **marks: str) -> list[str]:
    rows = Attendance.objects.filter(month=meeting.month, meeting_id=meeting.pk, **marks)
    return list(rows.values_list("person__full_name", flat=True))


def _names(meeting: Meeting) -> Iterator[str]:
    for person in (meeting.chair, meeting.secretary):
        assert person is not None
        yield person.full_name
    yield from _roll(meeting, mark="excused")
    yield from _roll(meeting, mark="unexcused")
    yield from Guest.objects.filter(meeting=meeting).values_list("name", flat=True)
    for opinion in Opinion.objects.filter(meeting=meeting).select_related("person"):
        assert isinstance(opinion.person, Person)
        yield opinion.person.full_name


def test_it_names_everybody_in_the_minutes(evening: tuple[Actor, Meeting]) -> None:
    _, meeting = evening
    names = list(_names(meeting))
    opinions = Opinion.objects.filter(meeting=meeting).values_list("text", flat=True)
    for texts in _texts(meeting):
        for said in (*names, *opinions):
            assert said in texts["minutes"]


def test_it_gives_every_number_of_the_roll(evening: tuple[Actor, Meeting]) -> None:
    _, meeting = evening
    roll = Attendance.objects.filter(month=meeting.month, meeting_id=meeting.pk)
    present, due = roll.filter(due=True, mark="present").count(), roll.filter(due=True).count()
    own = roll.exclude(standing="hosted")
    exempt = own.filter(standing="exempt").count()
    for texts in _texts(meeting):
        text = texts["minutes"]
        assert f"Có mặt: {present}/{due} đồng chí phải dự" in text
        assert f"Tổng số đảng viên: {own.count()} đồng chí" in text
        assert (f"được miễn sinh hoạt {exempt}" in text) == bool(exempt)
        for mark, label in (("excused", "Vắng có lý do"), ("unexcused", "Vắng không lý do")):
            away = roll.filter(due=True, mark=mark).count()
            assert f"{label}: {f'{away} đồng chí' if away else 'không có'}" in text
        assert "bắt đầu 19 giờ 00 phút, kết thúc 20 giờ 40 phút, ngày 03/11/2026" in text


def test_it_gives_every_task_and_vote(evening: tuple[Actor, Meeting]) -> None:
    _, meeting = evening
    tasks = Task.objects.filter(unit_id=meeting.unit_id).select_related("owner_person")
    votes = Vote.objects.filter(meeting=meeting)
    assert len(votes) == 2
    for texts in _texts(meeting):
        for task in tasks:
            assert task.owner_person is not None
            for said in (task.title, task.owner_person.full_name, f"{task.due_on:%d/%m/%Y}"):
                assert said in texts["minutes"]
                assert said in texts["resolution"]
            assert task.meeting_id != meeting.pk or task.measure in texts["resolution"]
        for vote in votes:
            for said in (
                vote.question,
                f"{vote.votes_for}/{vote.base} đảng viên chính thức tán thành",
                f"{vote.votes_against} không tán thành, {vote.abstentions} không có",
            ):
                assert said in texts["minutes"]


def test_it_gives_every_point(evening: tuple[Actor, Meeting]) -> None:
    _, meeting = evening
    sheet = ScoreSheet.objects.get(meeting=meeting)
    # The last point came with the report, after sealing: the sealed sheet names it as waiting.
    assert sheet.points is not None
    sealed = f"{int(sheet.points) - 1}/{int(sheet.possible or 0)} điểm"
    for texts in _texts(meeting):
        for line in ScoreLine.objects.filter(sheet=sheet):
            assert f"{line.code} {line.title}" in texts["score-sheet"]
            assert line.remedy in texts["score-sheet"]
            assert line.remedy in texts["resolution"]
        for paper in ("minutes", "resolution", "score-sheet"):
            assert sealed in texts[paper]
            assert "Gửi biên bản lên trong 2 ngày (1 điểm)" in texts[paper]


def test_it_keeps_the_kind_of_an_opinion_in_the_cell(evening: tuple[Actor, Meeting]) -> None:
    actor, meeting = evening
    for document in compose_all(actor, meeting.pk).values():
        text = docx_text(write(document, "docx", on=HELD))
        assert "proposal" not in text
        assert "Đề xuất:" not in text
