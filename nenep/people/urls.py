from django.urls import path

from nenep.people.views import members

urlpatterns = [
    path("members/", members.members, name="members"),
    path("units/<uuid:unit_id>/members/", members.unit_members, name="unit-members"),
]
