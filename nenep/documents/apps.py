from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "nenep.documents"
    default_auto_field = "django.db.models.BigAutoField"
