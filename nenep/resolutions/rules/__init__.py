"""Decisions about tasks that need no database."""
