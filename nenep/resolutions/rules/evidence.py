"""What evidence of a task may be, and from whom: a photo needs the word of whoever is on it."""

from nenep.kernel.errors import Invalid, Refused

PHOTOS = "image/"


def must_be_agreed(content_type: str, people_agreed: bool) -> None:
    """A photo shows nobody, or people who agreed (the consent ``photo_evidence``); whoever brings
    it says so. Nobody looks for faces.

    Raises:
        Invalid: a photo, and nothing said.
    """
    if content_type.startswith(PHOTOS) and not people_agreed:
        raise Invalid(
            "Ảnh chỉ kèm được khi không có hình người, hoặc người trong ảnh đã đồng ý. Chưa lưu "
            "báo cáo và ảnh; đồng chí đánh dấu ô xác nhận, hoặc gửi báo cáo không kèm ảnh.",
            field="people_agreed",
        )


def must_come_from_a_cell(direction: str, *, other: bool) -> None:
    """Of tasks between two units the cell that carries one out brings files, which both sides read;
    a committee's file would not be read by the cell.

    Raises:
        Refused: the committee's side, or what a cell asks of its superior.
    """
    if not (direction == "down" and other):
        raise Refused("Phần trả lời của cấp ủy không kèm tệp; nội dung chưa được ghi.")
