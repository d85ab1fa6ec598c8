from django.urls import path

from nenep.documents import views

urlpatterns = [
    path("uploads/<uuid:upload_id>/", views.upload, name="upload"),
]
