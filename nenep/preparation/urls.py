from django.urls import path

from nenep.preparation.views import (
    calendars,
    feeds,
    leave,
    materials,
    notice,
    plans,
    preparation,
    tellings,
    topic,
    unit_meetings,
    withdrawal,
)

M = "meetings/<uuid:meeting_id>/"

urlpatterns = [
    path("meetings/plans/", plans.meeting_plans, name="meeting-plans"),
    path("units/<uuid:unit_id>/meetings/", unit_meetings.unit_meetings, name="unit-meetings"),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/feeds/", feeds.calendar_feeds, name="calendar-feeds"),
    path(
        "calendar/feeds/revocation/",
        feeds.calendar_feed_revocation,
        name="calendar-feed-revocation",
    ),
    path("calendar/feeds/<str:token>.ics", feeds.calendar_feed, name="calendar-feed"),
    path("units/<uuid:unit_id>/calendar/", calendars.unit_calendar, name="unit-calendar"),
    path("units/<uuid:unit_id>/duties/", calendars.duty_fulfilment, name="duty-fulfilment"),
    path(M, notice.meeting, name="meeting"),
    path(f"{M}questions/", notice.questions, name="questions"),
    path(f"{M}leave/", leave.leave_request, name="leave-request"),
    path(f"{M}leave/others/", leave.leave_on_behalf, name="leave-on-behalf"),
    path(f"{M}leave/<uuid:request_id>/answer/", leave.leave_answer, name="leave-answer"),
    path(
        f"{M}leave/<uuid:request_id>/withdrawal/", leave.leave_withdrawal, name="leave-withdrawal"
    ),
    path(f"{M}preparation/", preparation.preparation, name="preparation"),
    path(f"{M}schedule/", preparation.schedule, name="schedule"),
    path(f"{M}materials/", materials.meeting_materials, name="meeting-materials"),
    path(f"{M}materials/removal/", materials.material_removal, name="material-removal"),
    path(f"{M}topic/", topic.topic, name="topic"),
    path(f"{M}withdrawal/", withdrawal.meeting_withdrawal, name="meeting-withdrawal"),
    path(f"{M}notice-ways/", tellings.notice_ways, name="notice-ways"),
    path(f"{M}milestones/", preparation.milestones, name="milestones"),
    path(f"{M}agenda/draft/", preparation.agenda_draft, name="agenda-draft"),
    path(f"{M}agenda/items/", preparation.agenda_items, name="agenda-items"),
    path(f"{M}agenda/items/<uuid:item_id>/", preparation.agenda_item, name="agenda-item"),
    path(f"{M}agenda/items/<uuid:item_id>/place/", preparation.agenda_place, name="agenda-place"),
    path(
        f"{M}agenda/items/<uuid:item_id>/removal/",
        preparation.agenda_removal,
        name="agenda-removal",
    ),
]
