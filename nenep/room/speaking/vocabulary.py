"""Every command the room understands, with its version: a device updated late is still understood,
and one from the future is told to wait instead of being guessed at."""

from collections.abc import Mapping

from nenep.kernel.errors import Refused
from nenep.room.rules.commands import Command
from nenep.room.speaking import ending, reading, rolling, saying, sitting, voting
from nenep.room.speaking.speech import Deed

VOCABULARY: Mapping[tuple[str, int], Deed] = {
    ("open", 1): sitting.opened,
    ("open", 2): sitting.opened,
    ("roll", 1): rolling.rolled,
    ("roll", 2): rolling.rolled_with_times,
    ("guest", 1): sitting.welcomed,
    ("guest_off", 1): sitting.unwelcomed,
    ("item", 1): sitting.added,
    ("note", 1): sitting.noted,
    ("finish", 1): sitting.finished,
    ("skip", 1): sitting.skipped,
    ("opinion", 1): saying.spoke,
    ("opinion_off", 1): saying.unspoke,
    ("criticism", 1): saying.criticised,
    ("criticism_off", 1): saying.uncriticised,
    ("vote", 1): voting.voted,
    ("vote", 2): voting.voted_whole,
    ("vote_off", 1): voting.unvoted,
    ("recount", 1): voting.recounted,
    ("task", 1): saying.assigned,
    ("task_off", 1): saying.unassigned,
    ("finding", 1): saying.judged,
    ("conclusion", 1): ending.concluded,
    ("resolution", 1): ending.resolved,
    ("close", 1): ending.closed,
    ("score", 1): ending.scored,
    ("confirm", 1): ending.confirmed,
    ("read_back", 1): reading.reread,
    ("amend", 1): reading.amended,
    ("adopt", 1): reading.adopted,
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
