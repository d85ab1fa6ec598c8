from django.urls import path

from nenep.accounts.views import links, office, own, second_factor

urlpatterns = [
    path("account/", own.own_account, name="own-account"),
    path("account/password/", own.password, name="own-password"),
    path("account/second-factor/", second_factor.enrol, name="own-factor"),
    path("account/second-factor/codes/", second_factor.codes, name="own-codes"),
    path("account/second-factor/removal/", second_factor.removal, name="own-factor-removal"),
    path("account/devices/end/", own.devices_end, name="devices-end"),
    path("links/", links.own_links, name="links"),
    path("link/", links.link, name="link"),
    path("link/<str:code>/", links.link_code, name="link-code"),
    path("units/<uuid:unit_id>/links/", links.unit_links, name="unit-links"),
    path("units/<uuid:unit_id>/links/revocation/", links.link_revocation, name="link-revocation"),
    path("accounts/", office.accounts, name="accounts"),
    path("units/<uuid:unit_id>/accounts/", office.unit_accounts, name="unit-accounts"),
    path(
        "units/<uuid:unit_id>/accounts/approval/",
        office.recovery_approval,
        name="recovery-approval",
    ),
    path("persons/<uuid:person_id>/account/", office.account, name="person-account"),
]
