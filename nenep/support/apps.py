from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "nenep.support"
    default_auto_field = "django.db.models.BigAutoField"
