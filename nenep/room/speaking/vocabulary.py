"""Every command the room understands, with its version: a device updated late is still understood,
and one from the future is told to wait instead of being guessed at."""

from collections.abc import Mapping

from nenep.kernel.errors import Refused
from nenep.room.rules.commands import Command
from nenep.room.speaking import ending, saying, sitting
from nenep.room.speaking.speech import Deed

VOCABULARY: Mapping[tuple[str, int], Deed] = {
    ("open", 1): sitting.opened,
    ("roll", 1): sitting.rolled,
    ("guest", 1): sitting.welcomed,
    ("guest_off", 1): sitting.unwelcomed,
    ("note", 1): sitting.noted,
    ("finish", 1): sitting.finished,
    ("skip", 1): sitting.skipped,
    ("opinion", 1): saying.spoke,
    ("opinion_off", 1): saying.unspoke,
    ("vote", 1): saying.voted,
    ("vote_off", 1): saying.unvoted,
    ("task", 1): saying.assigned,
    ("task_off", 1): saying.unassigned,
    ("finding", 1): saying.judged,
    ("conclusion", 1): ending.concluded,
    ("resolution", 1): ending.resolved,
    ("close", 1): ending.closed,
    ("score", 1): ending.scored,
    ("confirm", 1): ending.confirmed,
    ("read_back", 1): ending.reread,
    ("adopt", 1): ending.adopted,
}


def deed_of(command: Command) -> Deed:
    """What the command does.

    Raises:
        Refused: a name or a version this program does not know.
    """
    deed = VOCABULARY.get((command.name, command.version))
    if deed is None:
        raise Refused(
            "Máy chủ chưa hiểu lệnh “%(name)s” bản %(version)s; nội dung được giữ trên máy này. "
            "Hãy báo quản trị cập nhật máy chủ rồi gửi lại.",
            name=command.name,
            version=command.version,
        )
    return deed
