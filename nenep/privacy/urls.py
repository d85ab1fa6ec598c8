from django.urls import path

from nenep.privacy import views

urlpatterns = [
    path("me/consents/", views.own_consents, name="own-consents"),
    path("me/consents/withdrawal/", views.own_consent_withdrawal, name="own-consent-withdrawal"),
    path("me/corrections/", views.own_correction, name="own-correction"),
    path("persons/<uuid:person_id>/consents/", views.person_consents, name="person-consents"),
    path(
        "persons/<uuid:person_id>/consents/withdrawal/",
        views.person_consent_withdrawal,
        name="person-consent-withdrawal",
    ),
    path(
        "persons/<uuid:person_id>/corrections/", views.person_correction, name="person-correction"
    ),
    path("corrections/", views.corrections, name="corrections"),
    path(
        "corrections/<uuid:request_id>/answer/", views.correction_answer, name="correction-answer"
    ),
    path("retention/", views.retention, name="retention"),
    path("retention/<uuid:due_id>/order/", views.erasure_order, name="erasure-order"),
]
