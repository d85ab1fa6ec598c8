from django.urls import path

from nenep.identity import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/code/", views.second_step, name="second-step"),
    path("sign-in/enrolment/", views.enrolment, name="enrolment"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("activation/", views.activation, name="activation"),
]
