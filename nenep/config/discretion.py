"""What may stand in a log: where something went wrong, never whom it was about.

The message of an exception quotes what was being handled: a name a form was sent with, the key a
constraint refused. The log keeps its kind and the places it passed; the words go.
"""

import logging
import traceback
from types import TracebackType

from nenep.kernel.errors import NenepError

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """Formats an exception as its chain of kinds and the lines they passed, without a message."""

    def formatException(self, ei: ExcInfo) -> str:
        error = ei[1]
        lines: list[str] = []
        while error is not None:
            lines += [*_places(error), _kind(error)]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


class NoQuery(logging.Filter):
    """Cuts what follows the question mark of an address, in every argument of a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_bare(argument) for argument in record.args)
        return True


def _places(error: BaseException) -> list[str]:
    """One line a frame; the source line itself holds no data of anybody."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def _kind(error: BaseException) -> str:
    """Our own errors keep their template, whose places are not filled in."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{kind}: {error.template}" if isinstance(error, NenepError) else kind


def _bare(argument: object) -> object:
    """An address without its query; an exception as its kind; anything else as it is."""
    if isinstance(argument, BaseException):
        return _kind(argument)
    if isinstance(argument, str) and "?" in argument:
        return argument.partition("?")[0] + "?…"
    return argument
