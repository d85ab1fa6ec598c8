"""Images are drawn anew from their points: no place, no device, no thumbnail, no hidden tail."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from nenep.documents.inspection.answers import answer, damaged
from nenep.documents.rules.uploads import Kind, Limits

_FORMATS = {Kind.JPEG: "JPEG", Kind.PNG: "PNG", Kind.WEBP: "WEBP"}
_QUALITY = 85


def kind_of(content: bytes) -> Kind | None:
    """The kind of image, by its first bytes."""
    if content.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return Kind.WEBP
    return None


def redrawn(content: bytes, kind: Kind, limits: Limits) -> bytes:
    """The image turned upright, no larger than ``limits.side``, with nothing but its points.

    Raises:
        Invalid: more points than allowed (a small file may hold a billion), or damaged.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn(content, kind, limits)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_points(limits) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise damaged() from None


def _drawn(content: bytes, kind: Kind, limits: Limits) -> bytes:
    form = _FORMATS[kind]
    with Image.open(io.BytesIO(content), formats=[form]) as source:
        if source.width * source.height > limits.pixels:
            raise _too_many_points(limits)
        upright = ImageOps.exif_transpose(source)
        upright.thumbnail((limits.side, limits.side))
        plain = upright.convert(
            "RGBA" if kind is not Kind.JPEG and _see_through(upright) else "RGB"
        )
    # A new image: whatever the old one carried along (comments, profiles, text) stays behind.
    clean = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    drawn = io.BytesIO()
    clean.save(drawn, form, **({} if kind is Kind.PNG else {"quality": _QUALITY}))
    return drawn.getvalue()


def _see_through(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info


def _too_many_points(limits: Limits) -> Exception:
    return answer(
        "Ảnh có quá nhiều điểm ảnh (mức cho phép: %(limit)s triệu). Ảnh chưa được lưu. "
        "Hãy giảm kích thước ảnh rồi gửi lại.",
        limit=limits.pixels // 1_000_000,
    )
