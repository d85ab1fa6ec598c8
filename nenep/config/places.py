"""The way around, in the order of the month. Who sees which door follows from capabilities."""

from nenep.access.rules import Capability
from nenep.ui.navigation import NavItem

WHOLE = "signed_in_whole"
"""Of everybody except who came by a one-time link."""

PLACES = (
    NavItem("Trang đầu", "home", icon="home", short="Đầu"),
    NavItem("Các chi bộ", "cells", icon="grid", capability=Capability.VIEW_CELLS, short="Chi bộ"),
    NavItem(
        "Chi bộ theo dõi",
        "followed-cells",
        icon="list",
        capability=Capability.FOLLOW_CELLS,
        short="Theo dõi",
    ),
    NavItem(
        "Sinh hoạt", "meetings", icon="calendar", capability=Capability.VIEW_AGENDA, short="Họp"
    ),
    NavItem(
        "Lịch công tác", "calendar", icon="clock", capability=Capability.VIEW_CALENDAR, short="Lịch"
    ),
    NavItem(
        "Việc với chi bộ", "tasks", icon="tasks", capability=Capability.DIRECT_CELLS, short="Việc"
    ),
    NavItem(
        "Việc được giao", "tasks", icon="tasks", capability=Capability.VIEW_AGENDA, short="Việc"
    ),
    NavItem(
        "Văn bản chờ nhận",
        "papers-received",
        icon="inbox",
        capability=Capability.CONFIRM_PAPERS,
        short="Văn bản",
    ),
    NavItem("Kiến nghị", "petitions", icon="comment", capability=Capability.ANSWER_PETITIONS),
    NavItem("Ý kiến, trả lời", "petitions", icon="comment", capability=Capability.RAISE_OPINION),
    NavItem("Đảng viên", "members", icon="people", capability=Capability.VIEW_MEMBERS),
    NavItem("Đơn vị", "own-unit", icon="flag", capability=Capability.VIEW_UNIT),
    NavItem("Sắp đến hạn", "expiring", icon="bell", capability=Capability.VIEW_MEMBERS),
    NavItem("Sổ 213", "residence-book", icon="book", capability=Capability.VIEW_MEMBERS),
    NavItem(
        "Thôn, làng",
        "villages",
        icon="home",
        capability=Capability.VIEW_CELLS,
        group="Số liệu",
    ),
    NavItem(
        "Sắp xếp tổ chức",
        "reorganisations",
        icon="settings",
        capability=Capability.REORGANISE,
        group="Số liệu",
    ),
    NavItem(
        "Nhập danh sách",
        "imports",
        icon="upload",
        capability=Capability.MANAGE_MEMBERS,
        group="Số liệu",
    ),
    NavItem(
        "Mở khẩn cấp",
        "emergencies",
        icon="lock",
        capability=Capability.REACH_IN_EMERGENCY,
        group="Số liệu",
    ),
    NavItem(
        "Tài khoản",
        "accounts",
        icon="people",
        capability=Capability.MANAGE_ACCOUNTS,
        group="Số liệu",
    ),
    NavItem("Phiếu vào một lần", "links", icon="file", capability=Capability.HAND_OUT_LINKS),
    NavItem("Quy định", "rules", icon="book", group="Của tôi"),
    NavItem(
        "Đính chính thông tin",
        "corrections",
        icon="file",
        capability=Capability.MANAGE_MEMBERS,
        group="Số liệu",
    ),
    NavItem(
        "Thông tin của tôi",
        "own-record",
        icon="person",
        capability=Capability.VIEW_OWN_RECORD,
        group="Của tôi",
    ),
    NavItem("Tài khoản của tôi", "own-account", icon="lock", capability=WHOLE, group="Của tôi"),
)
