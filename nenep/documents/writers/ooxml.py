"""Raw OOXML elements where python-docx has no word for what the official form asks."""

from collections.abc import Mapping

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement


def element(tag: str, attributes: Mapping[str, str] | None = None) -> BaseOxmlElement:
    """``element("w:bottom", {"w:val": "single"})``."""
    made: BaseOxmlElement = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), value)
    return made


def wrap(tag: str, *children: BaseOxmlElement) -> BaseOxmlElement:
    """An element around ``children``."""
    made = element(tag)
    for child in children:
        made.append(child)
    return made
