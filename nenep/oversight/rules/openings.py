"""Why somebody from far above may open a paper, and what they must say."""

from collections.abc import Mapping

from nenep.kernel.errors import Invalid

REASONS: Mapping[str, str] = {
    "inspection": "Kiểm tra, giám sát theo chương trình",
    "request": "Chi bộ hoặc cấp ủy trực tiếp đề nghị",
    "figures": "Đối chiếu số liệu báo cáo",
    "guidance": "Hướng dẫn nghiệp vụ",
}
SHORTEST, LONGEST = 10, 300


def must_say_why(reason: str, words: str) -> str:
    """The words of the reason, tidied.

    Raises:
        Invalid: an unknown reason, or words too short to mean anything.
    """
    if reason not in REASONS:
        raise Invalid("Đồng chí chọn một lý do trong danh sách.", field="reason")
    return must_be_said(words, field="words")


def must_be_said(words: str, *, field: str) -> str:
    """Words that somebody else will read as the reason of an intrusion.

    Raises:
        Invalid: shorter than ``SHORTEST`` letters or longer than ``LONGEST``.
    """
    said = " ".join(words.split())
    if not SHORTEST <= len(said) <= LONGEST:
        raise Invalid(
            "Ghi rõ lý do trong %(least)s đến %(most)s ký tự; chi bộ sẽ đọc dòng này.",
            field=field,
            least=SHORTEST,
            most=LONGEST,
        )
    return said
