from django.urls import path

from nenep.rulebook import views

urlpatterns = [
    path("rules/", views.rules, name="rules"),
    path("units/<uuid:unit_id>/rules/", views.unit_rules, name="unit-rules"),
    path(
        "units/<uuid:unit_id>/rules/publication/",
        views.rules_publication,
        name="rules-publication",
    ),
]
