"""Removals that change nothing anybody could see, each with what holds instead.

A site stands here only when something else refuses the same thing: a second door in the action, the
row policies, or a page that merely hides a button.
"""

from collections.abc import Mapping

HELD_TWICE: Mapping[str, str] = {}
