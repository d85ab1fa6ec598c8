"""How many examples a property over the database tries: few in the gate of every day, many in
``bin/check --full``. Pure rules need no such choice."""

import os

THOROUGH = bool(os.environ.get("NENEP_THOROUGH"))


def examples(few: int, many: int) -> int:
    """``many`` when the run is to be thorough."""
    return many if THOROUGH else few
