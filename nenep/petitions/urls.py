from django.urls import path

from nenep.petitions import views

urlpatterns = [
    path("petitions/", views.petitions, name="petitions"),
    path("petitions/<uuid:petition_id>/", views.petition, name="petition"),
    path("petitions/<uuid:petition_id>/passing/", views.petition_passing, name="petition-passing"),
    path("petitions/<uuid:petition_id>/telling/", views.petition_telling, name="petition-telling"),
    path(
        "opinions/<uuid:opinion_id>/forwarding/",
        views.opinion_forwarding,
        name="opinion-forwarding",
    ),
    path("opinions/<uuid:opinion_id>/answer/", views.opinion_answer, name="opinion-answer"),
]
