"""PostgreSQL's own programs for taking a database out and putting it back."""

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

from nenep.config.cluster import Cluster
from nenep.kernel.errors import Refused


def program(name: str, cluster: Cluster | None) -> Path:
    """``pg_dump`` or ``pg_restore``: the embedded server's, else the system's (ours has no TLS).

    Raises:
        Refused: the system has none.
    """
    if cluster is not None:
        return cluster.bin(name)
    found = shutil.which(name)
    if found is None:
        raise Refused(
            "Máy này chưa có %(name)s; chưa làm gì. Hãy cài gói postgresql-client cùng bản với "
            "máy chủ dữ liệu rồi chạy lại.",
            name=name,
        )
    return Path(found)


def run(path: Path, url: str, *arguments: str | Path) -> None:
    """Run it against the database behind ``url``; the password is on no command line.

    Raises:
        Refused: what went wrong, in one sentence.
    """
    parts = urlsplit(url)
    password = unquote(parts.password or "")
    place = parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@")).geturl()
    done = subprocess.run(
        [path, "--no-password", f"--dbname={place}", *map(str, arguments)],
        env={**os.environ, "PGPASSWORD": password},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise failure(path.name, done.stderr.decode(errors="replace"))


def failure(name: str, said: str) -> Refused:
    """One sentence from a program's last words; they may quote rows, so only known ones do."""
    if "No space left on device" in said:
        return Refused("Ổ đĩa đã đầy nên bản sao lưu dở dang được bỏ; dữ liệu không thay đổi.")
    if "server version mismatch" in said or "unsupported version" in said:
        return Refused(
            "Chương trình %(name)s khác bản với PostgreSQL đã tạo dữ liệu; chưa có gì thay đổi. "
            "Hãy dùng chương trình cùng bản hoặc mới hơn.",
            name=name,
        )
    if "row-level security" in said or "permission denied" in said:
        return Refused(
            "Vai trò sao lưu chưa được đọc mọi dòng dữ liệu; chưa tạo bản sao lưu nào. Xem phần "
            "PostgreSQL riêng trong docs/runbooks/backup.md."
        )
    lines = [line for line in said.splitlines() if "error:" in line and "Command was" not in line]
    return Refused(
        "%(name)s không làm xong: %(said)s", name=name, said=(lines or ["không rõ lý do"])[0][:200]
    )
