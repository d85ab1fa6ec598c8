"""Decisions of the room, without a database."""
