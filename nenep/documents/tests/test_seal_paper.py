from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from nenep.access.rules import Actor
from nenep.documents.actions.seal import Subject, seal_paper
from nenep.documents.models import Paper
from nenep.documents.queries import document_of
from nenep.documents.rules.blocks import Paragraph
from nenep.documents.rules.canonical import seal
from nenep.documents.rules.model import Document
from nenep.documents.rules.text import rich
from nenep.documents.tests import samples
from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from tests.world import World, uid

TERM = date(2025, 7, 1)
MEETING = Subject("meeting", uid("meeting of November"))


def _seal(
    actor: Actor,
    world: World,
    document: Document,
    *,
    on: date | None = date(2026, 11, 23),
    subject: Subject = MEETING,
    supersedes_id: UUID | None = None,
) -> Paper:
    return seal_paper(
        actor=actor,
        unit_id=world.unit("village"),
        subject=subject,
        type_code="BB",
        document=document,
        finalised_on=on,
        term_from=TERM,
        supersedes_id=supersedes_id,
    )


def test_it_gives_the_number_and_seals_what_is_printed(world: World) -> None:
    paper = _seal(world.act_as("secretary"), world, samples.minutes(number=None))
    paper.refresh_from_db()
    assert (paper.number, paper.number_text) == (1, "01-BB/CB")
    document = document_of(paper)
    assert document == samples.minutes(number=1)
    assert paper.sha256 == seal(document)


def test_it_seals_the_same_content_once(world: World) -> None:
    actor = world.act_as("secretary")
    first = _seal(actor, world, samples.minutes(number=None))
    again = _seal(actor, world, samples.minutes(number=None))
    assert again.pk == first.pk
    assert Paper.objects.count() == 1


def test_it_refuses_other_content_for_a_finalised_paper(world: World) -> None:
    actor = world.act_as("secretary")
    paper = _seal(actor, world, samples.minutes(number=None))
    changed = replace(samples.minutes(number=None), recipients=())
    for on in (date(2026, 11, 24), None):
        with pytest.raises(Refused):
            _seal(actor, world, changed, on=on)
    assert Paper.objects.get().sha256 == paper.sha256


def test_it_keeps_a_working_copy_until_it_is_finalised(world: World) -> None:
    actor = world.act_as("secretary")
    draft = _seal(actor, world, samples.minutes(number=None, draft=True), on=None)
    assert not draft.is_finalised
    assert draft.number is None
    final = _seal(actor, world, samples.minutes(number=None))
    assert final.pk == draft.pk
    assert final.number == 1


def test_it_corrects_by_a_paper_that_supersedes(world: World) -> None:
    actor = world.act_as("secretary")
    wrong = _seal(actor, world, samples.minutes(number=None))
    mended = replace(samples.minutes(number=None), recipients=("Lưu chi bộ.",))
    right = _seal(actor, world, mended, supersedes_id=wrong.pk)
    assert _seal(actor, world, mended, supersedes_id=wrong.pk).pk == right.pk
    assert right.number_text == wrong.number_text == "01-BB/CB"
    assert right.sha256 != Paper.objects.get(pk=wrong.pk).sha256
    with pytest.raises(Refused):
        _seal(actor, world, samples.minutes(number=None), supersedes_id=wrong.pk)


def test_it_corrects_nothing_that_is_not_there(world: World) -> None:
    actor = world.act_as("secretary")
    draft = _seal(actor, world, samples.minutes(number=None), on=None)
    for missing in (draft.pk, uid("no paper")):
        with pytest.raises(Absent):
            _seal(actor, world, samples.minutes(number=None), supersedes_id=missing)


@pytest.mark.parametrize("key", ["member", "committee_member", "ward_officer", "school_secretary"])
def test_it_is_refused_to_those_who_do_not_finalise_papers(world: World, key: str) -> None:
    with pytest.raises(Forbidden):
        _seal(world.act_as(key), world, samples.minutes(number=None))


def test_it_lets_a_committee_member_keep_a_working_copy(world: World) -> None:
    draft = _seal(world.act_as("committee_member"), world, samples.minutes(number=None), on=None)
    assert Paper.objects.get().pk == draft.pk


def test_it_refuses_what_cannot_be_printed_or_numbered(world: World) -> None:
    actor = world.act_as("secretary")
    odd = replace(samples.minutes(number=None), blocks=(Paragraph(rich("Tốt 👍")),))
    with pytest.raises(Invalid, match="👍"):
        _seal(actor, world, odd)
    with pytest.raises(Invalid):
        _seal(actor, world, samples.resolution(number=None))
    with pytest.raises(Invalid):
        seal_paper(
            actor=actor,
            unit_id=world.unit("village"),
            subject=MEETING,
            type_code="BB",
            document=samples.minutes(number=None),
            finalised_on=date(2026, 11, 23),
        )


def test_it_journals_the_sealing_without_a_word_of_the_paper(world: World) -> None:
    paper = _seal(world.act_as("secretary"), world, samples.minutes(number=None))
    entry = Entry.objects.get(object_id=paper.pk)
    assert entry.verb == "paper.sealed"
    assert entry.facts["number"] == 1
    assert paper.sha256 not in str(entry.facts)


@pytest.mark.parametrize(
    "change",
    [
        "update documents_paper set content = '{}'",
        "update documents_paper set sha256 = repeat('0', 64)",
        "update documents_paper set number = 9, number_text = '09-BB/CB'",
        "update documents_paper set finalised_on = null, number = null, number_text = ''",
        "delete from documents_paper",
    ],
)
def test_it_is_kept_by_the_database_itself(world: World, change: str) -> None:
    _seal(world.act_as("secretary"), world, samples.minutes(number=None))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_it_gives_a_number_once(world: World) -> None:
    actor = world.act_as("secretary")
    _seal(actor, world, samples.minutes(number=7))
    with pytest.raises(IntegrityError), transaction.atomic():
        _seal(actor, world, samples.minutes(number=7), subject=Subject("meeting", uid("another")))
