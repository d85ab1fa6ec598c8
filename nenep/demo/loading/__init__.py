"""Writes the story into the tables: through actions where they are quick, in sets where not."""
