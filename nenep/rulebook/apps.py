from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "nenep.rulebook"
    default_auto_field = "django.db.models.BigAutoField"
