"""What the shell is made of: the files the service worker keeps, and a name for the lot of them."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

FONTS = ("vietnamese", "latin", "latin-ext")
WEIGHTS = (400, 500, 600)
STYLES = ("ui/base.css", "ui/components.css", "ui/forms.css", "ui/print.css", "room/hall.css")


def shell_files() -> tuple[str, ...]:
    """The static files of the shell, the scripts of the room among them."""
    folder = finders.find("room/hall")
    scripts = sorted(path.name for path in Path(str(folder)).glob("*.js"))
    fonts = [
        f"ui/fonts/be-vietnam-pro-{letters}-{weight}-normal.woff2"
        for letters in FONTS
        for weight in WEIGHTS
    ]
    return (*STYLES, *fonts, "ui/mark.svg", *(f"room/hall/{name}" for name in scripts))


@lru_cache(maxsize=1)
def worker_script() -> str:
    """The worker's rules after one line that names the shell; any changed file changes the name."""
    files = shell_files()
    digest = hashlib.sha256()
    for name in files:
        digest.update(_bytes(name))
    rules = _bytes("room/worker.js").decode()
    template = Path(__file__).parent / "templates" / "room" / "shell.html"
    digest.update(rules.encode() + template.read_bytes())
    kept = {"version": digest.hexdigest()[:16], "files": [static(name) for name in files]}
    return f"const SHELL = {json.dumps(kept)};\n{rules}"


def _bytes(name: str) -> bytes:
    return Path(str(finders.find(name))).read_bytes()
