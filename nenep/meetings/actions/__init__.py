"""Everything that can be done to a meeting, one verb per module."""
