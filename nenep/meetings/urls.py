from django.urls import path

from nenep.meetings import views

urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/series/", views.meeting_series, name="meeting-series"),
]
