"""A paper as HTML, to be read before it is downloaded or printed: the same model, the same order,
tables that turn into cards on a phone. Fonts and sizes are the screen's, not the provision's."""

from typing import Final, cast

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
        "paper": _tagged(document, heading),
        "number": "" if number is None else number_line(number),
        "place_and_date": "" if dated is None else place_and_date_line(dated),
        "recipients": recipient_lines(document),
        "title_tag": f"h{heading}",
        "annex_tag": f"h{heading + 1}",
    }
    return SafeString(render_to_string(TEMPLATE, context))


def _tagged(document: Document, title: int) -> dict[str, object]:
    """The paper's data, every heading with its tag: no level is left out under the title, whichever
    levels the paper itself uses."""
    data = as_data(document)
    _tag(data.get("blocks", []), title + 1)
    for annex in _listed(data.get("annexes", [])):
        _tag(annex.get("blocks", []), title + 2)
    return data


def _tag(blocks: object, first: int) -> None:
    above: list[int] = []
    for block in _listed(blocks):
        if block["block"] != "heading":
            continue
        level = int(str(block.get("level", 1)))
        while above and above[-1] >= level:
            above.pop()
        block["tag"] = f"h{first + len(above)}"
        above.append(level)


def _listed(part: object) -> list[dict[str, object]]:
    return cast(list[dict[str, object]], part)
