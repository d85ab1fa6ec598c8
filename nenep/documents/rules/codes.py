"""Types of papers and their codes, as the rulebook gives them for a day (``papers.codes``)."""

from collections.abc import Mapping
from dataclasses import dataclass

from nenep.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class PaperType:
    """A type an issuer may use: our key, the code on the number line, the name."""

    key: str
    code: str
    name: str

    @property
    def heading(self) -> str:
        """The name as it stands over the paper: "NGHỊ QUYẾT"."""
        return self.name.upper()


def paper_types_from(mapping: Mapping[str, object]) -> tuple[PaperType, ...]:
    """Types from rulebook data: ``{"resolution": {"code": "NQ", "name": "Nghị quyết"}, …}``.

    :raises Invalid: an entry without code or name.
    """
    return tuple(_type(key, entry) for key, entry in mapping.items())


def paper_type(key: str, types: tuple[PaperType, ...]) -> PaperType:
    """The type with ``key`` ("resolution") or with that code ("NQ").

    :raises Invalid: when this issuer may not use it (a cell issues no chỉ thị, for one).
    """
    for known in types:
        if key in (known.key, known.code):
            return known
    raise Invalid(
        "Chi bộ không ban hành loại văn bản “%(key)s”. "
        "Đồng chí chọn một trong các loại: %(known)s.",
        key=key,
        known=", ".join(known.name for known in types),
        field="type_code",
    )


def _type(key: str, entry: object) -> PaperType:
    code, name = (entry.get("code"), entry.get("name")) if isinstance(entry, Mapping) else ("", "")
    if not (isinstance(code, str) and code and isinstance(name, str) and name):
        raise Invalid("Loại văn bản “%(key)s” thiếu ký hiệu hoặc tên.", key=key)
    return PaperType(key, code, name)
