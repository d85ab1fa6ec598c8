from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "nenep.imports"
    default_auto_field = "django.db.models.BigAutoField"
