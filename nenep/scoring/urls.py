from django.urls import path

from nenep.scoring import views

urlpatterns = [
    path("meetings/<uuid:meeting_id>/score/", views.score_sheet, name="score-sheet"),
    path(
        "meetings/<uuid:meeting_id>/score/confirmation/",
        views.score_confirmation,
        name="score-confirmation",
    ),
]
