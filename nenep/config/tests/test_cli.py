"""The command line answers in Vietnamese, in one sentence, with an honest exit status."""

import errno
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError

from nenep.config import builtin, cli, demo_start
from nenep.config.parser import Parser, in_vietnamese
from nenep.kernel.commands import Registry
from nenep.kernel.errors import Refused


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "NENEP_DEMO", "NENEP_DEMO_TODAY", "NENEP_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NENEP_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("NENEP_DATABASE_ROLE", "serving")


def test_it_tells_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["version"]) == 0
    assert capsys.readouterr().out.startswith("Nề Nếp ")
    assert cli.main(["version", "--json"]) == 0
    assert '"version"' in capsys.readouterr().out


def test_it_suggests_a_near_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["migrat"]) == 2
    assert capsys.readouterr().err == "Không có lệnh «migrat». Có phải: migrate?\n"
    assert cli.main(["xyzzy"]) == 2
    assert "Xem bin/nenep --help" in capsys.readouterr().err


def test_it_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    out = capsys.readouterr().out
    assert "cách dùng: bin/nenep" in out
    assert "dựng hoặc nâng cấp cơ sở dữ liệu" in out
    assert cli.main([]) == 2


def test_it_explains_one_command_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["serve", "--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert "cách dùng: bin/nenep serve" in out
    assert "tùy chọn:" in out
    assert "usage" not in out
    assert "options" not in out


def test_it_refuses_before_anything_is_prepared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["dbshell", "--serving"]) == 2
    assert "bin/nenep migrate" in capsys.readouterr().err
    assert not (tmp_path / "data" / "pg").exists()


def test_it_takes_the_data_folder_before_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--data", str(tmp_path / "other"), "dbshell"]) == 2
    assert str(tmp_path / "other") in capsys.readouterr().err
    assert cli.main([f"--data={tmp_path / 'third'}", "dbshell"]) == 2
    assert str(tmp_path / "third") in capsys.readouterr().err


def test_it_says_a_refusal_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(args: Namespace) -> int:
        raise Refused("Chi bộ đã chốt biên bản.")

    def offer(commands: Registry) -> None:
        commands.add("refuse", help="", run=refuse, database=False)

    monkeypatch.setattr(builtin, "register", offer)
    assert cli.main(["refuse"]) == 2
    assert capsys.readouterr().err == "Chi bộ đã chốt biên bản.\n"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left"), "Ổ đĩa đã đầy"),
        (OSError(errno.EROFS, "Read-only", "/here"), "Không ghi được vào /here"),
        (OSError(errno.ENAMETOOLONG, "Too long", "/here"), "Không mở được /here"),
        (psycopg.OperationalError("connection refused"), "không trả lời được"),
        (OperationalError('relation "x" does not exist'), "bin/nenep migrate"),
    ],
)
def test_it_has_a_sentence_for_what_befalls_machines(error: Exception, sentence: str) -> None:
    assert sentence in str(cli.sentence_for(error))


@pytest.mark.parametrize("error", [OSError(errno.ENOTDIR, "x"), psycopg.DataError("bad date")])
def test_it_does_not_dress_up_faults_of_the_program(error: Exception) -> None:
    assert cli.sentence_for(error) is None


def test_it_complains_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    parser = Parser("bin/nenep nhập", "nhập danh sách")
    parser.add_argument("file")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--kind", choices=["a", "b"])
    for words, complaint in (
        ([], "còn thiếu: file"),
        (["x", "--limit"], "--limit: cần một giá trị"),
        (["x", "--limit", "ba"], "--limit: giá trị 'ba' không đọc được"),
        (["x", "--kind", "c"], "--kind: 'c' không có, chỉ nhận"),
        (["x", "--nope"], "không hiểu: --nope"),
    ):
        with pytest.raises(SystemExit) as ended:
            parser.parse_args(words)
        assert ended.value.code == 2
        assert complaint in capsys.readouterr().err
    assert in_vietnamese("something new") == "something new"


def test_it_never_touches_a_folder_that_is_not_the_demos(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letter.txt").write_text("kept")
    assert demo_start.main(["--no-serve", "--fresh", "--data", str(folder)]) == 2
    assert "không phải của bản minh họa" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_it_never_runs_the_demo_on_a_real_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://admin@db/unit")
    assert demo_start.main(["--no-serve", "--data", str(tmp_path / "demo")]) == 2
    assert "DATABASE_URL" in capsys.readouterr().err
    assert not (tmp_path / "demo").exists()


def test_it_is_content_when_nobody_reads_to_the_end() -> None:
    """``bin/nenep structure show | head`` has read enough."""
    asked = subprocess.Popen(
        [sys.executable, "-m", "nenep.config.cli", "access", "table"],
        cwd=Path(cli.__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert asked.stdout is not None
    asked.stdout.close()
    assert asked.stderr is not None
    assert asked.stderr.read() == b""
    asked.stderr.close()
    assert asked.wait(60) == 0
