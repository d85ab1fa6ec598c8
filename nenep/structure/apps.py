from django.apps import AppConfig


class StructureConfig(AppConfig):
    name = "nenep.structure"
    default_auto_field = "django.db.models.BigAutoField"
