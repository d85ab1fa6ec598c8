"""The rulebook's rows. ``content`` is the checked row as it was read; the columns beside it are
only what the database must guard or sort by.

``unit_id`` is a bare id: units live above this app, and a rule of a dissolved unit stays true of
its past meetings. No person is named here, so the tables are readable by every role.
"""

from django.db import models

from nenep.kernel import ids


class Edition(models.Model):
    """One publication of the rulebook. Processes keep what they read until a newer one appears.

    ``content`` is the text of a unit's own file; empty for the national set of the program.
    """

    number = models.BigAutoField(primary_key=True)
    digest = models.CharField(max_length=64)
    source = models.CharField(max_length=200)
    content = models.TextField(blank=True, default="")
    unit_id = models.UUIDField(null=True)
    loaded_by = models.CharField(max_length=200)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.source}"


class Entry(models.Model):
    """What every kind of row has: its checked content and the unit that set it (none: national)."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit_id = models.UUIDField(null=True)
    content = models.JSONField()

    class Meta:
        abstract = True


class Document(Entry):
    """A regulation, guidance, plan …, known by its number."""

    code = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.code


class Dated(Entry):
    """A row in force during some days on the ground of a document."""

    document = models.ForeignKey(Document, models.PROTECT, to_field="code", related_name="+")
    in_force = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        abstract = True


def in_order(table: str) -> models.CheckConstraint:
    """A rule does not end before it begins."""
    return models.CheckConstraint(
        name=f"{table}_ends_after_it_begins",
        condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("in_force")),
    )


class Parameter(Dated):
    """One dated value of a name; ``cell_types`` is empty for every type of cell."""

    name = models.CharField(max_length=80)
    cell_types = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["name", "unit_id", "cell_types", "in_force"],
                name="one_value_from_a_day",
                nulls_distinct=False,
            ),
            in_order("parameter"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.in_force}"


class AgendaTemplate(Dated):
    """The content and order of one kind of meeting."""

    code = models.CharField(max_length=60)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["code", "unit_id"], name="one_agenda_a_code", nulls_distinct=False
            ),
            in_order("agenda"),
        )

    def __str__(self) -> str:
        return self.code


class ScoreTemplate(Dated):
    """A score sheet. Its content is never changed once used: a corrected form gets a new code."""

    code = models.CharField(max_length=60)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["code", "unit_id"], name="one_sheet_a_code", nulls_distinct=False
            ),
            in_order("score_sheet"),
        )

    def __str__(self) -> str:
        return self.code
