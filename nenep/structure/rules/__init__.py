"""What a unit is and where it may stand."""
