"""Ways in that are no addresses: every job and every command says with whose rights it runs."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from procrastinate.contrib.django import app

from nenep.config import builtin, jobs
from nenep.kernel.commands import Registry
from tests import source

# In whose reach a job works. An account's job sees what the account sees on the day it runs.
JOBS: Mapping[str, str] = {
    "config.back_up": "the installation",
    "dashboards.fold": "the installation",
    "dashboards.keep_months": "the installation",
    "identity.sweep_sessions": "nobody",
    "imports.enter_list": "the account that asked",
    "journal.close_day": "the installation",
    "minutes.bind_book": "the account that asked",
    "minutes.put_books_away": "the installation",
    "people.refresh_keepers": "the installation",
    "privacy.erase": "the installation",
    "privacy.list_due": "the installation",
    "reorganisation.come_true": "the installation",
    "resolutions.clear_evidence": "the installation",
    "structure.refresh_paths": "the installation",
}
# Which role stands behind a command. The owner's are for whoever keeps the server; without a
# database a command reads files only, or readies the database itself.
OWNER = frozenset(
    {"account close", "account list", "account new-code", "account open", "demo info", "demo load"}
    | {"account reset-second-factor", "manage", "migrate", "rulebook load"}
)
WORKER = frozenset(
    {
        "agenda",
        "backup make",
        "backup restore",
        "backup verify",
        "book",
        "import changes",
        "import members",
        "import units",
        "journal root",
    }
    | {"journal verify", "month", "papers", "people denominators", "people follow"}
    | {"people unfollow", "reorganise", "rulebook value"}
    | {"structure found", "structure show", "tasks", "worker"}
)
WITHOUT = frozenset(
    {"access table", "backup list", "dbshell", "doctor", "rulebook check", "serve", "version"}
)


def _registry() -> Registry:
    commands = Registry()
    builtin.register(commands)
    for module in _modules("commands"):
        module.register(commands)  # type: ignore[attr-defined]
    return commands


def _modules(part: str) -> list[object]:
    names = [f"{config.name}.{part}" for config in apps.get_app_configs()]
    return [import_module(n) for n in names if n.startswith("nenep.") and find_spec(n)]


def test_it_classifies_every_job() -> None:
    _modules("jobs")
    assert jobs.back_up_tonight.name in app.tasks
    own = {name for name in app.tasks if "procrastinate" not in name}
    assert sorted(own ^ set(JOBS)) == [], "say in this file in whose reach the job works"


def test_it_classifies_every_command() -> None:
    """A command asks the serving role only for what needs no scope: nobody is signed in there."""
    found = {
        "owner": {c.name for c in _registry() if c.connection == "owner"},
        "worker": {c.name for c in _registry() if c.connection == "worker"},
        "serving": {c.name for c in _registry() if c.connection == "serving"},
    }
    assert found == {"owner": OWNER, "worker": WORKER, "serving": WITHOUT}
    assert all(not c.database for c in _registry() if c.connection == "serving")


def test_it_lets_no_view_enter_as_the_installation() -> None:
    """Only commands, jobs and what the worker folds may: a page acts for who is signed in."""
    entering = {
        source.named(path)
        for path in source.product_files()
        if "system_scope(" in source.text(path) and ("views" in path.parts or path.stem == "views")
    }
    assert entering == set()
