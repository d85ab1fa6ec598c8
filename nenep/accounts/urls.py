from django.urls import path

from nenep.accounts.views import own, second_factor

urlpatterns = [
    path("account/", own.own_account, name="own-account"),
    path("account/password/", own.password, name="own-password"),
    path("account/second-factor/", second_factor.enrol, name="own-factor"),
    path("account/second-factor/codes/", second_factor.codes, name="own-codes"),
    path("account/second-factor/removal/", second_factor.removal, name="own-factor-removal"),
    path("account/devices/end/", own.devices_end, name="devices-end"),
]
