from django.urls import path

from nenep.desk import views

urlpatterns = [
    path("", views.home, name="home"),
    path("me/stored/", views.own_stored, name="own-stored"),
    path("me/stored.<slug:form>", views.own_stored_file, name="own-stored-file"),
]
