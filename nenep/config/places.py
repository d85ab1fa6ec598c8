"""The way around, in the order of the month. Who sees which door follows from capabilities."""

from nenep.access.rules import Capability
from nenep.ui.navigation import NavItem

PLACES = (
    NavItem("Trang đầu", "home", icon="home", short="Đầu"),
    NavItem("Các chi bộ", "cells", icon="grid", capability=Capability.VIEW_CELLS, short="Chi bộ"),
    NavItem(
        "Sinh hoạt", "meetings", icon="calendar", capability=Capability.VIEW_AGENDA, short="Họp"
    ),
    NavItem(
        "Việc được giao", "tasks", icon="tasks", capability=Capability.VIEW_AGENDA, short="Việc"
    ),
    NavItem("Đảng viên", "members", icon="people", capability=Capability.VIEW_MEMBERS),
    NavItem(
        "Nhập danh sách",
        "imports",
        icon="upload",
        capability=Capability.MANAGE_MEMBERS,
        group="Số liệu",
    ),
)
