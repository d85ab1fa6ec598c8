"""Reads of resolutions and tasks; the names most used stand here."""

from nenep.resolutions.queries.tasks import (
    OutcomeView,
    ReportView,
    TaskLine,
    as_ruled,
    carried_into,
    implementation_for,
    open_tasks_on,
    resolution_of,
    tasks_of_meeting,
    tasks_of_person,
    visible_to,
)

__all__ = [
    "OutcomeView",
    "ReportView",
    "TaskLine",
    "as_ruled",
    "carried_into",
    "implementation_for",
    "open_tasks_on",
    "resolution_of",
    "tasks_of_meeting",
    "tasks_of_person",
    "visible_to",
]
