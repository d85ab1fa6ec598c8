"""Reads of people, always on a day."""
