from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "nenep.people"
    default_auto_field = "django.db.models.BigAutoField"
