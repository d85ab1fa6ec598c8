from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "nenep.scoring"
    default_auto_field = "django.db.models.BigAutoField"
