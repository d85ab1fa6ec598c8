"""A mapping as it is kept between pages."""

from typing import TypedDict

from nenep.imports.rules.mapping import CellSource, ColumnMapping, Field


class StoredMapping(TypedDict):
    """The JSON of a :class:`ColumnMapping`; ``columns`` pairs a column with a field."""

    sheet: str
    header: list[int]
    headings: list[str]
    columns: list[tuple[int, str]]
    cell_source: str
    fixed_cell: str


def to_stored(mapping: ColumnMapping) -> StoredMapping:
    """For keeping."""
    return StoredMapping(
        sheet=mapping.sheet,
        header=[mapping.header_first, mapping.header_last],
        headings=list(mapping.headings),
        columns=[(index, name.value) for index, name in mapping.columns],
        cell_source=mapping.cell_source.value,
        fixed_cell=mapping.fixed_cell,
    )


def from_stored(stored: StoredMapping) -> ColumnMapping:
    """Back from keeping."""
    first, last = stored["header"]
    return ColumnMapping(
        sheet=stored["sheet"],
        header_first=first,
        header_last=last,
        headings=tuple(stored["headings"]),
        columns=tuple((index, Field(name)) for index, name in stored["columns"]),
        cell_source=CellSource(stored["cell_source"]),
        fixed_cell=stored["fixed_cell"],
    )
