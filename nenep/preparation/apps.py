from django.apps import AppConfig


class PreparationConfig(AppConfig):
    name = "nenep.preparation"
    default_auto_field = "django.db.models.BigAutoField"
