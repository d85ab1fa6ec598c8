"""Decisions about a meeting that need no database."""
