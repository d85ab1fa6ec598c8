from django.apps import AppConfig


class BoxConfig(AppConfig):
    name = "nenep.box"
    default_auto_field = "django.db.models.BigAutoField"
