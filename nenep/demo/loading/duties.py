"""What the ward's cells say they have done of the year's duties; one of them is still behind."""

from datetime import date

from nenep.access.rules import Actor
from nenep.demo.rules import demo_today, uid
from nenep.demo.story.profiles import PROFILES
from nenep.demo.story.units import MAIN_CELL
from nenep.preparation.actions.fulfil import fulfil

DONE = (
    ("task_assignment", date(2026, 1, 16)),
    ("study_registration", date(2026, 2, 20)),
    ("half_year_recap", date(2026, 7, 3)),
)


def load_duties(actor: Actor) -> int:
    """How many were told."""
    year, told = demo_today().year, 0
    for profile in PROFILES:
        done = DONE if profile.key == MAIN_CELL else DONE[:2]
        for code, on in done:
            fulfil(actor=actor, unit_id=uid(profile.key), code=code, year=year, on=on)
            told += 1
    return told
