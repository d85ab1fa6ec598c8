from django.urls import path

from nenep.support import views

urlpatterns = [
    path("cells/", views.cells, name="cells"),
    path("cells/followed/", views.followed_cells, name="followed-cells"),
    path("villages/", views.villages, name="villages"),
    path("units/<uuid:unit_id>/villages/", views.unit_villages, name="unit-villages"),
    path("units/<uuid:unit_id>/villages.xlsx", views.villages_export, name="villages-export"),
    path("units/<uuid:unit_id>/months/<str:month>/", views.cells_month, name="cells-month"),
]
