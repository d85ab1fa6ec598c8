"""Backups: made beside letters on their way, verified by restoring, refused in one sentence."""

import json
import shutil
from collections import namedtuple
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from pytest_django import Settings

from nenep.config import database, keyring
from nenep.config.backups import checking, keys, making, manifest, nightly, noting, place, programs
from nenep.config.backups import contents as held
from nenep.config.backups.making import Source, make
from nenep.config.backups.manifest import DUMP, KEYS, MANIFEST, Backup
from nenep.config.backups.restoring import Wishes, restore
from nenep.config.cluster import Cluster
from nenep.journal.models import Entry
from nenep.kernel.errors import Refused
from nenep.room import epochs
from nenep.room.epochs import LETTERS, Mark
from nenep.room.sealing import FILE as ROOM_KEY
from nenep.room.sealing import _make as make_room_key
from tests.world import World

Disk = namedtuple("Disk", "total used free")


@pytest.fixture(scope="module")
def source(cluster: Cluster, django_db_setup: None) -> Source:
    """The world of the tests behind the role of backups."""
    if not (cluster.data / ROOM_KEY).exists():
        make_room_key(cluster.data / ROOM_KEY)
    secret = keyring.ensure(cluster.data).backup
    url = f"postgresql://{database.BACKUP}:{secret}@127.0.0.1:{cluster.port}/nenep_test"
    return Source(url, cluster, cluster.data)


@pytest.fixture(scope="module")
def kept(source: Source, tmp_path_factory: pytest.TempPathFactory) -> Backup:
    """One backup with keys, for all tests of this file: who changes it takes a copy."""
    return make(source, tmp_path_factory.mktemp("backups"), with_keys=True)


@pytest.fixture(scope="module")
def restored(kept: Backup, tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    """It, put back into an empty data directory."""
    cluster = Cluster(tmp_path_factory.mktemp("new") / "data", durable=False)
    assert restore(kept, cluster, None, Wishes()) is None
    return cluster


@pytest.fixture
def copied(kept: Backup, tmp_path: Path) -> Backup:
    folder = tmp_path / "backups" / kept.folder.name
    shutil.copytree(kept.folder, folder)
    return manifest.read(folder)


def test_it_says_what_a_backup_holds(kept: Backup) -> None:
    contents = kept.manifest.contents
    assert contents.tables["public.people_person"].rows > 10
    assert contents.tables["nenep_private.signing_key"].rows == 1
    assert "public.identity_session" not in contents.tables
    assert contents.walls > 50
    assert set(kept.manifest.fingerprints) == {"room", "pages"}
    assert (kept.folder / DUMP).stat().st_mode & 0o077 == 0
    assert kept.folder.stat().st_mode & 0o077 == 0
    assert kept.verified_at == ""


def test_it_carries_keys_only_when_asked(source: Source, tmp_path: Path) -> None:
    made = make(source, tmp_path)
    secret = keyring.ensure(source.data).secret_key
    assert not (made.folder / KEYS).exists()
    assert secret not in (made.folder / MANIFEST).read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", made.folder.name]


def test_it_waits_for_no_letter_for_ever(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "PATIENCE", "50ms")
    with psycopg.connect(source.url) as letter:
        letter.execute("select pg_advisory_xact_lock_shared(%s)", [LETTERS])
        with pytest.raises(Refused, match="chưa tạo bản sao lưu nào"):
            make(source, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_it_gives_no_letter_a_number_outside_the_lock(source: Source, serving_url: str) -> None:
    """Else a backup could claim a letter that was still on its way."""
    with psycopg.connect(serving_url) as letter, psycopg.connect(source.url) as backup:
        letter.execute("select room_hear()")
        row = backup.execute("select pg_try_advisory_lock(%s)", [LETTERS]).fetchone()
        assert row == (False,)


def test_it_refuses_an_unsaid_an_inner_and_a_closed_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(place.SETTING, raising=False)
    with pytest.raises(Refused, match=f"đặt {place.SETTING}"):
        place.ready(None, tmp_path)
    with pytest.raises(Refused, match="nằm trong thư mục dữ liệu"):
        place.ready(tmp_path / "inside", tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="Không ghi được vào"):
        place.ready(tmp_path / "file", tmp_path / "data")
    monkeypatch.setenv(place.SETTING, str(tmp_path / "set"))
    assert place.ready(None, tmp_path / "data") == tmp_path / "set"


def test_it_refuses_a_full_disk_before_it_begins(
    source: Source, kept: Backup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Disk(1, 1, 1_000_000))
    with pytest.raises(Refused, match=r"chỉ còn trống 1 MB, cần khoảng \d+ MB; chưa làm gì"):
        make(source, tmp_path)
    with pytest.raises(Refused, match="chỉ còn trống 1 MB"):
        checking.verify(kept, source.data)
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_it_lets_one_backup_run_at_a_time(source: Source, tmp_path: Path) -> None:
    with place.alone(tmp_path), pytest.raises(Refused, match="Đang có một lần sao lưu khác"):
        make(source, tmp_path)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("pg_dump: error: could not write: No space left on device", "dở dang được bỏ"),
        ("pg_dump: error: aborting because of server version mismatch", "khác bản"),
        ("pg_restore: error: unsupported version (1.99) in file header", "khác bản"),
        ("error: query would be affected by row-level security policy", "chưa được đọc mọi dòng"),
        ("pg_restore: error: could not read\npg_restore: hint", "could not read"),
        ("", "không rõ lý do"),
    ],
)
def test_it_turns_last_words_into_a_sentence(said: str, sentence: str) -> None:
    assert sentence in str(programs.failure("pg_dump", said))


