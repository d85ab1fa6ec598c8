"""The roles can do their work and nothing else; the walls hold against each of them."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from nenep.config import keyring, roles
from nenep.config.cluster import Cluster
from nenep.kernel.errors import Refused

NAME = "nenep"
WALLED = """
    create table secret (unit int);
    insert into secret values (1), (2);
    alter table secret enable row level security;
    alter table secret force row level security;
    grant select, insert on secret to nenep_serving, nenep_worker;
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(tmp_path_factory.mktemp("roles"), durable=False) as cluster:
        admin, secrets = cluster.superuser_url("postgres"), keyring.ensure(cluster.data)
        roles.prepare(admin, NAME, secrets)
        roles.prepare(admin, NAME, secrets)
        with psycopg.connect(address(cluster, "owner")) as owner:
            owner.execute(WALLED)
        yield cluster


def address(cluster: Cluster, role: str, name: str = NAME) -> str:
    password: str = getattr(keyring.ensure(cluster.data), role)
    return f"postgresql://nenep_{role}:{password}@127.0.0.1:{cluster.port}/{name}"


@pytest.mark.parametrize("role", ["owner", "serving", "worker"])
def test_it_shows_no_row_without_a_policy(cluster: Cluster, role: str) -> None:
    with psycopg.connect(address(cluster, role)) as connection:
        assert connection.execute("select count(*) from secret").fetchone() == (0,)


def test_it_lets_the_backup_read_everything_and_write_nothing(cluster: Cluster) -> None:
    with psycopg.connect(address(cluster, "backup")) as connection:
        assert connection.execute("select count(*) from secret").fetchone() == (2,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("insert into secret values (3)")


@pytest.mark.parametrize("role", ["serving", "worker"])
@pytest.mark.parametrize(
    "attempt",
    [
        "insert into secret values (3)",
        "alter table secret disable row level security",
        "set role nenep_owner",
        "alter role current_user bypassrls",
        "create table mine (id int)",
        "create temporary table mine (id int)",
        "create extension hstore",
        "copy secret to program 'cat'",
        "delete from secret",
    ],
)
def test_it_stops_those_who_serve_from_climbing(cluster: Cluster, role: str, attempt: str) -> None:
    with (
        psycopg.connect(address(cluster, role)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(attempt.encode())


def test_it_finds_the_faults_of_a_role(cluster: Cluster) -> None:
    assert roles.faults(address(cluster, "serving")) == []
    assert roles.faults(address(cluster, "worker")) == []
    reasons = {fault.reason for fault in roles.faults(cluster.superuser_url(NAME))}
    assert len(reasons) == 3


def test_it_refuses_a_role_that_could_bypass(cluster: Cluster) -> None:
    admin, secrets = cluster.superuser_url("postgres"), keyring.ensure(cluster.data)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("alter role nenep_worker bypassrls")
        try:
            with pytest.raises(Refused, match="nenep_worker"):
                roles.prepare(admin, NAME, secrets)
        finally:
            connection.execute("alter role nenep_worker nobypassrls")


def test_it_works_for_an_administrator_who_is_no_superuser(cluster: Cluster) -> None:
    with psycopg.connect(cluster.superuser_url("postgres"), autocommit=True) as connection:
        connection.execute("create role keeper login createrole createdb password 'keeper'")
        for role in ("owner", "serving", "worker", "backup"):
            connection.execute(f"grant nenep_{role} to keeper with admin option".encode())
    secrets = keyring.ensure(cluster.data)
    place = f"127.0.0.1:{cluster.port}/postgres"
    with pytest.raises(Refused, match="CREATEROLE"):
        roles.prepare(f"postgresql://nenep_serving:{secrets.serving}@{place}", "another", secrets)
    roles.prepare(f"postgresql://keeper:keeper@{place}", "another", secrets)
    assert roles.faults(address(cluster, "serving", "another")) == []


def test_it_keeps_one_set_of_secrets(tmp_path: Path) -> None:
    made = keyring.ensure(tmp_path / "new")
    assert keyring.ensure(tmp_path / "new") == made == keyring.load(tmp_path / "new")
    assert len(set(made.__dict__.values())) == 6
    assert keyring.load(tmp_path / "absent") is None
