"""One file per attack: what somebody would try against the door, and what it is worth."""
