"""The national set that ships with the program, read once per process."""

from functools import cache
from pathlib import Path
from uuid import UUID

from nenep.rulebook.rules.agendas import agenda_from
from nenep.rulebook.rules.checks import check
from nenep.rulebook.rules.documents import Document, citation_from, document_from
from nenep.rulebook.rules.engine import Parameter, Rulebook
from nenep.rulebook.rules.plain import Table, day, maybe_day, text, texts
from nenep.rulebook.rules.reading import Source, read_text
from nenep.rulebook.rules.sheets import sheet_from

DATA = Path(__file__).resolve().parent.parent / "data"


@cache
def national_source() -> Source:
    """The checked rows of ``data/*.yaml`` (about 0.1 s, once)."""
    source = Source()
    for path in sorted(DATA.glob("*.yaml")):
        source = source.joined(read_text(path.read_text(encoding="utf-8"), path.name))
    check(source)
    return source


@cache
def national() -> Rulebook:
    """The national rulebook without a database, for tests and pure reckoning."""
    return rulebook_from(national_source())


def read_file(content: str, file: str) -> Source:
    """A checked override file of a province or unit; raises
    :class:`~nenep.rulebook.rules.reading.BrokenFile`."""
    source = read_text(content, file)
    check(source, known=national_source())
    return source


def rulebook_from(source: Source, unit_id: UUID | None = None) -> Rulebook:
    """A rulebook of one source; with ``unit_id`` its values are that unit's, resting on the
    documents of the national set as well."""
    documents = {} if unit_id is None else dict(national().documents)
    documents |= {d.code: d for d in (document_from(row.table) for row in source.documents)}
    return Rulebook(
        documents=documents.values(),
        parameters=[parameter_from(r.table, documents, unit_id) for r in source.parameters],
        agendas=[agenda_from(r.table, documents, unit_id) for r in source.agendas],
        sheets=[sheet_from(r.table, documents, unit_id) for r in source.score_sheets],
    )


def parameter_from(
    row: Table, documents: dict[str, Document], unit_id: UUID | None = None
) -> Parameter:
    """A dated value from its stored row."""
    return Parameter(
        name=text(row, "name"),
        title=text(row, "title"),
        value=row.get("value"),
        citation=citation_from(row, documents),
        in_force=day(row, "from"),
        until=maybe_day(row, "until"),
        unit_id=unit_id,
        cell_types=texts(row, "cell_types"),
    )
