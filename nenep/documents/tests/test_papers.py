from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nenep.access.rules import Actor, Capability
from nenep.documents.actions.seal import Subject, seal_paper
from nenep.documents.models import Paper
from nenep.documents.policies import paper_for
from nenep.documents.queries import current_paper_of, papers_of, render, visible_to
from nenep.documents.tests import samples
from nenep.documents.tests.extraction import docx_text, pdf_text
from nenep.kernel.errors import Absent, Forbidden, Refused
from tests.world import World, uid

SUBJECT = Subject("meeting", uid("meeting of November"))


def _sealed(actor: Actor, world: World, *, corrects: Paper | None = None) -> Paper:
    document = samples.minutes(number=None)
    if corrects is not None:
        document = replace(document, recipients=("Lưu chi bộ.",))
    return seal_paper(
        actor=actor,
        unit_id=world.unit("village"),
        subject=SUBJECT,
        type_code="BB",
        document=document,
        finalised_on=date(2026, 11, 23),
        term_from=date(2025, 7, 1),
        supersedes_id=None if corrects is None else corrects.pk,
    )


def test_it_renders_both_files_with_the_number_given(world: World) -> None:
    paper = _sealed(world.act_as("secretary"), world)
    assert "Số 01-BB/CB" in pdf_text(render(paper, "pdf"))
    assert "Số 01-BB/CB" in docx_text(render(paper, "docx"))
    assert render(paper, "pdf") == render(Paper.objects.get(pk=paper.pk), "pdf")


def test_it_refuses_to_render_what_was_not_sealed(world: World) -> None:
    paper = _sealed(world.act_as("secretary"), world)
    paper.content["title"]["subject"] = "Điều chi bộ không hề bàn"
    with pytest.raises(Refused):
        render(paper, "pdf")


def test_it_lists_every_version_and_knows_the_one_in_force(world: World) -> None:
    actor = world.act_as("secretary")
    first = _sealed(actor, world)
    second = _sealed(actor, world, corrects=first)
    with CaptureQueriesContext(connection) as queries:
        assert [paper.pk for paper in papers_of("meeting", SUBJECT.id)] == [first.pk, second.pk]
        assert current_paper_of("meeting", SUBJECT.id, "BB") == second
    assert len(queries) == 2


def test_it_opens_a_paper_to_its_cell_and_its_ward_and_to_nobody_else(world: World) -> None:
    paper = _sealed(world.act_as("secretary"), world)
    for reader in ("secretary", "member", "ward_officer"):
        actor = world.act_as(reader)
        assert list(visible_to(actor)) == [paper]
        assert paper_for(actor, paper.pk, to=Capability.VIEW_PAPERS) == paper
    for stranger in ("school_secretary", "other_ward_officer", "province_officer"):
        with pytest.raises(Absent):
            paper_for(world.act_as(stranger), paper.pk, to=Capability.VIEW_PAPERS)
    with pytest.raises(Forbidden):
        paper_for(world.act_as("member"), paper.pk, to=Capability.FINALISE_PAPERS)
