"""Pages about people and their units."""
