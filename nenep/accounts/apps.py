from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "nenep.accounts"
    default_auto_field = "django.db.models.BigAutoField"
