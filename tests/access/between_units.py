"""What stands between a committee and its cells: tasks given, opinions sent up."""

from collections.abc import Sequence

from nenep.meetings.models import Opinion
from nenep.petitions.models import Petition
from nenep.resolutions.models import Task
from tests.access.place import Place, Stage
from tests.world import TODAY, World

# A committee and the cell below it.
SIDES = (("ward", "village"), ("other_ward", "other_cell"))


def between_units(world: World, places: Sequence[Place]) -> list[Place]:
    """One task given to each cell, one opinion sent up from each and on to the
    province; ``places`` holds the meetings."""
    world.act_as_system()
    charges = [_charge(world, *sides) for sides in SIDES]
    petitions = [_petition(world, *sides, places) for sides in SIDES]
    return [*charges, *petitions, *(_passed_on(world, one) for one in petitions)]


def _charge(world: World, ward: str, cell: str) -> Place:
    title = f"Việc {ward} giao"
    charge = Task.objects.create(
        unit_id=world.unit(ward),
        owner_unit_id=world.unit(cell),
        direction="down",
        title=title,
        assigned_on=TODAY,
        due_on=TODAY,
    )
    return Place(frozenset({"charge"}), ward, {"task_id": charge.pk}, owner=cell, words=title)


def _petition(world: World, ward: str, cell: str, places: Sequence[Place]) -> Place:
    """Of nobody named, so that no asker sees it."""
    meeting = next(p for p in places if p.unit == cell and p.stage is Stage.SITTING)
    opinion = Opinion.objects.get(pk=meeting.arguments["opinion_id"])
    Opinion.objects.filter(pk=opinion.pk).update(forwarded_on=TODAY)
    words = f"Kiến nghị gửi {ward}"
    petition = Petition.objects.create(
        unit_id=world.unit(cell),
        opinion=opinion,
        to_unit_id=world.unit(ward),
        text=words,
        forwarded_on=TODAY,
    )
    return Place(
        frozenset({"petition"}), cell, {"petition_id": petition.pk}, owner=ward, words=words
    )


def _passed_on(world: World, sent: Place) -> Place:
    """The same, one level further: between the committee and the province."""
    before = Petition.objects.get(pk=sent.arguments["petition_id"])
    words = f"{sent.owner} chuyển tiếp"
    further = Petition.objects.create(
        unit_id=before.to_unit_id,
        opinion_id=before.opinion_id,
        to_unit_id=world.unit("province"),
        text=words,
        forwarded_on=TODAY,
        continues=before,
    )
    arguments = {"petition_id": further.pk}
    return Place(frozenset({"petition"}), sent.owner, arguments, owner="province", words=words)
