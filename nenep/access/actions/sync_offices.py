"""Keeping SQL's view of the offices equal to the one table in :mod:`nenep.access.rules`."""

from django.db import transaction

from nenep.access.models import OfficeReach
from nenep.access.rules import MANDATES, Capability, Reach


@transaction.atomic
def sync_offices(using: str = "default") -> None:
    """Write the row flags of every office; offices no longer known are removed. As the owner."""
    rows = [
        OfficeReach(
            office=office.value,
            inside=mandate.inside,
            records=mandate.records,
            figures=mandate.figures,
            managed=Capability.MANAGE_MEMBERS in mandate.capabilities,
            leads=Capability.PREPARE_MEETING in mandate.capabilities | mandate.own,
            opens=Capability.OPEN_PAPERS in mandate.capabilities,
            reaches_in=Capability.REACH_IN_EMERGENCY in mandate.capabilities,
            above_cell=mandate.reach is not Reach.OWN_UNIT,
            answers=Capability.ANSWER_PETITIONS in mandate.capabilities,
        )
        for office, mandate in MANDATES.items()
    ]
    OfficeReach.objects.using(using).exclude(office__in=[row.office for row in rows]).delete()
    OfficeReach.objects.using(using).bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["office"],
        update_fields=[
            *("inside", "records", "figures", "managed", "leads"),
            *("opens", "reaches_in", "above_cell", "answers"),
        ],
    )
