"""Clocks of answers, pure."""
