"""XML of strangers, read by expat with every door to the outside nailed up.

A document type is refused the moment the parser itself meets it, in whatever encoding: without
one there are no entities, neither those that read files nor those that multiply.
"""

from collections.abc import Callable, Mapping
from xml.parsers import expat

from nenep.documents.inspection.answers import active, damaged

Started = Callable[[str, Mapping[str, str]], None]


def read(
    content: bytes,
    started: Started | None = None,
    ended: Callable[[str], None] | None = None,
    said: Callable[[str], None] | None = None,
) -> None:
    """Walk through the markup. Names come without their namespace.

    Raises:
        Invalid: not well-formed, or it brings a document type.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    if started is not None:
        begin = started
        parser.StartElementHandler = lambda name, marks: begin(
            _local(name), {_local(key): value for key, value in marks.items()}
        )
    if ended is not None:
        end = ended
        parser.EndElementHandler = lambda name: end(_local(name))
    if said is not None:
        parser.CharacterDataHandler = said
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise damaged() from None


def _refuse(*declared: object) -> None:
    del declared
    raise active("khai báo kiểu tài liệu (DTD)")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
