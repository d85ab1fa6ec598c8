"""How bytes of a form's files arrive: in memory, up to a limit, and never in a temporary file."""

import io
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest


class InMemoryUpTo(FileUploadHandler):
    """Keeps what a request sends up to ``RECEIVED_AT_MOST`` bytes in all, one byte more at most.

    A larger file is cut there but reports the size it was sent with, so that whoever reads it can
    say "too large" instead of "damaged". The rest is read past and forgotten.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._left = int(settings.RECEIVED_AT_MOST) + 1
        self._kept = io.BytesIO()
        self._sent = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._kept, self._sent = io.BytesIO(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        del start
        self._sent += len(raw_data)
        taken = raw_data[: self._left]
        self._kept.write(taken)
        self._left -= len(taken)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self._kept.seek(0)
        kept: IO[bytes] = self._kept
        return InMemoryUploadedFile(
            file=kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=max(file_size, self._sent),
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
