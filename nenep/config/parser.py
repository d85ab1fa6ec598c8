"""argparse that speaks Vietnamese: its own headings and complaints too."""

import re
import sys
from argparse import SUPPRESS, Action, ArgumentParser, HelpFormatter
from collections.abc import Iterable
from typing import NoReturn

# argparse composes its complaints in English; these are the ones our parsers can raise.
COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"còn thiếu: \1"),
    (r"unrecognized arguments: (.+)", r"không hiểu: \1"),
    (r"argument (.+?): expected one argument", r"\1: cần một giá trị"),
    (r"argument (.+?): expected at least one argument", r"\1: cần ít nhất một giá trị"),
    (r"argument (.+?): expected (\d+) arguments", r"\1: cần \2 giá trị"),
    (
        r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
        r"\1: \2 không có, chỉ nhận \3",
    ),
    (r"argument (.+?): invalid \S+ value: (.+)", r"\1: giá trị \2 không đọc được"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1: không dùng cùng với \2"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1: không nhận giá trị \2"),
    (r"one of the arguments (.+) is required", r"cần một trong các lựa chọn: \1"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 chưa rõ, có thể là: \2"),
)


class VietnameseHelp(HelpFormatter):
    """``usage:`` is argparse's own prefix; everything else comes from our help texts."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[Action],
        groups: Iterable[object],
        prefix: str | None = None,
    ) -> None:
        if usage is not SUPPRESS:
            super().add_usage(usage, actions, groups, prefix or "cách dùng: ")  # type: ignore[arg-type]


class Parser(ArgumentParser):
    """The parser of one command."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=VietnameseHelp,
            add_help=False,
            allow_abbrev=False,
        )
        self._positionals.title = "tham số"
        self._optionals.title = "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="in trợ giúp này rồi kết thúc")

    def error(self, message: str) -> NoReturn:
        """One sentence and the usage; exit status 2 as for every refusal."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {in_vietnamese(message)}\n")


def in_vietnamese(complaint: str) -> str:
    """argparse's complaint in Vietnamese; an unknown one is passed on rather than hidden."""
    for english, vietnamese in COMPLAINTS:
        if re.fullmatch(english, complaint, re.DOTALL):
            return re.sub(english, vietnamese, complaint, flags=re.DOTALL)
    return complaint
