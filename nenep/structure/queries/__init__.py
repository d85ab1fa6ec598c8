"""Reads of the dated tree and of the villages."""
