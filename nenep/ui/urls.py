from django.urls import path

from nenep.ui import views

urlpatterns = [path("text-size/", views.text_size, name="text-size")]
