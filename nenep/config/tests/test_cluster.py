"""The embedded server: started by the first, kept by the others, stopped by the last."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from nenep.config import launch, postmaster
from nenep.config.cluster import Cluster
from nenep.kernel.errors import Refused


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path / "data", durable=False)
    yield cluster
    cluster.stop()


def test_it_runs_until_the_last_user_leaves(cluster: Cluster) -> None:
    assert not cluster.exists
    other = Cluster(cluster.data, durable=False)
    cluster.start()
    cluster.start()
    other.start()
    assert cluster.exists
    assert cluster.port == other.port

    cluster.stop()
    assert other.running
    with psycopg.connect(other.superuser_url("postgres")) as connection:
        row = connection.execute("select datcollate, datlocprovider from pg_database").fetchone()
    assert row == ("C", "b")

    server = postmaster.read(other._launch.pgdata)
    other.stop()
    other.stop()
    assert not other.running
    assert server is not None
    assert not postmaster.serves(server.pid, other._launch.pgdata)


def test_it_keeps_the_data_over_a_restart(cluster: Cluster) -> None:
    with cluster, psycopg.connect(cluster.superuser_url("postgres")) as connection:
        connection.execute("create table kept as select 7 as number")
    with cluster, psycopg.connect(cluster.superuser_url("postgres")) as connection:
        assert connection.execute("select number from kept").fetchone() == (7,)


def test_it_trusts_nobody_without_the_password(cluster: Cluster) -> None:
    with cluster:
        wrong = f"postgresql://postgres:guess@127.0.0.1:{cluster.port}/postgres"
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)
        secret = cluster.data / "secrets.json"
        assert secret.stat().st_mode & 0o077 == 0


def test_it_starts_over_a_pid_file_left_by_a_power_cut(cluster: Cluster) -> None:
    with cluster:
        note = cluster._launch.pgdata / "postmaster.pid"
        left = note.read_text().splitlines()
    # That number now belongs to somebody else: ourselves.
    note.write_text("\n".join([str(os.getpid()), *left[1:]]))
    assert not cluster.running
    with cluster:
        assert cluster.running


def test_it_stops_a_server_that_another_user_had_to_revive(cluster: Cluster) -> None:
    other = Cluster(cluster.data, durable=False)
    cluster.start()
    other.start()
    died = postmaster.read(cluster._launch.pgdata)
    assert died is not None
    os.kill(died.pid, signal.SIGKILL)
    os.waitpid(died.pid, 0)

    other.start()
    other.stop()
    assert cluster.running
    cluster.stop()
    assert not cluster.running


def test_it_names_the_port_of_a_server_that_is_just_starting(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked while another process starts it, the answer is that server's port, not a new one."""
    cluster.start()
    real, looks = postmaster.read, iter([None])
    monkeypatch.setattr(postmaster, "read", lambda pgdata: next(looks, real(pgdata)))
    other = Cluster(cluster.data, durable=False)
    assert other.port == cluster.port
    assert (cluster.data / "port").read_text() == str(cluster.port)


def test_it_takes_another_port_when_its_own_was_taken(cluster: Cluster) -> None:
    with cluster:
        first = cluster.port
    neighbour = Cluster(cluster.data.with_name("neighbour"), durable=False)
    neighbour.data.mkdir()
    (neighbour.data / "port").write_text(str(first))
    with neighbour, cluster:
        assert cluster.port != neighbour.port == first


def test_it_refuses_data_of_another_major_version(cluster: Cluster) -> None:
    with cluster:
        version = cluster._launch.pgdata / "PG_VERSION"
    version.write_text("16\n")
    with pytest.raises(Refused, match=r"PostgreSQL 16 tạo.*PostgreSQL 18; dữ liệu được giữ nguyên"):
        cluster.start()
    assert version.read_text() == "16\n"
    version.write_text("18\n")


def test_it_tells_in_one_sentence_why_it_does_not_start(cluster: Cluster) -> None:
    with cluster:
        configuration = cluster._launch.pgdata / "postgresql.conf"
    original = configuration.read_text()
    configuration.write_text(original + "\nwal_level = nonsense\n")
    with pytest.raises(Refused, match="PostgreSQL không khởi động được"):
        cluster.start()
    configuration.write_text(original)


def test_it_destroys_only_what_nobody_uses(cluster: Cluster) -> None:
    other = Cluster(cluster.data, durable=False)
    with cluster:
        with pytest.raises(Refused, match="đang được dùng"):
            other.destroy()
        assert cluster.running
    other.destroy()
    assert not cluster.exists


def test_it_leaves_no_half_made_cluster(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Cluster, program: str, *arguments: object) -> None:
        (self._launch.pgdata).mkdir(parents=True)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Cluster, "_run", fail)
        with pytest.raises(KeyboardInterrupt):
            cluster.start()
    assert not cluster._launch.pgdata.exists()
    assert list(cluster.data.glob("pw-*")) == []


def test_it_prefers_the_named_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NENEP_PG_BIN", str(tmp_path))
    with pytest.raises(Refused, match="Không tìm thấy PostgreSQL"):
        launch.find_binaries()
    for name in ("initdb", "postgres"):
        (tmp_path / name).touch()
    assert launch.find_binaries() == tmp_path


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("could not write: No space left on device", "Ổ đĩa đã đầy"),
        ("initdb: error: could not access: Permission denied", "không ghi được"),
        ("LOG: hello\nFATAL: bogus setting\nLOG: bye", "FATAL: bogus setting"),
        ("", "không có thông báo"),
    ],
)
def test_it_turns_last_words_into_a_sentence(said: str, sentence: str) -> None:
    assert sentence in str(postmaster.failure(said))
