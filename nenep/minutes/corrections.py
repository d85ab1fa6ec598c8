"""A sealed paper passage by passage, and the chain of its versions with their seals."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.documents.models import Paper
from nenep.documents.policies import paper_for
from nenep.documents.queries import document_of, papers_of
from nenep.meetings.models import Meeting
from nenep.minutes.models import Correction
from nenep.minutes.queries import PaperLine, paper_line
from nenep.minutes.rules.correcting import Passage, passage_at, passages

RECENT = 12
"""Meetings offered as the one that decided a correction: a year."""


@dataclass(frozen=True)
class CorrectionPage:
    """The paper to be corrected; ``passage`` once one was chosen."""

    paper: PaperLine
    meeting_id: UUID
    passages: Sequence[Passage]
    passage: Passage | None
    meetings: Sequence[Meeting]
    superseded: bool


@dataclass(frozen=True)
class Version:
    """One version with its whole seal, and the correction that led to it (None: the first)."""

    line: PaperLine
    sha256: str
    correction: Correction | None


@dataclass(frozen=True)
class VersionsPage:
    """Every version of a paper, the first one first; the last is in force."""

    meeting_id: UUID
    versions: Sequence[Version]
    may_correct: bool
    history: str
    """Who did what to the paper: for whoever reads the journal of its cell."""

    @property
    def current(self) -> Version:
        return self.versions[-1]


def correction_page(actor: Actor, paper_id: UUID, at: str = "") -> CorrectionPage:
    """Raises:
    Absent, Forbidden: not the actor's paper, or not the actor's to finalise; no such passage.
    """
    paper = paper_for(actor, paper_id, to=Capability.FINALISE_PAPERS)
    document = document_of(paper)
    held = Meeting.objects.filter(
        unit_id=paper.unit_id, held_on__isnull=False, held_on__gte=paper.finalised_on
    )
    return CorrectionPage(
        paper=paper_line(paper),
        meeting_id=paper.subject_id,
        passages=passages(document),
        passage=passage_at(document, at) if at else None,
        meetings=list(held.order_by("-held_on")[:RECENT]),
        superseded=Paper.objects.filter(supersedes_id=paper.pk).exists(),
    )


def versions_page(actor: Actor, paper_id: UUID) -> VersionsPage:
    """Five queries at most.

    Raises:
        Absent, Forbidden: not a paper the actor reads.
    """
    paper = paper_for(actor, paper_id, to=Capability.VIEW_PAPERS)
    reads = may(actor, Capability.VIEW_JOURNAL, paper.unit_id)
    all_of = [
        one
        for one in papers_of(paper.subject_kind, paper.subject_id)
        if one.type_code == paper.type_code and one.is_finalised
    ]
    told = corrections_of(paper.subject_id)
    by_paper = {row.replacement_id: row for row in told}
    return VersionsPage(
        meeting_id=paper.subject_id,
        versions=[
            Version(paper_line(one), one.sha256, by_paper.get(one.pk)) for one in _chain(all_of)
        ],
        may_correct=may(actor, Capability.FINALISE_PAPERS, paper.unit_id),
        history=reverse("history", args=[paper.pk]) if reads else "",
    )


def corrections_of(meeting_id: UUID) -> list[Correction]:
    """The corrections of a meeting's papers, oldest first. One query."""
    rows = Correction.objects.filter(meeting_id=meeting_id)
    return list(rows.select_related("paper", "replacement", "decided_at"))


def _chain(papers: Sequence[Paper]) -> list[Paper]:
    """From the first version to the one in force."""
    after = {paper.supersedes_id: paper for paper in papers}
    chain: list[Paper] = []
    version = after.get(None)
    while version is not None:
        chain.append(version)
        version = after.get(version.pk)
    return chain
