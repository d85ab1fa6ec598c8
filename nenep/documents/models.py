"""Papers as they were sealed, the numbers they were given, and files brought along.

A finalised paper is never altered: a database trigger sees to it, and a mistake is mended by a
paper that supersedes it (đính chính), so that both texts and both hashes are kept.
"""

from django.db import models

from nenep.kernel import ids

COMMITTEE_MEETING = "committee-meeting"
"""The subject of papers of a committee's own meeting: for who sits in it, nobody else."""


MONTHLY_REPORT = "monthly-report"
"""The subject of the report sent up with a regular meeting: the meeting, beside its own papers, of
which the score sheet is of the same type."""


class NumberSeries(models.Model):
    """Numbers of one type of paper of one unit, continuous through its term
    (HD 05-HD/VPTW 2026, HD 36-HD/VPTW 2018 before it)."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    type_code = models.CharField(max_length=8)
    term_from = models.DateField()
    next_number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "type_code", "term_from"), name="one_series_a_type_and_term"
            ),
            models.CheckConstraint(
                name="numbers_begin_at_one", condition=models.Q(next_number__gte=1)
            ),
        )

    def __str__(self) -> str:
        return f"{self.type_code} {self.term_from:%Y}"


class Paper(models.Model):
    """One version of one paper about one subject (``subject_kind`` "meeting", "resolution", …).

    ``content`` is the canonical model, ``sha256`` its seal. Without ``finalised_on`` it is a
    working copy, which may have been printed with a blank number.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    type_code = models.CharField(max_length=8)
    term_from = models.DateField(null=True)
    number = models.PositiveIntegerField(null=True)
    number_text = models.CharField(max_length=40, blank=True)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    finalised_on = models.DateField(null=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by"
    )
    created_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("subject_kind", "subject_id"), name="papers_of_a_subject"),)
        constraints = (
            models.UniqueConstraint(
                fields=("subject_kind", "subject_id", "type_code"),
                condition=models.Q(supersedes__isnull=True),
                name="one_original_a_subject_and_type",
            ),
            models.UniqueConstraint(
                fields=("unit", "type_code", "term_from", "number"),
                condition=models.Q(supersedes__isnull=True, number__isnull=False),
                name="a_number_is_given_once",
            ),
            models.CheckConstraint(
                name="a_number_belongs_to_a_finalised_paper_of_a_term",
                condition=models.Q(number__isnull=True, number_text="")
                | models.Q(number__gte=1, term_from__isnull=False, finalised_on__isnull=False)
                & ~models.Q(number_text=""),
            ),
            models.CheckConstraint(
                name="a_seal_is_a_sha256", condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="a_paper_does_not_supersede_itself",
                condition=~models.Q(supersedes=models.F("id")),
            ),
        )

    def __str__(self) -> str:
        return self.number_text or f"{self.type_code} {self.subject_kind}"

    @property
    def is_finalised(self) -> bool:
        """Is it sealed for good? Then nothing about it changes any more."""
        return self.finalised_on is not None


class UploadedFile(models.Model):
    """A file somebody brought about a subject: evidence of a task, a paper signed by hand, …

    What it holds was looked at before it was kept (:mod:`nenep.documents.inspection`).
    ``opens_to`` is the capability that opens it, asked in its unit; whoever brought it reads it
    too. The bytes lie in :class:`UploadedContent`, so that no list carries them.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField(null=True, help_text="of a PDF that can be joined")
    opens_to = models.CharField(max_length=40)
    declared_not_secret = models.BooleanField()
    uploaded_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("subject_kind", "subject_id", "sha256"), name="a_file_once_a_subject"
            ),
            models.CheckConstraint(
                name="a_kept_file_was_declared_no_secret",
                condition=models.Q(declared_not_secret=True),
            ),
        )

    def __str__(self) -> str:
        return self.name


class UploadedContent(models.Model):
    """The bytes of an uploaded file, in the database so that one backup holds everything."""

    upload = models.OneToOneField(
        UploadedFile, models.CASCADE, primary_key=True, related_name="kept"
    )
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.upload_id)
