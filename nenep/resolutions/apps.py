from django.apps import AppConfig


class ResolutionsConfig(AppConfig):
    name = "nenep.resolutions"
    default_auto_field = "django.db.models.BigAutoField"
