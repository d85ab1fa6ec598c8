"""Commands that arrive twice act once."""

import hashlib
import json
from collections.abc import Callable, Mapping
from uuid import UUID

from nenep.access.rules import Actor
from nenep.journal.models import Receipt
from nenep.kernel import clock
from nenep.kernel.errors import Refused


def once(
    *,
    actor: Actor,
    command_id: UUID,
    unit_id: UUID,
    payload: Mapping[str, str],
    run: Callable[[], Mapping[str, str]],
) -> Mapping[str, str]:
    """Run a command and keep its receipt, or return the verdict of the first time.

    Raises:
        Refused: the same id came with another payload.
    """
    said = json.dumps(dict(payload), sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(said.encode()).digest()
    earlier = Receipt.objects.filter(id=command_id).first()
    if earlier is not None:
        if bytes(earlier.payload_hash) != digest:
            raise Refused("Lệnh này đã được gửi trước đó với nội dung khác; nội dung cũ được giữ.")
        return dict(earlier.verdict)
    verdict = run()
    Receipt.objects.bulk_create(
        [
            Receipt(
                id=command_id,
                account_id=actor.account_id,
                unit_id=unit_id,
                payload_hash=digest,
                verdict=dict(verdict),
                at=clock.now(),
            )
        ]
    )
    return verdict
