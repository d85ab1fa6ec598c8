"""Files of a form arrive in memory only, cut at the limit but telling their true size."""

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.test import RequestFactory


def sent(content: bytes) -> "UploadedFile[bytes]":
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.bin", content)})
    file = request.FILES["file"]
    assert isinstance(file, UploadedFile)
    return file


def test_it_keeps_a_file_in_memory(settings: LazySettings) -> None:
    settings.RECEIVED_AT_MOST = 200_000
    file = sent(b"x" * 150_000)
    assert not hasattr(file, "temporary_file_path")
    assert file.read() == b"x" * 150_000


@pytest.mark.parametrize("size", [200_001, 900_000])
def test_it_cuts_what_is_too_large_and_tells_its_size(size: int, settings: LazySettings) -> None:
    settings.RECEIVED_AT_MOST = 200_000
    file = sent(b"x" * size)
    assert file.size == size
    assert len(file.read()) == 200_001
