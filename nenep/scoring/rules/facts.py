"""What is known of one meeting when its quality is scored.

``None`` always means "not known": the line is then asked of people, never assumed.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """Facts of one meeting. Counts of people are those of the roll-call of that day.

    ``minutes`` lasted; ``least_minutes`` the rule for this kind of meeting (``None``: no rule);
    ``members`` all members on the roll, for forms that ask more time of a big cell;
    ``longest_excused_run`` the longest row of excused absences of anybody this year;
    ``papers_lead_days`` days between papers and meeting (``None``: no papers went out);
    ``speakers`` people who spoke, of ``present`` (a share of the meeting, kept for no person);
    ``tasks_due``/``tasks_done`` from :mod:`nenep.resolutions.rules.implementation`;
    ``adopted`` and ``finalised_after_days`` are ``None`` until it happens: the line stays
    pending, and is settled by the fact, never voted before it happened.
    ``deadline_passed`` settles ``finalised`` as failed once its days are over.
    """

    minutes: int | None = None
    least_minutes: int | None = None
    members: int = 0
    due: int = 0
    present: int = 0
    excused: int = 0
    unexcused: int = 0
    longest_excused_run: int | None = None
    has_committee: bool = True
    premeeting_with_minutes: bool | None = None
    members_notified: bool | None = None
    superior_notified: bool | None = None
    papers_lead_days: int | None = None
    thematic: bool = False
    speakers: int | None = None
    minutes_taken: bool | None = None
    ideology_minutes: int | None = None
    tasks_due: int = 0
    tasks_done: int = 0
    concluded: bool | None = None
    adopted: bool | None = None
    finalised_after_days: int | None = None
    deadline_passed: bool = False
