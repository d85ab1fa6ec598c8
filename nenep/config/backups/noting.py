"""What the installation itself remembers of its backups: journal, and what phones may forget."""

from datetime import date
from uuid import UUID

from django.db import connection

from nenep.access.scope import system_scope
from nenep.config.backups.manifest import MANIFEST, Backup, digest_of
from nenep.journal.actions.record import Fact, record
from nenep.kernel import clock
from nenep.room import epochs


def note(verb: str, backup: Backup) -> None:
    """Journal ``backup.made``, ``backup.verified`` or ``backup.restored`` at the top of the tree.
    Once verified, phones may forget the letters in it; once restored, they send them all again."""
    contents = backup.manifest.contents
    facts: dict[str, Fact] = {
        "manifest": digest_of(backup.folder / MANIFEST),
        "letters": contents.heard,
        "rows": contents.rows,
        "made_at": backup.manifest.made_at,
    }
    with system_scope("sao lưu") as actor:
        if verb == "backup.verified" and contents.epoch in epochs.known():
            epochs.note_verified_backup(contents.epoch, contents.heard)
        if verb == "backup.restored":
            epochs.begin_anew()
        for unit_id in _tops(clock.today()):
            record(actor, verb, unit_id=unit_id, kind="backup", facts=facts)


def _tops(on: date) -> list[UUID]:
    """Units under nobody; an installation without any has no chain to write to."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select unit_id from structure_placement where parent_id is null and during @> %s",
            [on],
        )
        return [UUID(str(row[0])) for row in cursor.fetchall()]
