from django.urls import path

from nenep.documents import views

urlpatterns = [
    path("verify/", views.verify, name="verify"),
    path("verify/<str:code>/", views.verify, name="verify"),
    path("uploads/<uuid:upload_id>/", views.upload, name="upload"),
]
