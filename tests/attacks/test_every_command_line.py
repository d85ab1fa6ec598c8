"""Wrong arguments to every command of ``bin/nenep``: a sentence and a status, never a traceback,
and nothing half-written."""

import sys
from argparse import Action
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, transaction
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from nenep.config import cli
from nenep.config.parser import Parser
from nenep.kernel import clock
from nenep.kernel.commands import Command
from nenep.kernel.errors import NenepError
from tests.access.test_jobs_and_commands import _registry
from tests.attacks.kept import Rows, rows_now
from tests.attacks.nonsense import TEXTS, trying
from tests.world import CAST, TODAY, UNITS

# These start, stop or hand over to other programs; what they refuse has its own tests.
OTHER_PROGRAMS = frozenset(
    {"serve", "migrate", "dbshell", "manage", "worker", "demo load", "demo info", "doctor"}
    | {"backup make", "backup verify", "backup restore", "backup list"}
)
COMMANDS = {c.name: c for c in _registry() if c.name not in OTHER_PROGRAMS}
# What only the owner of the database may do: tests write as whoever serves.
OF_THE_OWNER = "permission denied"
KNOWN = (
    *(unit.code for unit in UNITS),
    *(person.name for person in CAST),
    *(
        "secretary",
        "2026-11",
        "2026-11-23",
        "meeting.min_minutes",
        "11/2026",
        "7,9-12",
        "B=full_name",
    ),
)
# As the shell hands on bytes that are no UTF-8; NUL cannot be handed on at all.
ODD = ("\udcff", "-1", "--", "0001-01-01", "9999-12-31", "0-99999999", "ZZ=cell", "1" * 5000)
WORDS = st.one_of(
    st.sampled_from((*KNOWN, *ODD, *(text for text in TEXTS if "\0" not in text))),
    st.text(max_size=12).filter(lambda text: "\0" not in text),
    st.uuids().map(str),
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Sequence[str]:
    """Paths of everything but a sound file."""
    folder = tmp_path_factory.mktemp("files")
    contents = {"a.xlsx": b"PK\x03\x04", "a.csv": "Họ và tên;x\nA;\0".encode(), "a.yaml": b"a: ["}
    contents |= {
        "b.yaml": b"\xff\xfe",
        "c.yaml": b"",
        "list.csv": "Họ và tên;Năm sinh\nA;1".encode(),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    made = [str(folder / name) for name in contents]
    return [
        *made,
        str(folder),
        str(folder / "missing.xlsx"),
        str(folder / "a.csv" / "x"),
        "x" * 300,
    ]


@pytest.fixture(scope="module")
def before(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Rows]:
    own = override_settings(DATA_DIR=tmp_path_factory.mktemp("data"))
    with django_db_blocker.unblock(), clock.frozen(TODAY), own, transaction.atomic():
        yield rows_now("procrastinate_")
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_it_answers_wrong_arguments_with_a_sentence(
    name: str,
    before: Rows,
    files: Sequence[str],
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("here"))  # whatever a command writes lands there

    @trying(4, 40)
    @given(st.data())
    def wrong(data: st.DataObject) -> None:
        said = _command_line(COMMANDS[name], data, files)
        capsys.readouterr()
        sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # as it is
        with transaction.atomic():
            status = _ran(COMMANDS[name], said)
            after = rows_now("procrastinate_")
            transaction.set_rollback(True)
        told = capsys.readouterr()
        assert status in {0, 1, 2}, said
        assert status != 2 or told.err.strip(), said
        assert "Traceback" not in told.err + told.out
        assert status == 0 or after == before, said

    wrong()


def _ran(command: Command, said: Sequence[str]) -> int:
    """As :func:`nenep.config.cli.main` answers, with the database of the tests."""
    try:
        return command.run(cli._parse(command, list(said)))
    except SystemExit as ended:
        return int(ended.code or 0)
    except (NenepError, DatabaseError, psycopg.Error, OSError) as error:
        sentence = cli.sentence_for(error)
        if command.connection == "owner" and OF_THE_OWNER in str(error):
            sentence = OF_THE_OWNER
        if sentence is None:
            raise  # a traceback, to a person
        print(sentence.encode(errors="backslashreplace").decode(), file=sys.stderr)
        return 2


def _command_line(command: Command, data: st.DataObject, files: Sequence[str]) -> list[str]:
    """Its own options, some left out, with values that fit, do not fit, or are no values."""
    parser = Parser(command.name, "")
    if command.configure:
        command.configure(parser)
    said: list[str] = []
    for action in parser._actions:
        if action.dest == "help" or data.draw(st.integers(0, 3)) == 0:
            continue
        said += [*action.option_strings[:1], *_values(action, data, files)]
    return said + data.draw(st.sampled_from(([], [], [], ["--no-such-option"], ["one", "more"])))


def _values(action: Action, data: st.DataObject, files: Sequence[str]) -> list[str]:
    if action.nargs == 0:
        return []
    fitting = list(map(str, action.choices or ())) or list(KNOWN)
    paths = action.type is Path or action.dest in {"file", "out", "template", "roots"}
    values = st.sampled_from(files) if paths else st.one_of(st.sampled_from(fitting), WORDS)
    return [data.draw(values)]
