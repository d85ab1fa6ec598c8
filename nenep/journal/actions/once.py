"""Commands that arrive twice act once."""

import hashlib
import json
from collections.abc import Callable, Mapping
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from nenep.access.rules import Actor
from nenep.journal.models import Receipt
from nenep.kernel import clock
from nenep.kernel.errors import Refused

_TAKEN = "Lệnh này đã được gửi trước đó với nội dung khác; nội dung cũ được giữ."


def once(
    *,
    actor: Actor,
    command_id: UUID,
    unit_id: UUID,
    payload: Mapping[str, str],
    run: Callable[[], Mapping[str, str]],
) -> Mapping[str, str]:
    """Run a command and keep its receipt, or return the verdict of the first time.

    A twin that arrives meanwhile waits for the first to end, then finds its receipt.

    Raises:
        Refused: the same id came with another payload, or from somebody else.
    """
    said = json.dumps(dict(payload), sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(said.encode()).digest()
    with transaction.atomic():
        _wait_for_a_twin(command_id)
        earlier = Receipt.objects.filter(id=command_id).first()
        if earlier is not None:
            if bytes(earlier.payload_hash) != digest:
                raise Refused(_TAKEN)
            return dict(earlier.verdict)
        verdict = run()
        receipt = Receipt(
            id=command_id,
            account_id=actor.account_id,
            unit_id=unit_id,
            payload_hash=digest,
            verdict=dict(verdict),
            at=clock.now(),
        )
        _keep(receipt)
    return verdict


def _wait_for_a_twin(command_id: UUID) -> None:
    """Held to the end of the transaction; a command is rare enough not to meet another's lock."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(command_id)])


def _keep(receipt: Receipt) -> None:
    """The receipt of somebody else is invisible here, but its id is taken all the same."""
    try:
        with transaction.atomic():
            Receipt.objects.bulk_create([receipt])
    except IntegrityError as taken:
        raise Refused(_TAKEN) from taken
