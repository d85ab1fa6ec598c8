from django.urls import path

from nenep.box import views

urlpatterns = [
    path("box/", views.box, name="box"),
    path("meetings/<uuid:meeting_id>/box/", views.box_opening, name="box-opening"),
]
