from django.urls import path

from nenep.oversight import views

urlpatterns = [
    path("units/<uuid:unit_id>/papers/openings/", views.paper_openings, name="paper-openings"),
    path("paper-openings/<uuid:opening_id>.<str:form>", views.opened_paper, name="opened-paper"),
    path("units/<uuid:unit_id>/readings/", views.unit_readings, name="unit-readings"),
    path("history/<uuid:object_id>/", views.history, name="history"),
    path("emergencies/", views.emergencies, name="emergencies"),
    path("units/<uuid:unit_id>/emergencies/new/", views.emergency_new, name="emergency-new"),
    path(
        "emergencies/<uuid:emergency_id>/approval/",
        views.emergency_approval,
        name="emergency-approval",
    ),
    path("emergencies/<uuid:emergency_id>/end/", views.emergency_end, name="emergency-end"),
]
