"""A member puts a slip into the box. Nothing is journalled and no receipt is kept: a receipt would
join the words to an account."""

from uuid import UUID

from django.db import connection, transaction

from nenep.access.rules import Actor, Capability
from nenep.kernel.errors import Invalid, Refused
from nenep.meetings.policies import meeting_for

LONGEST = 1000


@transaction.atomic
def put_in(*, actor: Actor, meeting_id: UUID, text: str) -> int:
    """Put ``text`` into the box of an announced meeting; how many more this person may put in. Not
    idempotent on purpose: to know a slip again one would have to know whose it was.

    Raises:
        Absent, Forbidden: not a meeting of the actor's cell, or no right to raise an opinion.
        Refused: the meeting is not announced yet or has begun; enough slips from one person.
        Invalid: no words, or too many.
    """
    meeting_for(actor, meeting_id, to=Capability.RAISE_OPINION)
    text = text.strip()
    if not text:
        raise Invalid("Đồng chí ghi nội dung ý kiến.", field="text")
    if len(text) > LONGEST:
        raise Invalid(
            "Ý kiến dài quá %(most)s chữ; chưa bỏ vào hộp, nội dung còn ở đây.",
            field="text",
            most=LONGEST,
        )
    with connection.cursor() as cursor:
        cursor.execute("select box_put(%s, %s)", [meeting_id, text])
        left: int | None = cursor.fetchone()[0]
    if left is None:
        raise Refused("Hộp ý kiến chỉ mở từ lúc thông báo họp đến khi bắt đầu họp.")
    if left < 0:
        raise Refused("Đồng chí đã bỏ đủ số ý kiến cho buổi này; ý kiến này chưa được bỏ vào hộp.")
    return left
