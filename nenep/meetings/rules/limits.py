"""How long a text may be, and the refusal that keeps it where it was typed."""

from nenep.kernel.errors import Invalid

NOTE = 20_000
CONCLUSION = 20_000
OPINION = 4_000
ANSWER = 4_000
CRITICISM = 4_000
QUESTION = 300
TITLE = 300
REASON = 300


def must_be_within(text: str, most: int, field: str) -> None:
    """Refuse what is longer than its place; nothing is cut off."""
    if len(text) > most:
        raise Invalid(
            "Nội dung dài %(length)s ký tự, nhiều nhất %(most)s; chưa ghi gì. Chữ đã gõ còn nguyên "
            "trong ô, đồng chí rút gọn rồi ghi lại.",
            field=field,
            length=len(text),
            most=most,
        )
