from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "nenep.room"
    default_auto_field = "django.db.models.BigAutoField"
