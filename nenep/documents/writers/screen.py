"""A paper as HTML, to be read before it is downloaded or printed: the same model, the same order,
tables that turn into cards on a phone. Fonts and sizes are the screen's, not the provision's."""

from typing import Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from nenep.documents.rules.canonical import as_data
from nenep.documents.rules.model import Document
from nenep.documents.rules.numbering import number_line, place_and_date_line
from nenep.documents.writers.wording import recipient_lines

TEMPLATE: Final = "documents/paper.html"


def write(document: Document, *, anchor: str = "paper", heading: int = 2) -> SafeString:
    """``document`` as an article; ``anchor`` is its id, ``heading`` the level of its title on the
    page it stands on. No query."""
    number, dated = document.number, document.place_and_date
    context = {
        "anchor": anchor,
        "paper": as_data(document),
        "number": "" if number is None else number_line(number),
        "place_and_date": "" if dated is None else place_and_date_line(dated),
        "recipients": recipient_lines(document),
        "is_page": heading == 1,
    }
    return SafeString(render_to_string(TEMPLATE, context))
