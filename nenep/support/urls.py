from django.urls import path

from nenep.support import views

urlpatterns = [
    path("cells/", views.cells, name="cells"),
    path("units/<uuid:unit_id>/months/<str:month>/", views.cells_month, name="cells-month"),
]