def test_it_verifies_by_restoring(copied: Backup, source: Source) -> None:
    checked = checking.verify(copied, source.data)
    assert (checked.wrong, checked.other_keys) == ((), ())
    assert checked.backup.verified_at
    assert manifest.listed(copied.folder.parent)[0].verified_at
    assert list(copied.folder.parent.glob(f"{checking.SCRATCH}*")) == []


def test_it_finds_one_altered_letter(kept: Backup, restored: Cluster) -> None:
    """The manifest against a database in which somebody's name was mended by hand."""
    with restored, psycopg.connect(restored.superuser_url(database.NAME)) as hands:
        hands.execute("set session_replication_role = replica")
        hands.execute(
            "update people_person set full_name = full_name || 'x' where id ="
            " (select id from people_person limit 1)"
        )
        found = held.contents_of(hands)
        assert held.differences(kept.manifest.contents, replace(found, epoch="")) == [
            "public.people_person"
        ]
        hands.rollback()
    with pytest.raises(Refused, match=r"khác với bản sao lưu ở: public\.people_person"):
        checking.must_be_the_same(["public.people_person"])


def test_it_verifies_nothing_that_was_touched(copied: Backup, source: Source) -> None:
    with (copied.folder / DUMP).open("r+b") as dump:
        dump.seek(200)
        dump.write(b"!")
    with pytest.raises(Refused, match=r"đã hỏng: tệp nenep\.dump"):
        checking.verify(copied, source.data)


def test_it_knows_no_manifest_changed_after_it_was_verified(copied: Backup) -> None:
    manifest.note_verified(copied.folder, "2026-11-23T02:30:00+00:00")
    assert manifest.read(copied.folder).verified_at
    said = json.loads((copied.folder / MANIFEST).read_text(encoding="utf-8"))
    said["contents"]["heard"] += 1
    (copied.folder / MANIFEST).write_text(json.dumps(said), encoding="utf-8")
    assert manifest.read(copied.folder).verified_at == ""


def test_it_does_not_verify_beside_another_key(copied: Backup, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    make_room_key(tmp_path / "data" / ROOM_KEY)
    marks = copied.manifest.fingerprints
    assert keys.changed(marks, keys.fingerprints(tmp_path / "data")) == list(keys.NAMES.values())
    assert keys.changed(marks, checking._keys_near(copied, tmp_path / "none")) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "không phải một bản sao lưu"),
        ("{", "đã hỏng: tệp manifest.json"),
        ('{"form": 2}', "phiên bản Nề Nếp khác"),
        ('{"form": 1}', "đã hỏng: tệp manifest.json"),
    ],
)
def test_it_reads_only_backups(tmp_path: Path, text: str | None, sentence: str) -> None:
    if text is not None:
        (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=sentence):
        manifest.read(tmp_path)


def test_it_restores_everything_but_sessions(kept: Backup, restored: Cluster) -> None:
    with restored, psycopg.connect(restored.superuser_url(database.NAME)) as hands:
        found = held.contents_of(hands)
        assert held.differences(kept.manifest.contents, replace(found, epoch="")) == []
        assert hands.execute("select count(*) from identity_session").fetchone() == (0,)
    marks = keys.fingerprints(restored.data)
    assert dict(marks) == dict(kept.manifest.fingerprints)


