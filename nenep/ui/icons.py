"""The drawings: strokes on a 24 × 24 field, made for this product, inlined so that they take the
colour of their text and need no request."""

from collections.abc import Mapping

from django.utils.safestring import SafeString

_STROKES = {
    "alert": '<path d="M12 4 2.8 19.5h18.4z"/><path d="M12 10v4.5m0 2.4v.1"/>',
    "arrow-left": '<path d="M19 12H5m6-6-6 6 6 6"/>',
    "arrow-right": '<path d="M5 12h14m-6-6 6 6-6 6"/>',
    "bell": '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2 2 0 0 0 4 0"/>',
    "book": (
        '<path d="M12 6.5C10 5 7 4.5 4 4.5v14c3 0 6 .5 8 2 2-1.5 5-2 8-2v-14c-3 0-6 .5-8'
        ' 2zm0 0v14"/>'
    ),
    "box": '<path d="M4 8.5 12 4l8 4.5v7.5l-8 4.5L4 16zm0 0 8 4.5 8-4.5M12 13v7.5"/>',
    "calendar": (
        '<rect x="4" y="5.5" width="16" height="15" rx="2"/><path d="M4 10.5h16M8.5'
        ' 3v4.5m7-4.5v4.5"/>'
    ),
    "chart": '<path d="M4 20h16M7 16.5v-5m5 5v-10m5 10V9"/>',
    "check": '<path d="m4.5 12.5 5 5L19.5 7"/>',
    "chevron-down": '<path d="m6 9.5 6 6 6-6"/>',
    "chevron-left": '<path d="m14.5 6-6 6 6 6"/>',
    "chevron-right": '<path d="m9.5 6 6 6-6 6"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.2l3.3 2"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "cloud-off": (
        '<path d="M8 7.2A5.5 5.5 0 0 1 17.2 11 4 4 0 0 1 19.5 17.6M16.5 18.5H7a4 4 0 0'
        ' 1-1-7.9M4 4l16 16"/>'
    ),
    "comment": '<path d="M4 5h16v11H9.5L5 20v-4H4z"/>',
    "download": '<path d="M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 20h14"/>',
    "edit": (
        '<path d="m4.5 19.5.8-4L15.5 5.3a1.6 1.6 0 0 1 2.3 0l.9.9a1.6 1.6 0 0 1 0 2.3L8.5'
        ' 18.7zM13.5 7.3l3.2 3.2"/>'
    ),
    "file": '<path d="M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5M9 12.5h6M9 16h6"/>',
    "flag": '<path d="M6 21V4m0 .5c4-2 7 2 12 0v9c-5 2-8-2-12 0"/>',
    "grid": (
        '<rect x="4" y="4" width="6.5" height="6.5" rx="1.5"/><rect'
        ' x="13.5" y="4" width="6.5" height="6.5" rx="1.5"/><rect'
        ' x="4" y="13.5" width="6.5" height="6.5" rx="1.5"/><rect'
        ' x="13.5" y="13.5" width="6.5" height="6.5" rx="1.5"/>'
    ),
    "hand": (
        '<path d="M8 12V6a1.5 1.5 0 0 1 3 0v5-6.5a1.5 1.5 0 0 1 3 0V11 6a1.5 1.5 0 0 1 3'
        ' 0v8.5a6 6 0 0 1-6 6c-2.8 0-4.2-1.3-5.5-3.5l-2-3.5c-.8-1.5 1-2.7 2.2-1.5L8 14"/>'
    ),
    "help": (
        '<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.7a2.5 2.5 0 1 1 3.6'
        ' 2.2c-.8.4-1.1.9-1.1 1.9m0 2.6v.1"/>'
    ),
    "home": '<path d="m3.5 11.5 8.5-7.5 8.5 7.5M6 9.5V20h12V9.5M10 20v-5.5h4V20"/>',
    "inbox": '<path d="M4 13.5 6.5 5h11l2.5 8.5V19H4zm0 0h5c.3 1.5 1.5 2.5 3 2.5s2.7-1 3-2.5h5"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5m0-9v.1"/>',
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4.5 6h.1m-.1 6h.1m-.1 6h.1"/>',
    "lock": (
        '<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V8a4 4 0 0 1'
        ' 8 0v2.5"/>'
    ),
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "minus": '<path d="M5 12h14"/>',
    "paper-plane": '<path d="M20.5 3.5 3.5 10.5l6.5 3 3 6.5zM10 13.5l10.5-10"/>',
    "people": (
        '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 20c0-4 2.8-6 6.5-6s6.5 2 6.5'
        ' 6M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 14.5c2.3.8 3.5 2.7 3.5 5.5"/>'
    ),
    "person": (
        '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c0-4.5 3.2-6.5 7.5-6.5s7.5 2 7.5 6.5"/>'
    ),
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6.5H7z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "settings": (
        '<path d="M4 7h9m5 0h2M4 17h2m5 0h9"/><circle cx="15.5" cy="7" r="2.5"/><circle'
        ' cx="8.5" cy="17" r="2.5"/>'
    ),
    "sign-out": '<path d="M14 4H5v16h9M10 12h10.5m-4-4 4 4-4 4"/>',
    "star": (
        '<path d="m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z"/>'
    ),
    "tasks": (
        '<path d="M10 6h10M10 12h10M10 18h10M3.5 6l1.2 1.2L7 4.8M3.5 12l1.2 1.2L7'
        ' 10.8M3.5 18l1.2 1.2L7 16.8"/>'
    ),
    "text-size": '<path d="M2.5 19 7 8l4.5 11M4 15.5h6M12 19l5-14 5 14m-8.4-4.5h6.8"/>',
    "upload": '<path d="M12 16V5M7.5 9.5 12 5l4.5 4.5M5 20h14"/>',
}
ICONS: Mapping[str, SafeString] = {name: SafeString(drawn) for name, drawn in _STROKES.items()}
