"""Everything that can be done to a task or a resolution, one verb per module."""
