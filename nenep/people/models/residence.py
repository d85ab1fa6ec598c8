"""Where members live, as far as the loop needs it: the village, and the link of Regulation 213."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from nenep.kernel import ids
from nenep.people.models.persons import Person
from nenep.people.models.spells import never_overlapping


class Residence(models.Model):
    """In which village or residential group a member lives: nothing finer is kept. Only needed
    where a cell leads several localities; the members of one that leads one live there."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="residences")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    locality = models.ForeignKey("structure.Locality", models.PROTECT, related_name="+")
    during = DateRangeField()

    class Meta:
        constraints = (never_overlapping("one_residence_a_day", "person"),)

    def __str__(self) -> str:
        return f"lives {self.during}"


class ResidenceLink(models.Model):
    """A working member known to the cell of the place of residence (213-QĐ/TW 2020; HD 33).

    ``unit`` is the residence cell. The workplace may lie outside this installation, and its people
    outside the reach of the residence cell: the row therefore repeats the name, and names the
    workplace in words.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="residence_links")
    full_name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=200)
    workplace = models.CharField(max_length=200)
    home_unit = models.ForeignKey("structure.Unit", models.PROTECT, null=True, related_name="+")
    during = DateRangeField()

    class Meta:
        indexes = (models.Index(fields=["unit", "name_key"], name="links_of_a_residence_cell"),)

    def __str__(self) -> str:
        return self.full_name


class ResidenceComment(models.Model):
    """The yearly comment of the residence cell on a linked member; given once a year."""

    id = models.UUIDField(primary_key=True, default=ids.new_id)
    link = models.ForeignKey(ResidenceLink, models.CASCADE, related_name="comments")
    unit = models.ForeignKey("structure.Unit", models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    given_on = models.DateField()
    text = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["link", "year"], name="a_comment_once_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.year}"
