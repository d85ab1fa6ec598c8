from django.urls import path

from nenep.imports import views

urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/<uuid:run_id>/", views.import_run, name="import"),
    path("imports/<uuid:run_id>/mapping/", views.import_mapping, name="import-mapping"),
    path("imports/<uuid:run_id>/sheet/", views.import_sheet, name="import-sheet"),
    path("imports/<uuid:run_id>/entry/", views.import_entry, name="import-entry"),
    path("imports/<uuid:run_id>/progress/", views.import_progress, name="import-progress"),
    path("imports/<uuid:run_id>/removal/", views.import_removal, name="import-removal"),
]
