"""What the run says at its end, gathered from all processes."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The size of the access matrix, and figures a test noted."""
    ran = [r for kind in ("passed", "failed") for r in terminalreporter.stats.get(kind, [])]
    noted = [(name, value) for report in ran for name, value in report.user_properties]
    doors = [int(value) for name, value in noted if name == "matrix"]
    if doors:
        terminalreporter.write_line(f"ma trận truy cập: {len(doors)} địa chỉ, {sum(doors)} ô")
    for name, value in noted:
        if name == "nenep":
            terminalreporter.write_line(str(value))
