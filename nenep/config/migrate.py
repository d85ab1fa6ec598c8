"""Bring a database to the structure of this program: roles, migrations, then the apps' own data."""

import sys
from argparse import Namespace
from contextlib import nullcontext
from importlib import import_module
from importlib.util import find_spec

import django
import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import ProgrammingError, connections
from django.db.migrations.executor import MigrationExecutor

from nenep.config import database, installation, keyring, roles


def migrate(args: Namespace) -> int:
    """Idempotent. Rebuilds nothing; runs the missing migrations as the owner of the tables."""
    data = database.data_dir()
    secrets = keyring.ensure(data)
    installation.enter("owner")
    cluster = installation.cluster_of(data)
    with cluster or nullcontext():
        say("Chuẩn bị vai trò và cơ sở dữ liệu…")
        own = database.own_server()
        if cluster:
            roles.prepare(cluster.superuser_url("postgres"), database.NAME, secrets)
        elif database.has_own_roles():
            with psycopg.connect(own, autocommit=True) as connection:
                roles.ensure_extensions(connection)
        else:
            roles.prepare(own, roles.database_name(own), secrets)
        django.setup()
        installation.connect_as("owner")
        try:
            _apply()
        except ProgrammingError as error:
            # Elsewhere this means "migrate first"; here it is a fault of the program.
            raise RuntimeError("a migration or an app's after_migrate failed") from error
        finally:
            installation.close_connections()
    installation.note_migrated(data)
    return 0


def say(sentence: str) -> None:
    """Progress goes to stderr: stdout belongs to answers."""
    print(sentence, file=sys.stderr, flush=True)


def _apply() -> None:
    executor = MigrationExecutor(connections["owner"])
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        say(f"Áp dụng {len(missing)} thay đổi cấu trúc…")
        call_command("migrate", database="owner", interactive=False, verbosity=0)
    roles.open_queue(database.urls()["owner"])
    for config in apps.get_app_configs():
        module = f"{config.name}.commands"
        if config.name.startswith("nenep.") and find_spec(module):
            hook = getattr(import_module(module), "after_migrate", None)
            if hook:
                hook()
    say("Cơ sở dữ liệu đã sẵn sàng.")
