"""Filling a form in as somebody would who wants it to be taken."""

import re

from tests.attacks.scene import Box, Found

DAY = re.compile(r"(^|[_-])(on|day|since|until|from|date|due|birth|held|introduced)([_-]|$)|_on$")


def filled(found: Found) -> dict[str, list[str]]:
    """What stands in the boxes, and something plausible where nothing does."""
    said = found.as_shown()
    for box in found.boxes.values():
        if not any(said.get(box.name, ())):
            said[box.name] = [plausible(box)]
    return {name: values for name, values in said.items() if name != "csrfmiddlewaretoken"}


def plausible(box: Box) -> str:
    if box.choices:
        return next((choice for choice in box.choices if choice), "")
    if box.kind == "number":
        return "1"
    if DAY.search(box.name):
        return "20/11/2026"
    if box.name.endswith(("_at", "time")) or box.name == "at":
        return "19:30"
    return "Nội dung ghi thử cho đủ dài"
