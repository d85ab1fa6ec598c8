"""What the browser is told on every page: run nothing inline, frame nothing, keep nothing."""

import re

import pytest
from django.conf import settings
from django.http import HttpResponse

from nenep.config.headers import PERMISSIONS
from tests.attacks.scene import PLAIN, Scene
from tests.world import CAST

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>(?!\s*</script>)|<style\b|<[a-z][^>]*\s(?:style|on[a-z]+)\s*=",
    re.IGNORECASE,
)
TAGS = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)


def test_it_answers_every_page_without_anything_inline(scene: Scene) -> None:
    wrong, pages = [], 0
    for name, url, key in scene.open_pages("secretary", "ward_officer", "province_officer"):
        page = scene.get(key, url)
        kept = page.get("Cache-Control", "")
        if "no-store" not in kept and page.status_code == 200 and "no-cache" not in kept:
            wrong.append(f"{name}: kept in a cache ({kept})")
        if "no-store" not in kept and _names_somebody(page):
            wrong.append(f"{name}: names in a cache ({kept})")
        if "unsafe" in page.get("Content-Security-Policy", "unsafe"):
            wrong.append(f"{name}: policy {page.get('Content-Security-Policy')}")
        if PLAIN in page.get("Content-Type", ""):
            pages += 1
            wrong += [f"{name}: {tag[:60]}" for tag in _inline(page.content.decode())]
    assert pages > 60
    assert wrong == []


def _names_somebody(page: HttpResponse) -> bool:
    said = page.content.decode(errors="ignore")
    return any(person.name in said for person in CAST)


def _inline(html: str) -> list[str]:
    tags = [tag for tag in TAGS.findall(html) if INLINE.search(tag)]
    return [tag for tag in tags if not tag.lower().startswith("<script") or "src=" not in tag]


@pytest.mark.parametrize("key", ["secretary", "nobody"])
def test_it_sends_the_headers_that_close_a_page(scene: Scene, key: str) -> None:
    page = scene.get(key, "/" if key == "secretary" else "/sign-in/")
    told = {name: page.get(name) for name in WANTED}
    assert told == WANTED


WANTED = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
}


def test_it_hides_its_cookies_from_scripts_and_from_other_sites() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE in {"Lax", "Strict"}
    assert settings.SESSION_COOKIE_SECURE is settings.CSRF_COOKIE_SECURE is settings.HTTPS
    assert bool(settings.SECURE_HSTS_SECONDS) is settings.HTTPS