def test_it_replaces_a_database_only_when_told_and_keeps_it(
    kept: Backup, restored: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refused, match="đang có cơ sở dữ liệu"):
        restore(kept, restored, None, Wishes())
    with restored, pytest.raises(Refused, match="đang được dùng"):
        restore(kept, Cluster(restored.data, durable=False), None, Wishes(replace=True))

    monkeypatch.setattr(checking, "load", lambda backup, cluster: ["public.people_person"])
    with pytest.raises(Refused, match="Dữ liệu trước đó được giữ nguyên"):
        restore(kept, restored, None, Wishes(replace=True))
    with restored, psycopg.connect(restored.superuser_url(database.NAME)) as hands:
        assert hands.execute("select count(*) > 10 from people_person").fetchone() == (True,)

    monkeypatch.setattr(checking, "load", lambda backup, cluster: [])
    aside = restore(kept, restored, None, Wishes(replace=True))
    assert aside is not None
    assert (aside / "PG_VERSION").exists()
    restored.destroy()
    restored.bring_back(aside)


def test_it_refuses_to_mix_real_and_demo(kept: Backup, tmp_path: Path) -> None:
    (tmp_path / database.DEMO_MARK).write_text('{"today": "2026-11-23"}')
    with pytest.raises(Refused, match="không được trộn"):
        restore(kept, Cluster(tmp_path), None, Wishes())


def test_it_refuses_what_a_newer_program_made(copied: Backup, tmp_path: Path) -> None:
    told = copied.manifest
    newer = replace(told.contents, migrations=(*told.contents.migrations, "room.0999_later"))
    with pytest.raises(Refused, match="mới hơn làm"):
        restore(
            replace(copied, manifest=replace(told, contents=newer)),
            Cluster(tmp_path),
            None,
            Wishes(),
        )
    with pytest.raises(Refused, match="PostgreSQL 99 tạo"):
        restore(
            replace(copied, manifest=replace(told, server=99)), Cluster(tmp_path), None, Wishes()
        )


def test_it_refuses_an_older_backup_than_phones_rely_on(kept: Backup, tmp_path: Path) -> None:
    contents = kept.manifest.contents
    with pytest.raises(Refused, match="điện thoại có thể không còn giữ"):
        restore(kept, Cluster(tmp_path), Mark(contents.epoch, contents.heard + 1), Wishes())
    with pytest.raises(Refused, match="thêm --older"):
        restore(kept, Cluster(tmp_path), Mark("another", 0), Wishes())
    assert not (tmp_path / "pg").exists()


def test_it_refuses_without_the_key_that_opens_what_phones_hold(
    copied: Backup, tmp_path: Path
) -> None:
    shutil.rmtree(copied.folder / KEYS)
    bare = replace(copied, manifest=replace(copied.manifest, files={}))
    with pytest.raises(Refused, match=r"chép room-key\.pem đã cất"):
        restore(bare, Cluster(tmp_path / "data"), None, Wishes())
    assert not (tmp_path / "data" / "pg").exists()


def test_it_journals_at_the_top_and_lets_phones_forget_only_what_was_verified(
    world: World, kept: Backup, settings: Settings, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    epoch = epochs.standing().epoch
    backup = _of(kept, epoch, 7)
    noting.note("backup.made", backup)
    assert epochs.standing().covered == 0
    noting.note("backup.verified", backup)
    noting.note("backup.verified", _of(kept, epoch, 3))
    assert epochs.standing().covered == 7
    noting.note("backup.verified", _of(kept, str(uuid4()), 9))
    assert epochs.standing().covered == 7
    noting.note("backup.restored", backup)
    assert epochs.standing().epoch != epoch
    assert epochs.standing().covered == 0
    world.act_as_system()
    told = Entry.objects.filter(verb__startswith="backup.", unit_id=world.unit("province"))
    assert sorted(entry.facts["letters"] for entry in told) == [3, 7, 7, 7, 9]


def _of(kept: Backup, epoch: str, heard: int) -> Backup:
    contents = replace(kept.manifest.contents, epoch=epoch, heard=heard)
    return replace(kept, manifest=replace(kept.manifest, contents=contents))


def test_it_removes_the_oldest_only_behind_verified_ones(copied: Backup) -> None:
    place_of = copied.folder.parent
    for day in range(1, 6):
        folder = place_of / f"nenep-{day}"
        folder.mkdir()
        told = replace(copied.manifest, made_at=f"2026-11-0{day}T00:00:00+00:00")
        manifest.write(folder, told)
        if day in {2, 4}:
            manifest.note_verified(folder, told.made_at)
    shutil.rmtree(copied.folder)
    assert nightly.remove_oldest(place_of, 3) == []
    assert nightly.remove_oldest(place_of, 1) == ["nenep-1", "nenep-2", "nenep-3"]
    assert [b.folder.name for b in manifest.listed(place_of)] == ["nenep-4", "nenep-5"]


def test_it_backs_up_nothing_at_night_where_no_place_is_named(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(place.SETTING, raising=False)
    assert not nightly.back_up(source)
