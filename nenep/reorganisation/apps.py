from django.apps import AppConfig


class ReorganisationConfig(AppConfig):
    name = "nenep.reorganisation"
    default_auto_field = "django.db.models.BigAutoField"
