from django.urls import path

from nenep.minutes import views

urlpatterns = [
    path("meetings/<uuid:meeting_id>/minutes/", views.minutes, name="minutes"),
    path(
        "meetings/<uuid:meeting_id>/minutes/reading/",
        views.minutes_reading,
        name="minutes-reading",
    ),
    path(
        "meetings/<uuid:meeting_id>/minutes/adoption/",
        views.minutes_adoption,
        name="minutes-adoption",
    ),
    path(
        "meetings/<uuid:meeting_id>/minutes/finalisation/",
        views.minutes_finalisation,
        name="minutes-finalisation",
    ),
    path("meetings/<uuid:meeting_id>/minutes/report/", views.minutes_report, name="minutes-report"),
    path(
        "meetings/<uuid:meeting_id>/drafts/<str:kind>.<str:form>",
        views.draft_paper,
        name="draft-paper",
    ),
    path("papers/<uuid:paper_id>.<str:form>", views.paper, name="paper"),
    path("units/<uuid:unit_id>/papers/", views.unit_papers, name="unit-papers"),
]
