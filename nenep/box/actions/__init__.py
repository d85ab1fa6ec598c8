"""Putting a slip in, opening the box."""
