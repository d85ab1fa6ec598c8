"""Ways out of the folder, in every address that takes a word, and in names of files."""

import pytest
from django.db import transaction

from tests.access.addresses import CHOICES, Address, addresses
from tests.access.expectations import EXPECTATIONS
from tests.attacks.scene import Scene

WAYS = (
    *("../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd"),
    *(
        "....//....//etc/passwd",
        "..\\..\\etc\\passwd",
        "/etc/passwd",
        "pdf%00.html",
        "secrets.json",
    ),
)
WORDS = frozenset({"kind", "form", "name", "word", "code", "month"})
TAKING_WORDS = [
    a
    for a in addresses()
    if a.name in EXPECTATIONS and WORDS & set(a.asks) and "month" not in a.asks
]


@pytest.mark.parametrize("way", WAYS)
def test_it_serves_no_file_from_outside(scene: Scene, way: str) -> None:
    for folder in ("/static/", "/static/ui/", "/"):
        page = scene.get("secretary", folder + way)
        assert page.status_code in {301, 302, 400, 404}
        assert b"root:" not in page.content
        assert b'"serving"' not in page.content


@pytest.mark.parametrize("address", TAKING_WORDS, ids=lambda address: address.name)
def test_it_knows_only_its_own_words(scene: Scene, address: Address) -> None:
    key, good = next((key, url) for name, url, key in scene.open_pages() if name == address.name)
    for word in (w for w in (str(CHOICES.get(n, "")) for n in address.asks) if w and w in good):
        for way in WAYS:
            with transaction.atomic():
                page = scene.get(key, good.replace(word, way, 1))
                transaction.set_rollback(True)
            assert page.status_code in {301, 302, 400, 404, 405}, (address.name, way)
            assert b"root:" not in page.content
