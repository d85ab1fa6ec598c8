"""Plain text: UTF-8 or marked UTF-16, without control characters, and no markup in disguise."""

import codecs
import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKUP = re.compile(
    r"\s*(<!doctype|<\?xml|<\?php|<html|<head|<body|<svg|<script|<iframe|<img|<!--|%!ps|#!|"
    r"\{\\rtf|gif8|mime-version:|from:\s|@echo|windows registry)",
    re.IGNORECASE,
)


def is_text(content: bytes) -> bool:
    """Can it be read as plain text of people?"""
    text = _decoded(content)
    return bool(text and text.strip()) and not _CONTROL.search(text) and not _MARKUP.match(text)


def paragraphs(content: bytes) -> list[str]:
    """Its lines."""
    return _decoded(content).splitlines()


def _decoded(content: bytes) -> str:
    marked = content[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    try:
        return content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        return ""
