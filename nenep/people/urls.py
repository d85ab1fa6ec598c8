from django.urls import path

from nenep.people import views

urlpatterns = [
    path("members/", views.members, name="members"),
    path("units/<uuid:unit_id>/members/", views.unit_members, name="unit-members"),
]
