"""Reads over everything a plan touches."""
